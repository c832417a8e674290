using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>Structural detectors with the numbers of spec titan-trading 2.4.</summary>
public sealed class DetectorTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void OiWipeout_AllHold_IsALongNowWithHalfTheDumpAsTarget() =>
        Assert.Equal(
            new TrapPlan(TrapType.OiWipeout, Side.Buy, 96m, 0.05m, 96m * 0.98m, 98m),
            OiWipeout.Find(Bars.Of([100m, 99m, 98m, 97m, 96.5m], Minute), 96m, 0.21m, 1m));

    [Theory]
    [InlineData(97, 0.21, 1)]
    [InlineData(96, 0.20, 1)]
    [InlineData(96, 0.21, 0)]
    [InlineData(0, 0.21, 1)]
    public void OiWipeout_OneConditionOnItsEdge_IsNone(int price, double interest, int cvd) =>
        Assert.Null(OiWipeout.Find(Bars.Of([100m, 99m, 98m, 97m, 96.5m], Minute), price, (decimal)interest, cvd));

    [Fact]
    public void OiWipeout_WithFourBars_IsNone() => Assert.Null(OiWipeout.Find(Bars.Of([100m, 99m, 98m, 97m], Minute), 90m, 0.5m, 1m));

    private static Bar[] Rising(decimal last)
    {
        var bars = Enumerable.Range(0, 20).Select(index => Bars.One(index, 100m, 101m, 99m, interval: TimeSpan.FromMinutes(5))).ToArray();
        bars[12] = Bars.One(12, 100m, 104m, 99m);
        bars[5] = Bars.One(5, 100m, 200m, 99m);
        bars[^2] = Bars.One(18, 100m, 101m, 99.1m);
        bars[^1] = Bars.One(19, 100m, 101m, last);
        return bars;
    }

    [Fact]
    public void FundingSqueeze_AllHold_HasItsOwnStopAndTarget() =>
        Assert.Equal(
            new TrapPlan(TrapType.FundingSqueeze, Side.Buy, 100.1m, 0.10m, 99.2m * 0.995m, 104m * 1.02m),
            FundingSqueeze.Find(Rising(99.2m), -0.0002m, 2m, 1m));

    [Theory]
    [InlineData(-0.00019, 99.2, 2)]
    [InlineData(-0.0002, 99.1, 2)]
    [InlineData(-0.0002, 99.2, 1)]
    public void FundingSqueeze_OneConditionOnItsEdge_IsNone(double rate, double low, int cvd) =>
        Assert.Null(FundingSqueeze.Find(Rising((decimal)low), (decimal)rate, cvd, 1m));

    [Fact]
    public void FundingSqueeze_With19Bars_IsNone() => Assert.Null(FundingSqueeze.Find(Rising(99.2m).AsSpan(1), -0.001m, 2m, 1m));

    [Fact]
    public void BasisArb_PerpetualFarBelowSpot_AimsAtSpot() =>
        Assert.Equal(new TrapPlan(TrapType.BasisArb, Side.Buy, 99m * 1.001m, 0.01m, 99m * 0.995m, 99.9m), BasisArb.Find(100m, 99m, 1_000_000m));

    [Theory]
    [InlineData(100, 99.5, 1_000_000)]
    [InlineData(100, 99, 999_999)]
    [InlineData(0, 99, 1_000_000)]
    [InlineData(100, 0, 1_000_000)]
    [InlineData(99, 100, 1_000_000)]
    public void BasisArb_OneConditionOnItsEdge_IsNone(double spot, double perpetual, int turnover) =>
        Assert.Null(BasisArb.Find((decimal)spot, (decimal)perpetual, turnover));

    private static readonly TrapPlan Wipeout = new(TrapType.OiWipeout, Side.Buy, 96m, 0.05m, 94.08m, 98m);

    [Fact]
    public void Bulgaria_CoinAlone_WaitsForSpotOnePercentUp() =>
        Assert.Equal(
            new TrapPlan(TrapType.UltimateBulgaria, Side.Buy, 96.96m, 0.05m, 96.96m * 0.98m, 98.96m, 96.1m * 1.01m),
            UltimateBulgaria.Find(Wipeout, 0.04m, 0.0049m, 96.1m));

    [Theory]
    [InlineData(0.03, 0)]
    [InlineData(0.04, 0.005)]
    public void Bulgaria_WithTheMarket_IsNone(double own, double market) => Assert.Null(UltimateBulgaria.Find(Wipeout, (decimal)own, (decimal)market, 96m));

    [Fact]
    public void OpenInterest_IsComparedWithTheNewestSampleOfFiveMinutes()
    {
        var samples = new OpenInterestSamples();
        Assert.True(samples.IsStale(At(0)));
        for (var second = 0; second <= 600; second += 10)
        {
            samples.Add(At(second), 1000m - second);
        }

        Assert.Equal((700m - 400m) / 700m, samples.Drop(At(600)));
        Assert.False(samples.IsStale(At(720)));
        Assert.True(samples.IsStale(At(721)));
    }

    [Fact]
    public void OpenInterest_OfUnderFiveMinutes_SaysNothing()
    {
        var samples = new OpenInterestSamples();
        samples.Add(At(0), 100m);
        samples.Add(At(10), 0m);
        samples.Add(At(299), 50m);
        Assert.Null(samples.Drop(At(299)));
        Assert.Equal(0.5m, samples.Drop(At(300)));
    }

    private static long At(int seconds) => Titan.Tests.Support.EngineBench.Start.UtcTicks + (seconds * TimeSpan.TicksPerSecond);
}
