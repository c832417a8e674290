using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>The liquidation cascade detector (spec titan-trading 4.6): two signs rest entries, three trip the breaker, missing data is neither.</summary>
public sealed class CascadeTests
{
    [Theory]
    [InlineData(9_500, 0.0301, 3.01, 2)]
    [InlineData(9_490, 0.0301, 3.01, 3)]
    [InlineData(9_490, -0.0301, 3.01, 3)]
    [InlineData(9_490, 0.03, 3.01, 2)]
    [InlineData(9_490, 0.0301, 3.0, 2)]
    [InlineData(10_000, 0.0, 1.0, 0)]
    public void Signs_OnTheirLimits_CountStrictly(double openInterest, double move, double volumes, int signs)
    {
        var baseline = Steady();
        baseline.Sample(openInterest, 1_000.0 * volumes, move);
        Assert.Equal(signs, baseline.Last!.Value.Count);
    }

    [Fact]
    public void Baselines_FollowWithTheirWeights()
    {
        var baseline = Steady();
        baseline.Sample(9_000, 2_000, 0.0);
        baseline.Sample(9_000, 2_000, 0.0);
        // 10,000 + 0.1 of (9,000 - 10,000) = 9,900 and 1,000 + 0.05 of (2,000 - 1,000) = 1,050.
        Assert.Equal((9_000.0 / 9_900.0) - 1.0, baseline.Last!.Value.OpenInterestChange, 9);
        Assert.Equal(2_000.0 / 1_050.0, baseline.Last!.Value.VolumeRatio, 9);
    }

    [Fact]
    public void Signs_BeforeFiveMinutesOrWithoutFigures_AreUnknown()
    {
        var baseline = new CascadeBaseline();
        baseline.Sample(10_000, 1_000, 0.0);
        Assert.Null(baseline.Last);
        baseline = Steady();
        baseline.Sample(0, 1_000, 0.0);
        Assert.Null(baseline.Last);
        baseline.Sample(10_000, 1_000, null);
        Assert.Null(baseline.Last);
    }

    [Fact]
    public void Moderate_RestsEntriesForFifteenMinutesAndKeepsTheArm()
    {
        var bench = Watched();
        bench.Quote(EngineBench.Eth, 2_400m, 2_400.01m);
        bench.Ticker(EngineBench.Eth, openInterest: 9_000m);
        bench.Advance(35);
        Assert.Equal(EngineBench.Eth.Id, Assert.Single(bench.Facts<CascadeSeen>()).Instrument);
        Assert.Equal((ArmState.Armed, false), (bench.State.Arm.State, bench.State.Breaker.Active));
        bench.Enter(Side.Buy);
        Assert.Equal("Regime", bench.Facts<IntentJudged>().Last().Denial);
        bench.Restart();
        bench.Arm();
        bench.Enter(Side.Buy);
        Assert.Equal("Regime", bench.Facts<IntentJudged>().Last().Denial);
        bench.Advance(900);
        bench.Enter(Side.Buy);
        Assert.True(bench.Facts<IntentJudged>().Last().Approved);
    }

    [Fact]
    public void Severe_TripsTheBreaker()
    {
        var bench = Watched();
        bench.Quote(EngineBench.Eth, 2_400m, 2_400.01m);
        bench.Ticker(EngineBench.Eth, openInterest: 9_000m, turnover: 4_000_000_000m);
        bench.Advance(35);
        Assert.Equal(["SEVERE_CASCADE"], bench.State.Breaker.Triggers);
        Assert.Contains("ETHUSDT", bench.State.Breaker.Reason, StringComparison.Ordinal);
    }

    private static CascadeBaseline Steady()
    {
        var baseline = new CascadeBaseline();
        for (var sample = 0; sample < CascadeBaseline.FewestSamples; sample++)
        {
            baseline.Sample(10_000, 1_000, 0.0);
        }

        return baseline;
    }

    private static EngineBench Watched()
    {
        var bench = EngineBench.Armed();
        bench.Ticker(EngineBench.Btc);
        bench.Ticker(EngineBench.Eth);
        bench.Advance(400);
        return bench;
    }
}
