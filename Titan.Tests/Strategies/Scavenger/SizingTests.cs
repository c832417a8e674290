using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Model;
using Titan.Engine.Strategies;
using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Strategies.Scavenger.Bite;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>Size and order type (spec titan-trading 2.7, 2.8): the spec's vectors and its laws.</summary>
public sealed class SizingTests
{
    /// <summary>Equity 1, risk 2 %: type, Kelly, quarter, notional by Kelly, by risk, taken.</summary>
    public static TheoryData<TrapType, double, double, double, double, double> Vectors => new()
    {
        { TrapType.Liquidation, 0.9333, 0.2333, 4.667, 2.0, 2.0 },
        { TrapType.DailyLevel, 0.8, 0.2, 2.4, 2.0, 2.0 },
        { TrapType.Bollinger, 0.8667, 0.2167, 3.25, 2.0, 2.0 },
        { TrapType.OiWipeout, 0.93, 0.2325, 4.65, 1.0, 1.0 },
        { TrapType.FundingSqueeze, 0.8786, 0.2196, 3.295, 1.333, 1.333 },
        { TrapType.BasisArb, 0.7, 0.175, 1.75, 4.0, 1.75 },
        { TrapType.UltimateBulgaria, 0.972, 0.243, 4.86, 1.0, 1.0 },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Size_OfEachType_IsTheSpecsVector(TrapType type, double kelly, double quarter, double byKelly, double byRisk, double taken)
    {
        var own = new ScavengerOptions().Traps.Of(type);
        var limits = new TradeLimits();
        var k = TrapSizing.Kelly(own.Confidence, own.StopLoss, own.TakeProfit);
        var margin = TrapSizing.Margin(1m, k, limits.MaxPositionSizePercent);
        Assert.Equal(kelly, (double)k, 4);
        Assert.Equal(quarter, (double)margin, 4);
        Assert.Equal(byKelly, (double)(margin * own.Leverage), 3);
        Assert.Equal(byRisk, (double)(limits.MaxRiskPerTrade / own.StopLoss), 3);
        Assert.Equal(taken, (double)TrapSizing.Notional(1m, k, own.Leverage, own.StopLoss, limits.MaxRiskPerTrade, limits.MaxPositionSizePercent), 3);
    }

    [Fact]
    public void Size_NeverExceedsAnyOfItsBounds() =>
        Prop.ForAll(
            Gen.Choose(0, 100).Zip(Gen.Choose(1, 50)).ToArbitrary(), Gen.Choose(5, 200).Zip(Gen.Choose(1, 20)).ToArbitrary(), Gen.Choose(0, 5_000).ToArbitrary(),
            (first, second, authorised) =>
            {
                var ((confidence, stop), (target, leverage)) = (first, second);
                var (stopFraction, targetFraction) = (stop / 1000m, target / 1000m);
                var kelly = TrapSizing.Kelly(confidence, stopFraction, targetFraction);
                var notional = TrapSizing.Notional(1000m, kelly, leverage, stopFraction, 0.02m, 0.5m, authorised);
                return notional >= 0 && notional <= authorised && notional * stopFraction <= 20.0001m && notional <= 500m * leverage && (kelly > 0 || notional == 0);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Kelly_OfNoEdge_SizesNothing()
    {
        Assert.True(TrapSizing.Kelly(10, 0.01m, 0.01m) < 0);
        Assert.Equal(0m, TrapSizing.Margin(1000m, -0.5m, 0.5m));
        Assert.Equal(500m, TrapSizing.Margin(1000m, 9m, 0.5m));
        Assert.Equal(0m, TrapSizing.Notional(1000m, 1m, 20m, 0m, 0.02m, 0.5m));
    }

    [Theory]
    [InlineData(0.0051, EntryOrder.Market)]
    [InlineData(0.005, EntryOrder.AggressiveLimit)]
    [InlineData(0.0011, EntryOrder.AggressiveLimit)]
    [InlineData(0.001, EntryOrder.TouchLimit)]
    [InlineData(0, EntryOrder.TouchLimit)]
    public void OrderType_FollowsTheVelocity(double velocity, EntryOrder expected) => Assert.Equal(expected, OrderChoice.Of((decimal)velocity, new ScavengerOptions()));

    [Fact]
    public void OrderType_OfTheSameVelocity_IsAlwaysTheSameAndNeverCalmerWhenFaster() =>
        Prop.ForAll(Gen.Choose(0, 2_000).ToArbitrary(), Gen.Choose(0, 2_000).ToArbitrary(), (one, other) =>
        {
            var options = new ScavengerOptions();
            var (a, b) = (OrderChoice.Of(one / 100_000m, options), OrderChoice.Of(other / 100_000m, new ScavengerOptions()));
            return (one != other || a == b) && (one <= other || Urgency(a) >= Urgency(b));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.39, 0.8)]
    [InlineData(0.4, 1.0)]
    [InlineData(1.0, 1.0)]
    [InlineData(1.01, 1.5)]
    public void VelocityScale_ByTheHoursRange_IsTheSpecs(double rangePercent, double times) => Assert.Equal((decimal)times, VelocityScale.Of(rangePercent));

    [Theory]
    [InlineData(0.0074, 1.5, EntryOrder.AggressiveLimit)]
    [InlineData(0.0076, 1.5, EntryOrder.Market)]
    [InlineData(0.0041, 0.8, EntryOrder.Market)]
    [InlineData(0.0009, 0.8, EntryOrder.AggressiveLimit)]
    public void OrderType_WithScaledThresholds_FollowsThem(double velocity, double scale, EntryOrder expected) =>
        Assert.Equal(expected, OrderChoice.Of((decimal)velocity, new ScavengerOptions(), (decimal)scale));

    [Fact]
    public void VelocityScale_UnlessTurnedOn_ScalesNothing()
    {
        var wild = Enumerable.Range(0, 20).Select(index => Bars.One(index, 100m, 105m, 95m)).ToArray();
        Assert.Equal(1m, VelocityScale.Of(new ScavengerOptions(), wild));
        Assert.Equal(1.5m, VelocityScale.Of(new ScavengerOptions { VelocityScaling = true }, wild));
    }

    [Theory]
    [InlineData(0.0002, false, 2.0)]
    [InlineData(0.0011, false, 3.0)]
    [InlineData(0.001, false, 2.0)]
    [InlineData(0.0011, true, 1.5)]
    public void FeeBarrier_IsAMultipleOfCosts(double spread, bool extreme, double times) =>
        Assert.Equal((decimal)times * (0.00055m + 0.00055m + (decimal)spread), FeeBarrier.Barrier(0.00055m, (decimal)spread, 2m, extreme));

    private static int Urgency(EntryOrder order) => order switch { EntryOrder.Market => 2, EntryOrder.AggressiveLimit => 1, _ => 0 };
}
