using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>The circuit breaker (spec titan-trading 5.2), with the specification's own numbers.</summary>
public sealed class BreakerTests
{
    // Falls of these tests are sudden; the measure of velocity has tests of its own.
    internal static readonly TitanConfig Sudden = new() { Safety = new SafetyConfig { DrawdownVelocityPct = 10m } };

    [Fact]
    public void DailyDrawdown_OfExactlySevenPercent_DoesNotTrip()
    {
        var bench = AtPeak1080();
        Wallet(bench, 1004.40m);
        Assert.False(bench.State.Breaker.Active);
        Assert.Equal(0.07m, bench.State.Equity.DailyDrawdown);
    }

    [Fact]
    public void DailyDrawdown_OneCentBeyond_TripsLocksAndSaysSo()
    {
        var bench = AtPeak1080();
        Wallet(bench, 1004.39m);
        var breaker = bench.State.Breaker;
        Assert.True(breaker.Active);
        Assert.Equal(["DAILY_DRAWDOWN", "WATERMARK_DRAWDOWN"], breaker.Triggers);
        Assert.Equal(BreakerState.Soft, breaker.Type);
        Assert.Equal(1004.39m, breaker.EquityAtTrip);
        Assert.Equal(breaker.TriggeredAt!.Value.AddHours(4), breaker.CooldownEndsAt);
        Assert.Equal((ArmState.Locked, LockCause.Breaker), (bench.State.Arm.State, bench.State.Arm.Lock));
        Assert.Single(bench.Alerts("CIRCUIT_BREAKER"));
    }

    [Fact]
    public void Trip_WhileTripped_ChangesNothing()
    {
        var bench = AtPeak1080();
        Wallet(bench, 1004.39m);
        var tripped = bench.State.Breaker;
        Wallet(bench, 950m);
        bench.Advance(5);
        Assert.Equal(tripped, bench.State.Breaker);
        Assert.Equal(tripped.Triggers, bench.Facts<BreakerTripped>().Select(trip => trip.Code));
    }

    [Fact]
    public void Trip_CancelsEntriesAndLeavesPositionsAndStops()
    {
        var bench = EngineBench.Armed(Sudden);
        bench.Open(Side.Buy);
        bench.Venue.Faults.FillShare = 0m;
        bench.Enter(Side.Buy, EngineBench.Eth);
        bench.Advance(0.1);
        bench.Venue.Wallet -= 80m;
        bench.Wait("the breaker trips", () => bench.State.Breaker.Active, 8);
        bench.Advance(1);
        Assert.DoesNotContain(bench.Venue.Orders, order => order.IsOpen);
        Assert.True(bench.State.Positions[EngineBench.Btc.Id].IsCovered);
        Assert.Empty(bench.Closes);
        bench.Enter(Side.Buy, EngineBench.Eth);
        Assert.Equal("CircuitBreaker", bench.Facts<IntentJudged>().Last().Denial);
    }

    [Fact]
    public void Cooldown_WhenItEnds_LeavesDisarmedNeverArmed()
    {
        var bench = AtPeak1080();
        Wallet(bench, 1004.39m);
        bench.AdvanceHours(4 - (10 / 3600.0));
        Assert.True(bench.State.Breaker.Active);
        Assert.Equal(CommandStatus.Refused, ArmTests.AskToArm(bench).Status);
        bench.Advance(20);
        Assert.False(bench.State.Breaker.Active);
        Assert.Equal((ArmState.Disarmed, LockCause.None), (bench.State.Arm.State, bench.State.Arm.Lock));
        bench.Advance(600);
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
    }

    [Fact]
    public void Reset_At1004_MakesThatTheReferenceAndArmingStaysByHand()
    {
        var bench = AtPeak1080();
        Wallet(bench, 1004m);
        Assert.True(bench.State.Breaker.Active);
        var reset = Reset(bench, "checked by hand");
        Assert.Equal(CommandStatus.Done, reset.Status);
        Assert.Equal(1004m, bench.State.Equity.SessionPeak);
        Assert.Equal(1004m, bench.State.Equity.WatermarkReference);
        Assert.Equal(1080m, bench.State.Equity.HighWatermark);
        Assert.Equal(1, bench.State.Breaker.ResetCount);
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
        Wallet(bench, 933.72m);
        Assert.False(bench.State.Breaker.Active);
        Wallet(bench, 933.71m);
        Assert.True(bench.State.Breaker.Active);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("    abcd    ")]
    public void Reset_WithoutAReasonOfFive_IsInvalid(string? reason)
    {
        var bench = AtPeak1080();
        Wallet(bench, 1000m);
        Assert.Equal((CommandStatus.Invalid, "REASON_REQUIRED"), (Reset(bench, reason).Status, Reset(bench, reason).Code));
        Assert.True(bench.State.Breaker.Active);
    }

    [Theory]
    [InlineData(5, CommandStatus.Done)]
    [InlineData(500, CommandStatus.Done)]
    [InlineData(4, CommandStatus.Invalid)]
    [InlineData(501, CommandStatus.Invalid)]
    public void Reset_ByLengthOfItsReason_TakesFiveToFiveHundred(int length, CommandStatus expected)
    {
        var bench = AtPeak1080();
        Wallet(bench, 1000m);
        Assert.Equal(expected, Reset(bench, new string('x', length)).Status);
    }

    [Fact]
    public void Reset_OfABreakerThatIsNotTripped_IsRefused() =>
        Assert.Equal("BREAKER_NOT_ACTIVE", Reset(AtPeak1080(), "nothing to do").Code);

    [Fact]
    public void Trip_SurvivesARestartAndStillLocks()
    {
        var bench = AtPeak1080();
        Wallet(bench, 1000m);
        bench.Restart();
        Assert.True(bench.State.Breaker.Active);
        Assert.Equal(ArmState.Locked, bench.State.Arm.State);
    }

    [Fact]
    public void UnknownEquity_NeverTripsAndIsNeverPassed()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Unreachable = true;
        bench.Venue.Wallet = 10m;
        bench.Advance(21);
        Assert.False(bench.State.Breaker.Active);
        bench.Enter(Side.Buy);
        Assert.Equal("EquityUnknown", bench.Facts<IntentJudged>().Last().Denial);
    }

    [Fact]
    public void PeakBelowTheWatermark_ReachedBetweenWallets_IsTheReference()
    {
        var bench = EngineBench.Armed(Sudden);
        Wallet(bench, 1200m);
        Wallet(bench, 1120m);
        bench.AdvanceHours(12);
        Assert.Equal(1120m, bench.State.Equity.SessionPeak);
        bench.Venue.TradeByOthers(EngineBench.Btc, Side.Buy, 0.1m);
        bench.Wait("wallet polled", () => bench.Sent<AskForWallet>().Any() && bench.Effects[^1] is AskForWallet, 10);
        bench.Advance(0.3);
        // 40 USDT up for two seconds, within one wallet period, still below the all-time high.
        bench.Quote(EngineBench.Btc, 50_400m, 50_400.1m);
        bench.Advance(2);
        bench.Quote(EngineBench.Btc, 50_000m, 50_000.1m);
        bench.Advance(0.5);
        Assert.InRange(bench.State.Equity.SessionPeak, 1150m, 1165m);
        Assert.Equal(1200m, bench.State.Equity.HighWatermark);
    }

    private static EngineBench AtPeak1080()
    {
        var bench = EngineBench.Armed();
        Assert.Equal(1000m, bench.State.Equity.DayStartEquity);
        Wallet(bench, 1080m);
        Assert.Equal(1080m, bench.State.Equity.SessionPeak);
        return bench;
    }

    internal static void Wallet(EngineBench bench, decimal balance)
    {
        bench.Venue.Wallet = balance;
        bench.Advance(6);
    }

    internal static CommandResult Reset(EngineBench bench, string? reason)
    {
        var command = new ResetBreakerCommand(EngineBench.Operator, reason, bench.Correlation("reset"));
        bench.Command(command);
        return bench.ReplyTo(command)!;
    }
}
