using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Engine.Safety.Measures;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>Each measure of the breaker on its limit (spec titan-trading 4.6, 5.2), and the list they stand in.</summary>
public sealed class BreakerMeasureTests
{
    private static readonly string[] InOrder =
    [
        "DAILY_DRAWDOWN", "WATERMARK_DRAWDOWN", "WEEKLY_DRAWDOWN", "CONSECUTIVE_LOSSES", "EXTREME_MOVE", "EXTREME_RANGE", "SEVERE_CASCADE",
        "HARD_DRAWDOWN", "EQUITY_FLOOR", "FLASH_CRASH", "SAFETY_STOP",
    ];

    [Fact]
    public void Measures_StandInOneListWithOneCodeEach()
    {
        Assert.Equal(InOrder, BreakerMeasures.Ordered.Select(measure => measure.Code));
        var kinds = typeof(IMeasure).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IMeasure)) && !type.IsInterface);
        Assert.Equal(kinds.Count(), BreakerMeasures.Ordered.Count);
    }

    [Fact]
    public void Defaults_AreTheSpecifications()
    {
        var bench = EngineBench.Armed();
        Assert.Equal([7m, 7m, 15m, 3m, 5m, 5m, 3m, 15m, 150m, 2m, -2m], bench.Core.Breaker.View().Select(measure => measure.Limit));
    }

    [Fact]
    public void Watermark_LossesSpreadOverDays_TripWhenTheyCrossSevenPercent()
    {
        var bench = EngineBench.Armed();
        BreakerTests.Wallet(bench, 950m);
        bench.AdvanceHours(13);
        Assert.Equal(950m, bench.State.Equity.SessionPeak);
        BreakerTests.Wallet(bench, 930m);
        Assert.False(bench.State.Breaker.Active);
        BreakerTests.Wallet(bench, 929.99m);
        Assert.Equal(["WATERMARK_DRAWDOWN"], bench.State.Breaker.Triggers);
        Assert.Equal(CommandStatus.Done, BreakerTests.Reset(bench, "looked at it").Status);
        bench.Advance(60);
        Assert.False(bench.State.Breaker.Active);
        Assert.Equal(1000m, bench.State.Equity.HighWatermark);
    }

    [Fact]
    public void Weekly_MoreThanFifteenPercentSinceMonday_Trips()
    {
        // A Thursday; resets in between rebase the week too, so the daily measures are kept out of the way by falling slowly.
        var bench = Bench(new RiskConfig { MaxDailyDrawdown = 0.10m, MaxWeeklyDrawdown = 0.05m });
        BreakerTests.Wallet(bench, 975m);
        bench.AdvanceHours(24);
        BreakerTests.Wallet(bench, 950m);
        Assert.False(bench.State.Breaker.Active);
        Assert.Equal(0.05m, bench.State.Equity.WeeklyDrawdown);
        BreakerTests.Wallet(bench, 949.99m);
        Assert.Equal(["WEEKLY_DRAWDOWN"], bench.State.Breaker.Triggers);
    }

    [Fact]
    public void Weekly_OnMonday_BeginsAnew()
    {
        // Start is a Monday noon: seven days later the next week begins.
        var bench = Bench(new RiskConfig { MaxDailyDrawdown = 0.10m, MaxWeeklyDrawdown = 0.05m });
        BreakerTests.Wallet(bench, 960m);
        Assert.Equal(new DateOnly(2026, 3, 2), bench.State.Equity.Week);
        bench.Apply(new DayRolled(new DateOnly(2026, 3, 8), 960m));
        Assert.Equal(1000m, bench.State.Equity.WeekPeak);
        bench.Apply(new DayRolled(new DateOnly(2026, 3, 9), 960m));
        Assert.Equal((new DateOnly(2026, 3, 9), 960m), (bench.State.Equity.Week, bench.State.Equity.WeekPeak));
    }

    [Fact]
    public void Losses_ThreeInARow_TripAndSayBoth()
    {
        var bench = EngineBench.Armed();
        Lose(bench);
        Lose(bench);
        Assert.False(bench.State.Breaker.Active);
        Lose(bench);
        Assert.Equal(["CONSECUTIVE_LOSSES"], bench.State.Breaker.Triggers);
        Assert.Equal(AlertSeverity.Medium, Assert.Single(bench.Alerts("CONSECUTIVE_LOSSES")).Severity);
        BreakerTests.Reset(bench, "three small ones");
        Assert.Equal(0, bench.State.Breaker.ConsecutiveLosses);
        bench.Advance(5);
        Assert.False(bench.State.Breaker.Active);
    }

    [Fact]
    public void Losses_WithAWinBetween_StartAnew()
    {
        var bench = EngineBench.Armed();
        Lose(bench);
        Lose(bench);
        Close(bench, 1.01m);
        Assert.Equal(0, bench.State.Breaker.ConsecutiveLosses);
        Lose(bench);
        Lose(bench);
        Assert.False(bench.State.Breaker.Active);
    }

    [Fact]
    public void Losses_OlderThanTheWindow_DoNotCount()
    {
        var bench = Bench(new RiskConfig { LossWindowMinutes = 60 });
        Lose(bench);
        bench.Advance(3_700);
        Lose(bench);
        Lose(bench);
        Assert.Equal(3, bench.State.Breaker.ConsecutiveLosses);
        Assert.False(bench.State.Breaker.Active);
        Lose(bench);
        Assert.True(bench.State.Breaker.Active);
    }

    [Fact]
    public void Market_FivePercentInFiveMinutes_TripsOncePerCrossing()
    {
        var bench = EngineBench.Armed();
        bench.Advance(30);
        bench.Quote(EngineBench.Btc, 47_500.4m, 47_500.5m);
        bench.Advance(20);
        Assert.False(bench.State.Breaker.Active);
        bench.Quote(EngineBench.Btc, 47_499.9m, 47_500.0m);
        bench.Advance(20);
        Assert.Equal(["EXTREME_MOVE"], bench.State.Breaker.Triggers);
        BreakerTests.Reset(bench, "watched it fall");
        bench.Advance(30);
        Assert.False(bench.State.Breaker.Active);
    }

    [Fact]
    public void Range_FiveTimesItsDay_TripsOnlyWhereSomethingIsHeld()
    {
        var bench = EngineBench.Armed(BreakerTests.Sudden);
        Shake(bench, 15_300, 10m);
        Shake(bench, 1_000, 80m);
        Assert.False(bench.State.Breaker.Active);
        bench.Open(Side.Buy);
        bench.Advance(2);
        Assert.Equal(["EXTREME_RANGE"], bench.State.Breaker.Triggers);
    }

    [Fact]
    public void Hard_FifteenPercent_FlattensAndLocksUntilReleased()
    {
        var bench = EngineBench.Armed(BreakerTests.Sudden);
        bench.Open(Side.Buy);
        bench.Venue.Wallet -= 95m;
        bench.Wait("tripped", () => bench.State.Breaker.Active, 8);
        Assert.Equal(BreakerState.Soft, bench.State.Breaker.Type);
        bench.Advance(400);
        bench.Venue.Wallet -= 56m;
        bench.Wait("hard", () => bench.State.Breaker.Type == BreakerState.Hard, 8);
        bench.Wait("flat", () => bench.State.Flatten is null && bench.Venue.IsFlat, 20);
        Assert.Equal((ArmState.Locked, LockCause.Hard), (bench.State.Arm.State, bench.State.Arm.Lock));
        Assert.Contains("HARD_DRAWDOWN", bench.State.Breaker.Triggers);
        Assert.Null(bench.State.Breaker.CooldownEndsAt);
        Assert.Equal(CloseReason.CircuitBreaker, bench.State.LastFlatten!.Cause);
        bench.AdvanceHours(30);
        Assert.Equal((ArmState.Locked, LockCause.Hard), (bench.State.Arm.State, bench.State.Arm.Lock));
        Assert.Equal(CommandStatus.Done, Release(bench, "looked at every trade").Status);
        Assert.Equal((ArmState.Disarmed, false), (bench.State.Arm.State, bench.State.Breaker.Active));
    }

    [Fact]
    public void Hard_ResetAlone_LeavesItLocked()
    {
        var bench = EngineBench.Armed();
        BreakerTests.Wallet(bench, 840m);
        bench.Wait("nothing to close", () => bench.State.Flatten is null, 20);
        BreakerTests.Reset(bench, "only the breaker");
        Assert.Equal((ArmState.Locked, LockCause.Hard, false), (bench.State.Arm.State, bench.State.Arm.Lock, bench.State.Breaker.Active));
        Release(bench, "and the lock");
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
    }

    [Fact]
    public void Floor_FallenThrough_FlattensOnceAndAgainOnlyAfterComingBack()
    {
        var bench = Bench(new RiskConfig { MinEquity = 990m });
        BreakerTests.Wallet(bench, 990m);
        Assert.False(bench.State.Breaker.Active);
        BreakerTests.Wallet(bench, 989.99m);
        Assert.Equal(["EQUITY_FLOOR"], bench.State.Breaker.Triggers);
        bench.Wait("nothing to close", () => bench.State.Flatten is null, 20);
        Release(bench, "trading on with less");
        bench.Advance(10);
        Assert.False(bench.State.Breaker.Active);
        BreakerTests.Wallet(bench, 995m);
        BreakerTests.Wallet(bench, 980m);
        Assert.True(bench.State.Breaker.Active);
    }

    [Fact]
    public void Drift_TwoDeviationsBelowExpectation_DisarmsAndLeavesPositions()
    {
        var config = new TitanConfig
        {
            Risk = new RiskConfig { MaxConsecutiveLosses = 10 },
            Safety = new SafetyConfig { ExpectedTradePnl = 2m, ExpectedTradeStdev = 1m },
        };
        var bench = EngineBench.Armed(config);
        for (var trade = 0; trade < 5; trade++)
        {
            Assert.Equal(ArmState.Armed, bench.State.Arm.State);
            Lose(bench);
        }

        Assert.Equal((ArmState.Disarmed, false), (bench.State.Arm.State, bench.State.Breaker.Active));
        Assert.Single(bench.Alerts("SAFETY_STOP"));
        bench.Arm();
        bench.Advance(10);
        Assert.Equal(ArmState.Armed, bench.State.Arm.State);
    }

    [Fact]
    public void View_NamesTheMeasureThatIsNearest()
    {
        var bench = EngineBench.Armed();
        BreakerTests.Wallet(bench, 965m);
        var view = new BreakerView { Measures = [.. bench.Core.Breaker.View()] };
        Assert.Equal("DAILY_DRAWDOWN", view.Nearest!.Code);
        Assert.Equal((3.5m, 0.5m, 930m), (view.Nearest.Value, view.Nearest.Share, view.Nearest.FiresAtEquity));
        Assert.All(view.Measures, measure => Assert.True(measure.Value is null == measure.Unknown is not null || measure.Code == "EQUITY_FLOOR"));
    }

    [Fact]
    public void View_WithEquityUnknown_KnowsNoDistanceAndFiresNothing()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Unreachable = true;
        bench.Venue.Wallet = 10m;
        bench.Advance(21);
        Assert.All(bench.Core.Breaker.View().Where(measure => measure.Unit is "%" && measure.Code != "EXTREME_MOVE"), measure => Assert.Null(measure.Value));
        Assert.Empty(bench.Facts<BreakerTripped>());
        Assert.Empty(bench.Facts<FlattenStarted>());
    }

    private static EngineBench Bench(RiskConfig risk) => EngineBench.Armed(BreakerTests.Sudden with { Risk = risk });

    // Prices swing so far around the middle, every other second, for that long.
    private static void Shake(EngineBench bench, int seconds, decimal by)
    {
        for (var second = 0; second < seconds; second += 10)
        {
            bench.Quote(EngineBench.Btc, 50_000m + (second % 20 == 0 ? by : -by), 50_000.1m + (second % 20 == 0 ? by : -by));
            bench.Advance(10);
        }

        bench.Quote(EngineBench.Btc, 50_000m, 50_000.1m);
    }

    private static void Lose(EngineBench bench) => Close(bench, 0.998m);

    private static void Close(EngineBench bench, decimal at)
    {
        var (bid, ask) = bench.Venue.PriceOf(EngineBench.Btc);
        bench.Open(Side.Buy);
        bench.Venue.TriggerStop(EngineBench.Btc, EngineBench.Btc.FloorPrice(bid * at));
        bench.Wait("closed", () => bench.State.Positions.Count == 0, 5);
        bench.Quote(EngineBench.Btc, bid, ask);
        bench.Advance(1);
    }

    private static CommandResult Release(EngineBench bench, string reason)
    {
        var command = new ReleaseCommand(EngineBench.Operator, reason, bench.Correlation("release"));
        bench.Command(command);
        return bench.ReplyTo(command)!;
    }
}
