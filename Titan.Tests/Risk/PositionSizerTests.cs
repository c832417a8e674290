using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Configuration;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using Titan.Tests.Support;

namespace Titan.Tests.Risk;

/// <summary>Sizing (spec titan-trading 2.8): the vectors that the stop decides, and the caps that hold for every intent.</summary>
public sealed class PositionSizerTests
{
    /// <summary>riskNotional of the specification's vectors: equity 1, maxRisk 2 %, stop in fraction of the price.</summary>
    [Theory]
    [InlineData(0.010, 2.0)]
    [InlineData(0.020, 1.0)]
    [InlineData(0.015, 1.333)]
    [InlineData(0.005, 4.0)]
    public void Notional_ByTheStop_IsRiskOverStopFloored(decimal stop, decimal notional)
    {
        var fine = BenchInstruments.Btc with { QuantityStep = 0.001m, TickSize = 0.0001m };
        var intent = new GateBench().Intent with { Instrument = fine, LimitPrice = 1m, StopLoss = 1m - stop, RiskFraction = 0.02m, Leverage = 20m };
        Assert.Equal(notional, PositionSizer.Size(intent, new RiskConfig(), 1m, 1m, new Exposure()));
    }

    [Theory]
    [InlineData(0, 1000, 49_500)]
    [InlineData(-5, 1000, 49_500)]
    [InlineData(1000, 0, 49_500)]
    [InlineData(1000, 1000, 50_000)]
    public void Size_WithoutEquityMarginOrStopDistance_IsNothing(decimal equity, decimal margin, decimal stop) =>
        Assert.Equal(0m, PositionSizer.Size(new GateBench().Intent with { StopLoss = stop }, new RiskConfig(), equity, margin, new Exposure()));

    [Fact]
    public void Size_AskedForMoreRiskThanAllowed_TakesTheLimit()
    {
        var intent = new GateBench().Intent with { RiskFraction = 0.5m, Leverage = 50m };
        Assert.Equal(0.04m, PositionSizer.Size(intent, new RiskConfig(), 1000m, 1000m, new Exposure()));
    }

    [Fact]
    public void Size_OfAnyIntent_StaysUnderEveryCapAndIsAWholeLot()
    {
        var intents =
            from ticks in Gen.Choose(10_000, 900_000)
            from stop in Gen.Choose(1, 3_000)
            from risk in Gen.Choose(1, 100)
            from leverage in Gen.Choose(1, 60)
            from equity in Gen.Choose(1, 100_000)
            from margin in Gen.Choose(0, 100_000)
            from taken in Gen.Choose(0, 100_000)
            select (Price: ticks * 0.1m, Stop: stop / 10_000m, Risk: risk / 1_000m, Leverage: (decimal)leverage, Equity: (decimal)equity, Margin: (decimal)margin, Taken: taken);
        Prop.ForAll(intents.ToArbitrary(), given =>
        {
            var bench = new GateBench();
            bench.Hold("ETHUSDT", 1m, Math.Max(1m, given.Taken));
            bench.Exposure.Recount(bench.State);
            var limits = new RiskConfig();
            var intent = bench.Intent with { LimitPrice = given.Price, StopLoss = given.Price * (1m - given.Stop), RiskFraction = given.Risk, Leverage = given.Leverage };
            var size = PositionSizer.Size(intent, limits, given.Equity, given.Margin, bench.Exposure);
            var leverage = Math.Min(given.Leverage, limits.MaxLeverage);
            return size >= 0
                && (size == 0 || intent.Instrument.IsQuantityMultiple(size))
                && size * (given.Price - intent.StopLoss) <= given.Equity * Math.Min(given.Risk, limits.MaxRiskPerTrade)
                && size * given.Price <= given.Equity * limits.MaxPositionSizePercent * leverage
                && size * given.Price <= given.Margin * leverage
                && (size == 0 || (size * given.Price) + bench.Exposure.GrossNotional <= given.Equity * limits.MaxTotalLeverage)
                && size <= intent.Instrument.MaxMarketQuantity;
        }).QuickCheckThrowOnFailure();
    }
}
