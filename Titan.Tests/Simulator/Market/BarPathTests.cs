using FsCheck;
using FsCheck.Fluent;
using Titan.Simulator.Market;
using Titan.Simulator.Market.Recorded;

namespace Titan.Tests.Simulator.Market;

public sealed class BarPathTests
{
    private const decimal Tick = 0.1m;
    private const decimal Step = 0.001m;

    private static readonly Arbitrary<RecordedBar> Bars = (
        from low in Gen.Choose(1, 100_000)
        from range in Gen.Choose(0, 400)
        from open in Gen.Choose(0, range)
        from close in Gen.Choose(0, range)
        from volume in Gen.Choose(24, 50_000)
        from takers in Gen.Choose(0, volume)
        from split in Gen.Elements(true, false)
        select new RecordedBar(
            1_700_000_000_000 + (low * 60_000L),
            (low + open) * Tick,
            (low + range) * Tick,
            low * Tick,
            (low + close) * Tick,
            volume * Step,
            null,
            split ? takers * Step : null)).ToArbitrary();

    [Fact]
    public void Make_AnyBar_TouchesOpenHighLowAndCloseExactly() =>
        Prop.ForAll(Bars, Gen.Choose(4, 24).ToArbitrary(), (bar, points) =>
        {
            var prints = Prints(bar, points);

            Assert.Equal(bar.Open, prints[0].Price);
            Assert.Equal(bar.High, prints.Max(print => print.Price));
            Assert.Equal(bar.Low, prints.Min(print => print.Price));
            Assert.Equal(bar.Close, prints[^1].Price);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Make_AnyBar_VolumeAddsUpToTheStep() =>
        Prop.ForAll(Bars, Gen.Choose(4, 24).ToArbitrary(), (bar, points) =>
            Assert.Equal(bar.Volume, Prints(bar, points).Sum(print => print.Size))).QuickCheckThrowOnFailure();

    [Fact]
    public void Make_UpBar_SeesItsLowBeforeItsHigh() =>
        Prop.ForAll(Bars, bar =>
        {
            var prices = Prints(bar, 12).ConvertAll(print => print.Price);
            var lowFirst = prices.IndexOf(bar.Low) <= prices.LastIndexOf(bar.High);
            var highFirst = prices.IndexOf(bar.High) <= prices.LastIndexOf(bar.Low);

            Assert.True(bar.Close >= bar.Open ? lowFirst : highFirst);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Make_SplitVolume_BuysAddUpToTheTakersVolume()
    {
        var bar = new RecordedBar(0, 100m, 101m, 99m, 100.5m, 10m, null, 6.5m);
        var path = new BarPath(new FixedPoint(Tick), new FixedPoint(Step), 12).Make(bar);

        Assert.Equal(6_500, path.Where(point => point.TakerBuys).Sum(point => point.Units));
        Assert.Equal(3_500, path.Where(point => !point.TakerBuys).Sum(point => point.Units));
    }

    [Fact]
    public void Make_NoVolumeAtTheSamePrice_PrintsNothing()
    {
        var path = new BarPath(new FixedPoint(Tick), new FixedPoint(Step), 4);
        path.Make(new RecordedBar(0, 100m, 101m, 99m, 100m, 10m, null, null));

        Assert.All(path.Make(new RecordedBar(60_000, 100m, 100m, 100m, 100m, 0m, null, null)), point => Assert.Equal(0, point.Units));
    }

    private static List<(decimal Price, decimal Size)> Prints(RecordedBar bar, int points) =>
        [.. new BarPath(new FixedPoint(Tick), new FixedPoint(Step), points).Make(bar)
            .Where(point => point.Units > 0)
            .Select(point => (point.Ticks * Tick, point.Units * Step))];
}
