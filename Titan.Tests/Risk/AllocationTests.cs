using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Configuration;
using Titan.Engine.Risk;

namespace Titan.Tests.Risk;

/// <summary>Allocation vector, phases, tiers and the performance modifier (spec titan-trading 3.1 to 3.3), with the specification's vectors.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData(200, 1.0, 0.0, 0.0)]
    [InlineData(1_499.99, 1.0, 0.0, 0.0)]
    [InlineData(1_500, 0.9958, 0.0042, 0.0)]
    [InlineData(2_450, 0.9335, 0.0665, 0.0)]
    [InlineData(3_250, 0.6, 0.4, 0.0)]
    [InlineData(4_000, 0.2763, 0.7237, 0.0)]
    [InlineData(4_999, 0.2042, 0.7958, 0.0)]
    [InlineData(5_000, 0.2, 0.8, 0.0)]
    [InlineData(24_999, 0.2, 0.8, 0.0)]
    [InlineData(25_000, 0.2, 0.7621, 0.0379)]
    [InlineData(37_500, 0.2, 0.55, 0.25)]
    [InlineData(50_000, 0.2, 0.3379, 0.4621)]
    public void Weights_AtTheVectors_AreTheSpecifications(decimal equity, decimal w1, decimal w2, decimal w3)
    {
        var weights = AllocationWeights.At(equity);
        Assert.Equal((w1, w2, w3), (decimal.Round(weights.W1, 4), decimal.Round(weights.W2, 4), decimal.Round(weights.W3, 4)));
    }

    [Fact]
    public void Weights_AtAnyEquity_SumToOneAndAreShares() =>
        Prop.ForAll(ArbMap.Default.ArbFor<decimal>(), equity =>
        {
            var weights = AllocationWeights.At(Math.Min(Math.Abs(equity), 1_000_000_000m));
            return weights.W1 + weights.W2 + weights.W3 == 1m && weights is { W1: >= 0 and <= 1, W2: >= 0 and <= 1, W3: >= 0 and <= 1 };
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 200, 1)]
    [InlineData(0, 4_999.99, 1)]
    [InlineData(1, 5_000, 2)]
    [InlineData(2, 4_750, 2)]
    [InlineData(2, 4_749.99, 1)]
    [InlineData(2, 50_000, 3)]
    [InlineData(3, 47_500, 3)]
    [InlineData(3, 47_499.99, 2)]
    [InlineData(3, 4_749, 1)]
    [InlineData(1, 60_000, 3)]
    [InlineData(0, 4_900, 1)]
    public void Phase_WithHysteresis_FallsOnlyBelowNinetyFivePercent(int current, decimal equity, int phase) =>
        Assert.Equal(phase, CapitalLadder.PhaseOf(current, equity));

    [Theory]
    [InlineData(1_499.99, "MICRO", 20)]
    [InlineData(1_500, "SMALL", 10)]
    [InlineData(5_000, "MEDIUM", 5)]
    [InlineData(25_000, "LARGE", 3)]
    [InlineData(50_000, "INSTITUTIONAL", 2)]
    public void Tier_ByEquity_CapsLeverageWithUserAndCeiling(decimal equity, string name, decimal cap)
    {
        Assert.Equal(new Tier(name, cap), CapitalLadder.TierOf(equity));
        Assert.Equal(cap, Brain.LeverageCap(equity, new RiskConfig()));
        Assert.Equal(Math.Min(cap, 5m), Brain.LeverageCap(equity, new RiskConfig { MaxLeverage = 5m }));
        Assert.Equal(1m, Brain.LeverageCap(equity, new RiskConfig { MaxTotalLeverage = 1m }));
    }

    [Fact]
    public void Modifier_WithNineTrades_IsOneWhateverTheyWere()
    {
        var modifier = PerformanceModifier.Of([.. Enumerable.Repeat(-5m, 9)]);
        Assert.Equal((1m, -3m, 9), (modifier.Factor, modifier.Sharpe, modifier.Trades));
    }

    [Theory]
    [InlineData(-1, -1, 0.5)]
    [InlineData(1, 1, 1.2)]
    [InlineData(0, 0, 1.0)]
    [InlineData(10, -9.9, 1.0)]
    [InlineData(10, -10.1, 0.5)]
    [InlineData(10, -7, 1.2)]
    public void Modifier_OfTenTrades_FollowsTheirSharpe(decimal even, decimal odd, decimal factor) =>
        Assert.Equal(factor, PerformanceModifier.Of([.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? even : odd)]).Factor);

    [Fact]
    public void Sharpe_IsMeanOverSampleDeviationTimesRootOf365()
    {
        // 1, 2, 3: mean 2, sample deviation 1.
        Assert.Equal(2.0 * Math.Sqrt(365.0), PerformanceModifier.SharpeOf([1m, 2m, 3m]), 9);
        Assert.Equal((0.0, 3.0, -3.0, 0.0), (PerformanceModifier.SharpeOf([5m]), PerformanceModifier.SharpeOf([5m, 5m]), PerformanceModifier.SharpeOf([-5m, -5m]), PerformanceModifier.SharpeOf([0m, 0m])));
    }
}
