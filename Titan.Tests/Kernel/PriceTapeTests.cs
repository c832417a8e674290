using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Kernel;

/// <summary>Prices for charts: bounded, oldest first, holes as holes, no spike lost, and nothing invented while the venue is silent.</summary>
public sealed class PriceTapeTests
{
    private static readonly DateTimeOffset Start = EngineBench.Start;
    private static readonly InstrumentId Btc = BenchInstruments.Btc.Id;

    [Fact]
    public void Read_AfterAStart_HasTheHoursThenTheMinutesOfTheBars()
    {
        var tape = new PriceTape();
        tape.Learn(Bars(TimeSpan.FromMinutes(1), 105));
        tape.Learn(Bars(TimeSpan.FromHours(1), 100));

        var day = tape.Read(Btc, Start.AddHours(-24), Start, 2_000);

        Assert.DoesNotContain(day, point => point.Price is null);
        Assert.Equal(Start, day[^1].At);
        Assert.Equal(105, day.Count(point => point.At > Start.AddMinutes(-105)));
        Assert.Equal(Start.AddHours(-24), day[0].At);
        Assert.Equal([new PricedInstrument(Btc, 1)], tape.Instruments);
    }

    [Fact]
    public void Read_OfAShortSpan_IsFineSinceTheStartAndCoarseBefore()
    {
        var (tape, sights) = Seeing();
        tape.Learn(Bars(TimeSpan.FromMinutes(1), 105));
        for (var second = 1; second <= 120; second++)
        {
            Quote(sights, 50_000m + second, Start.AddSeconds(second));
            tape.See(sights, Start.AddSeconds(second));
        }

        var points = tape.Read(Btc, Start.AddMinutes(-13), Start.AddMinutes(2), 2_000);

        Assert.DoesNotContain(points, point => point.Price is null);
        Assert.Equal(14, points.Count(point => point.At <= Start));
        Assert.Equal(24, points.Count(point => point.At > Start));
        Assert.Equal((Start.AddSeconds(120), 50_120.05d), (points[^1].At, points[^1].Price));
        Assert.Equal(points[^1], tape.Newest(Btc));
    }

    [Fact]
    public void Read_OfAShortSpanThatTheFineStepsLeft_HasItsMinutes()
    {
        var (tape, sights) = Seeing();
        for (var second = 5; second <= 3 * 3_600; second += 5)
        {
            Quote(sights, 50_000m, Start.AddSeconds(second));
            tape.See(sights, Start.AddSeconds(second));
        }

        Assert.Equal(10, tape.Read(Btc, Start.AddMinutes(20), Start.AddMinutes(30).AddSeconds(-1), 2_000).Count(point => point.Price is not null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void See_WhileTheVenueIsSilent_LeavesAHole(bool streamDown)
    {
        var (tape, sights) = Seeing();
        for (var second = 1; second <= 180; second++)
        {
            var silent = second is > 60 and <= 120;
            sights.PublicDownSince = silent && streamDown ? Start.AddSeconds(60) : null;
            if (silent && !streamDown)
            {
                sights.Of(BenchInstruments.Btc).LoseBook();
            }
            else
            {
                Quote(sights, 50_000m, Start.AddSeconds(second));
            }

            tape.See(sights, Start.AddSeconds(second));
        }

        var points = tape.Read(Btc, Start, Start.AddMinutes(3), 2_000);

        var hole = Assert.Single(points, point => point.Price is null);
        Assert.InRange(hole.At, Start.AddSeconds(60), Start.AddSeconds(121));
    }

    [Fact]
    public void See_OfAQuoteThatNobodyRenews_BelievesItForAMinute()
    {
        var (tape, sights) = Seeing();
        Quote(sights, 50_000m, Start);
        tape.See(sights, Start.AddSeconds(60));
        tape.See(sights, Start.AddSeconds(61));

        Assert.Equal(Start.AddSeconds(60), tape.Newest(Btc)!.Value.At);
    }

    [Fact]
    public void Read_AfterMoreThanADay_ForgetsTheOldest()
    {
        var (tape, sights) = Seeing();
        for (var minute = 0; minute < 2_000; minute++)
        {
            Quote(sights, 50_000m + minute, Start.AddMinutes(minute + 0.5));
            tape.See(sights, Start.AddMinutes(minute + 0.5));
        }

        var now = Start.AddMinutes(1_999.5);
        var points = tape.Read(Btc, Start, now, 5_000);
        Assert.Equal(1_440, points.Count);
        Assert.Equal(51_999.05d, points[^1].Price);
    }

    [Fact]
    public async Task Tape_OfTheWholeProduct_HasTheDayFromItsStart()
    {
        await using var console = await LiveConsole.StartAsync();
        var now = console.Engine.Snapshot.At;

        Assert.InRange(console.Prices.Read(Btc, now.AddHours(-1), now, 2_000).Count(point => point.Price > 0), 55, 2_000);
        Assert.InRange(console.Prices.Read(Btc, now.AddHours(-24), now, 2_000).Count(point => point.Price > 0), 110, 2_000);
        Assert.Contains(console.Prices.Instruments, one => one.Id == Btc);
    }

    [Fact]
    public void Read_OfWhatIsNotKnown_IsEmpty()
    {
        var tape = new PriceTape();
        Assert.Empty(tape.Read(Btc, Start, Start.AddHours(1), 100));
        Assert.Null(tape.Newest(Btc));
        Assert.Empty(tape.Instruments);
    }

    [Fact]
    public void Law_OfThinning_KeepsEndsExtremesHolesAndOrder() => Prop.ForAll(
        Gen.Choose(-1, 9).ArrayOf().Where(list => list.Length > 1).ToArbitrary(), Gen.Choose(2, 40).ToArbitrary(), (steps, most) =>
        {
            List<PricePoint> points = [.. steps.Select((price, index) => new PricePoint(Start.AddSeconds(index), price < 0 && index > 0 && index < steps.Length - 1 ? null : price))];
            var thin = PriceThinning.Of(points, most);
            var inOrder = thin.Zip(thin.Skip(1)).All(pair => pair.First.At < pair.Second.At);
            var known = points.Where(point => point.Price is not null).Select(point => point.Price).ToArray();
            return inOrder && thin[0] == points[0] && thin[^1] == points[^1]
                && thin.Max(point => point.Price) == known.Max() && thin.Min(point => point.Price) == known.Min()
                && thin.Count(point => point.Price is null) == points.Count(point => point.Price is null)
                && thin.All(points.Contains);
        }).QuickCheckThrowOnFailure();

    private static (PriceTape Tape, Surroundings Sights) Seeing()
    {
        var sights = new Surroundings();
        sights.Fill(BenchInstruments.All);
        return (new PriceTape(), sights);
    }

    private static void Quote(Surroundings sights, decimal bid, DateTimeOffset at) =>
        sights.Of(BenchInstruments.Btc).See(new Quote(BenchInstruments.Btc, BenchInstruments.Btc.ToTicks(bid), 5, BenchInstruments.Btc.ToTicks(bid + 0.1m), 5, at, at));

    // Closed bars that end at the start, oldest first.
    private static IEnumerable<Bar> Bars(TimeSpan interval, int count) =>
        Enumerable.Range(0, count).Select(index => new Bar(BenchInstruments.Btc, interval, Start - (interval * (count - index)), 50_000m, 50_010m, 49_990m, 50_000m + index, 1m, 50_000m, true));
}
