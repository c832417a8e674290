using Titan.Engine.Model;
using Titan.Engine.Strategies;
using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Strategies.Scavenger.Bite;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Web;
using Titan.Tests.Support;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>Filters and entry prices one by one (spec titan-trading 2.6, 2.7).</summary>
public sealed class FilterTests
{
    private static readonly DateTimeOffset Now = EngineBench.Start;
    private readonly SymbolWatch _symbol = new(BenchInstruments.Btc, new ScavengerOptions(), new InputFaults());

    public FilterTests() => Quote(999.9m, 1_000.1m);

    [Fact]
    public void Filters_AreAskedInTheSpecsOrder()
    {
        Assert.Equal(["MICRO_CVD", "FADE_NOT_EXHAUSTED", "ADX_AGAINST", "FEE_BARRIER", "ACCELERATION"], FakeOutFilters.AtPrepare.Select(filter => filter.Reason));
        Assert.Equal(["WICK_REVERSION", "TRAP_INVALIDATED", "RUNAWAY", "BURST_OVER", "FEE_BARRIER"], FakeOutFilters.AtConfirm.Select(filter => filter.Reason));
    }

    [Theory]
    [InlineData(Side.Buy, 65, 35, true)]
    [InlineData(Side.Buy, 64.9, 35.1, false)]
    [InlineData(Side.Buy, 35, 65, false)]
    [InlineData(Side.Sell, 35, 65, true)]
    [InlineData(Side.Sell, 65, 35, false)]
    public void MicroCvd_ThirtyPercentTheTrapsWay_Passes(Side side, double bought, double sold, bool passes)
    {
        Spot((decimal)bought, Side.Buy);
        Spot((decimal)sold, Side.Sell);
        Assert.Equal(passes, new MicroCvdAlignment().Refuse(Sight(side)) is null);
    }

    [Theory]
    [InlineData(TrapType.SigmaFade, Side.Sell, true)]
    [InlineData(TrapType.SigmaFade, Side.Buy, false)]
    [InlineData(TrapType.Liquidation, Side.Sell, false)]
    public void Trend_AgainstAFade_Refuses(TrapType type, Side side, bool refuses)
    {
        for (var index = 0; index < 60; index++)
        {
            _symbol.See(Bars.One(index, 500m + index, 501m + index, 499m + index));
        }

        Assert.Equal(refuses, new AdverseTrend().Refuse(Sight(side, type)) is not null);
    }

    [Theory]
    [InlineData(TrapType.SigmaFade, 19, false)]
    [InlineData(TrapType.SigmaFade, 20, true)]
    [InlineData(TrapType.Liquidation, 500, false)]
    public void Fade_WhileTheDriveGoesOn_IsRefused(TrapType type, int bought, bool refuses)
    {
        Spot(bought, Side.Buy);
        Assert.Equal(refuses, new FadeExhaustion().Refuse(Sight(Side.Sell, type)) is not null);
    }

    [Fact]
    public void Acceleration_IsAskedOnlyWhenTurnedOn()
    {
        Spot(1m, Side.Buy, 1_000m, 0);
        Spot(1m, Side.Buy, 1_000.1m, 1_000);
        Spot(1m, Side.Buy, 1_005m, 1_100);
        Assert.Null(new Acceleration().Refuse(Sight(Side.Buy)));
        Assert.NotNull(new Acceleration().Refuse(Sight(Side.Buy, options: new ScavengerOptions { AccelerationVeto = true })));
    }

    [Fact]
    public void BurstAge_OfTheHoldAnd200Milliseconds_IsTheEdge()
    {
        for (var index = 0; index < 50; index++)
        {
            Spot(1m, Side.Buy);
        }

        Assert.Null(new BurstAge().Refuse(Sight(Side.Buy, now: Now.AddMilliseconds(400))));
        Assert.NotNull(new BurstAge().Refuse(Sight(Side.Buy, now: Now.AddMilliseconds(401))));
    }

    [Fact]
    public void StillFiring_OfATrapThatExpiredMeanwhile_Refuses()
    {
        var strike = Strike(Side.Buy, TrapType.DailyLevel);
        Assert.Null(new StillFiring().Refuse(new BiteSight(strike, new ScavengerOptions(), new TradeLimits(), false, Now.UtcTicks)));
        strike.Trap.End(TrapStatus.Expired);
        Assert.NotNull(new StillFiring().Refuse(new BiteSight(strike, new ScavengerOptions(), new TradeLimits(), false, Now.UtcTicks)));
    }

    [Theory]
    [InlineData(EntryOrder.Market, Side.Buy, 1005.2)]
    [InlineData(EntryOrder.Market, Side.Sell, 994.9)]
    [InlineData(EntryOrder.AggressiveLimit, Side.Buy, 1002.2)]
    [InlineData(EntryOrder.AggressiveLimit, Side.Sell, 997.9)]
    [InlineData(EntryOrder.TouchLimit, Side.Buy, 1000.1)]
    [InlineData(EntryOrder.TouchLimit, Side.Sell, 999.9)]
    public void Limit_OfEachOrderType_IsRoundedOutward(EntryOrder order, Side side, double expected) =>
        Assert.Equal((decimal)expected, EntryPricing.Limit(order, side, _symbol, 0.002m));

    [Fact]
    public void Limit_WhenBybitLeads_IsBoundedNearer()
    {
        var random = new Random(5);
        var path = Enumerable.Range(0, 130).Select(_ => random.Next(9_900, 10_100) / 10m).ToArray();
        for (var bucket = 1; bucket < 128; bucket++)
        {
            _symbol.LeadLag.AddSpot(Now.UtcTicks + (bucket * TimeSpan.TicksPerSecond / 10), path[bucket - 1]);
            _symbol.LeadLag.AddPerpetual(Now.UtcTicks + (bucket * TimeSpan.TicksPerSecond / 10), path[bucket]);
        }

        _symbol.LeadLag.Refresh(Now.UtcTicks + (128 * TimeSpan.TicksPerSecond / 10));
        Assert.True(_symbol.LeadLag.BybitLeads);
        Assert.Equal(1_003.2m, EntryPricing.Limit(EntryOrder.Market, Side.Buy, _symbol, 0.002m));
    }

    [Fact]
    public void Touch_WithoutAQuote_IsABasisPointPastTheLastPrice()
    {
        var symbol = new SymbolWatch(BenchInstruments.Btc, new ScavengerOptions(), new InputFaults());
        Assert.Equal(0m, EntryPricing.Touch(Side.Buy, symbol));
        symbol.See(Events.Ticker(BenchInstruments.Btc, 1_000m, Now));
        Assert.Equal((1_000.1m, 999.9m), (EntryPricing.Touch(Side.Buy, symbol), EntryPricing.Touch(Side.Sell, symbol)));
    }

    [Fact]
    public void Velocity_OfThePerpetual_IsPreferred()
    {
        Spot(1m, Side.Buy, 1_000m, 0);
        Spot(1m, Side.Buy, 1_010m, 1_000);
        Assert.Equal(0.01m, EntryPricing.Velocity(_symbol, Now.AddSeconds(1).UtcTicks));
        _symbol.See(Events.Trade(BenchInstruments.Btc, 1_000m, Now));
        Assert.Equal(0.01m, EntryPricing.Velocity(_symbol, Now.AddSeconds(1).UtcTicks));
        _symbol.See(Events.Trade(BenchInstruments.Btc, 1_001m, Now.AddSeconds(1)));
        Assert.Equal(0.001m, EntryPricing.Velocity(_symbol, Now.AddSeconds(1).UtcTicks));
        Assert.Equal(0.01m, EntryPricing.Velocity(_symbol, Now.AddSeconds(30).UtcTicks));
    }

    private void Quote(decimal bid, decimal ask) => _symbol.See(Events.Quote(BenchInstruments.Btc, bid, ask, Now));

    private void Spot(decimal quantity, Side side, decimal price = 1_000m, int ms = 0) =>
        _symbol.See(Events.Spot(BenchInstruments.Btc, price, Now.AddMilliseconds(ms), side, quantity), Now.AddMilliseconds(ms).UtcTicks);

    private Strike Strike(Side side, TrapType type)
    {
        var trap = new Trap(BenchInstruments.Btc, new TrapPlan(type, side, 1_000m, 0.03m), new TrapTypeOptions(), Now, Now.AddMinutes(2), 70m);
        trap.Fire(Now);
        return new Strike(trap, _symbol, 1_000m, Now, Now.AddMilliseconds(200));
    }

    private BiteSight Sight(Side side, TrapType type = TrapType.DailyLevel, ScavengerOptions? options = null, DateTimeOffset? now = null) =>
        new(Strike(side, type), options ?? new ScavengerOptions(), new TradeLimits(), false, (now ?? Now).UtcTicks);
}
