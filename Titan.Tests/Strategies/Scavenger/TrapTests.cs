using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Tests.Support;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>A tripwire's approach side, life and memory (spec titan-trading 2.2, 2.3, 2.9).</summary>
public sealed class TrapTests
{
    private const decimal Tolerance = 0.001m;
    private static readonly DateTimeOffset Now = EngineBench.Start;

    [Theory]
    [InlineData(Side.Buy, 999, true)]
    [InlineData(Side.Buy, 1000, false)]
    [InlineData(Side.Sell, 1001, true)]
    [InlineData(Side.Sell, 999, false)]
    public void Trap_IsLiveOnlyOnItsNearSide(Side side, int price, bool live)
    {
        var trap = Made(side);
        trap.Place(price);
        Assert.Equal(live, trap.Live);
    }

    [Theory]
    [InlineData(Side.Buy, -1)]
    [InlineData(Side.Sell, 1)]
    public void Trap_PassedWhenMade_SleepsUntilThePriceIsATenthOfAPercentBack(Side side, int near)
    {
        var trap = Made(side);
        trap.Place(1000m - near);
        Assert.False(trap.Approach(1000m, 1000m, Tolerance));
        Assert.False(trap.Approach(1000m + (near * 1m), 1000m, Tolerance));
        Assert.False(trap.Live);
        Assert.False(trap.Approach(1000m + (near * 1.01m), 1000m, Tolerance));
        Assert.True(trap.Live);
        Assert.True(trap.Approach(1000m, 1000m, Tolerance));
    }

    [Fact]
    public void Trap_PassedWithoutABurst_SleepsAgain()
    {
        var trap = Made(Side.Buy);
        trap.Place(990m);
        Assert.True(trap.Approach(1001m, 1000m, Tolerance));
        Assert.False(trap.Approach(1001.01m, 1000m, Tolerance));
        Assert.False(trap.Live);
        Assert.False(trap.Approach(1000m, 1000m, Tolerance));
    }

    [Fact]
    public void Trap_ThatEntersWhereItStands_IsAlwaysLive()
    {
        var trap = new Trap(BenchInstruments.Btc, new TrapPlan(TrapType.OiWipeout, Side.Buy, 1000m, 0.05m), new TrapTypeOptions(), Now, Now, 70m);
        trap.Place(1000m);
        Assert.True(trap.Approach(1000.5m, 1000m, Tolerance));
        Assert.False(trap.Approach(1010m, 1000m, Tolerance));
        Assert.True(trap.Approach(1000m, 1000m, Tolerance));
    }

    [Fact]
    public void Trap_WithoutPricesOfItsOwn_HasTheNominalOnes()
    {
        var trap = new Trap(BenchInstruments.Btc, new TrapPlan(TrapType.Liquidation, Side.Sell, 1000m, 0.05m), new TrapsOptions().Liquidation, Now, Now.AddMinutes(2), 70m);
        Assert.Equal((1010m, 970m, 0.01m, 95, 20), (trap.StopLoss, trap.TakeProfit, trap.StopFraction, trap.Confidence, trap.Leverage));
        Assert.Equal("BTCUSDT LIQUIDATION SHORT", trap.Key.ToString());
        var own = new Trap(BenchInstruments.Btc, new TrapPlan(TrapType.OiWipeout, Side.Buy, 1000m, 0.05m, 980m, 1020m), new TrapsOptions().OiWipeout, Now, Now, 70m);
        Assert.Equal((980m, 1020m), (own.StopLoss, own.TakeProfit));
    }

    [Fact]
    public void Trap_FoundAgain_TakesItsNewLevelUnlessItsKindKeepsTheFirst()
    {
        var trap = Made(Side.Buy);
        trap.Confirm(new TrapPlan(TrapType.DailyLevel, Side.Buy, 1100m, 0.03m), new TrapTypeOptions(), Now.AddMinutes(3), 1050m);
        Assert.Equal((1100m, Now.AddMinutes(3), true), (trap.TriggerPrice, trap.ValidUntil, trap.Live));
        var plan = new TrapPlan(TrapType.UltimateBulgaria, Side.Buy, 1000m, 0.05m, 980m, 1050m, 1001m);
        var kept = new Trap(BenchInstruments.Btc, plan, new TrapTypeOptions(), Now, Now, 70m);
        kept.Confirm(plan with { TriggerPrice = 1010m, SpotTrigger = 1011m, StopLoss = 990m }, new TrapTypeOptions(), Now.AddMinutes(3), 1000m);
        Assert.Equal((1000m, 1001m, 980m, Now.AddMinutes(3)), (kept.TriggerPrice, kept.SpotTrigger, kept.StopLoss, kept.ValidUntil));
    }

    [Fact]
    public void Memory_OfASprungTrap_RestsItFiveMinutesAndItsSymbolASecond()
    {
        var memory = new TrapMemory(new ScavengerOptions());
        var (key, sibling) = (Key(TrapType.DailyLevel), Key(TrapType.Bollinger));
        Assert.True(memory.MaySpring(key, Now));
        memory.Sprung(key, Now);
        Assert.False(memory.MaySpring(sibling, Now.AddMilliseconds(999)));
        Assert.True(memory.MaySpring(sibling, Now.AddSeconds(1)));
        Assert.False(memory.MaySpring(key, Now.AddSeconds(299.9)));
        Assert.Equal(Now.AddSeconds(300), memory.RestsUntil(key, Now));
        Assert.True(memory.MaySpring(key, Now.AddSeconds(300)));
        Assert.True(memory.MaySpring(key with { Instrument = new("ETHUSDT") }, Now));
    }

    [Fact]
    public void Memory_OfALongerCooldownOfTheType_TakesTheLonger()
    {
        var memory = new TrapMemory(new ScavengerOptions { CooldownSeconds = 10, Traps = new TrapsOptions { DailyLevel = new TrapTypeOptions { CooldownSeconds = 60 } } });
        memory.Sprung(Key(TrapType.DailyLevel), Now);
        Assert.Equal(Now.AddSeconds(60), memory.RestsUntil(Key(TrapType.DailyLevel), Now));
    }

    [Fact]
    public void Memory_OfThreeFailuresOnASymbol_BlacklistsIt()
    {
        var memory = new TrapMemory(new ScavengerOptions());
        var key = Key(TrapType.DailyLevel);
        Assert.Null(memory.Failed(key, Now));
        Assert.Null(memory.Failed(Key(TrapType.Bollinger), Now));
        Assert.Null(memory.Failed(key with { Instrument = new("ETHUSDT") }, Now));
        memory.Succeeded(key);
        Assert.Null(memory.Failed(key, Now));
        Assert.Null(memory.Failed(key, Now));
        Assert.Equal(Now.AddSeconds(300), memory.Failed(Key(TrapType.Bollinger), Now));
        Assert.False(memory.MaySpring(Key(TrapType.Liquidation), Now.AddSeconds(299)));
        Assert.True(memory.MaySpring(Key(TrapType.Liquidation), Now.AddSeconds(300)));
        Assert.Null(memory.Failed(key, Now));
    }

    [Fact]
    public void Memory_OfAnyAttempts_LetsATrapSpringAtMostOncePerCooldown() =>
        Prop.ForAll(Gen.Choose(0, 400).ArrayOf().ToArbitrary(), waits =>
        {
            var memory = new TrapMemory(new ScavengerOptions());
            var (at, last) = (Now, (DateTimeOffset?)null);
            foreach (var wait in waits)
            {
                at = at.AddSeconds(wait);
                if (!memory.MaySpring(Key(TrapType.Liquidation), at))
                {
                    continue;
                }

                if (last is { } before && at - before < TimeSpan.FromSeconds(300))
                {
                    return false;
                }

                memory.Sprung(Key(TrapType.Liquidation), at);
                last = at;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static TrapKey Key(TrapType type) => new(BenchInstruments.Btc.Id, type, Side.Buy);

    private static Trap Made(Side side) =>
        new(BenchInstruments.Btc, new TrapPlan(TrapType.DailyLevel, side, 1000m, 0.03m), new TrapTypeOptions(), Now, Now.AddMinutes(2), 70m);
}
