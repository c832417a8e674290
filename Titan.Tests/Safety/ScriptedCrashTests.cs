using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>
/// Seed 002 "Circuit Breaker Triggered" from end to end: a crash of more than seven percent trips, positions stay, entries are denied, arming
/// is refused until somebody resets with a reason, and arming is by hand.
/// </summary>
public sealed class ScriptedCrashTests
{
    [Fact]
    public void Crash_TripsLeavesPositionsAndWaitsForAPerson()
    {
        var bench = Crashed();
        Assert.Equal(["DAILY_DRAWDOWN", "WATERMARK_DRAWDOWN"], bench.State.Breaker.Triggers);
        Assert.Equal((ArmState.Locked, LockCause.Breaker), (bench.State.Arm.State, bench.State.Arm.Lock));
        Assert.Single(bench.State.Positions);
        Assert.Empty(bench.Closes);

        bench.Enter(Side.Buy, EngineBench.Eth);
        var denied = bench.Facts<IntentJudged>().Last();
        Assert.Equal((false, "CircuitBreaker"), (denied.Approved, denied.Denial));
        Assert.Contains(ArmTests.AskToArm(bench).Failed, precondition => precondition.Code == "BREAKER");
        Assert.Equal(CommandStatus.Invalid, BreakerTests.Reset(bench, "").Status);

        Assert.Equal(CommandStatus.Done, BreakerTests.Reset(bench, "Manual reset after review").Status);
        bench.Advance(5);
        Assert.Equal((ArmState.Disarmed, false), (bench.State.Arm.State, bench.State.Breaker.Active));
        Assert.StartsWith("daily drawdown", bench.Facts<BreakerReset>().Single().Previous, StringComparison.Ordinal);
        bench.Arm();
        bench.Advance(30);
        Assert.False(bench.State.Breaker.Active);
        Assert.Equal(CommandStatus.Refused, BreakerTests.Reset(bench, "once more for luck").Status);
    }

    [Fact]
    public void Crash_OverARestart_StaysTrippedAndReplaysToTheSameState()
    {
        var bench = Crashed();
        Assert.Equal(bench.State.ComputeHash(), bench.Replayed().ComputeHash());
        bench.Restart();
        Assert.True(bench.State.Breaker.Active);
        Assert.Equal((ArmState.Locked, LockCause.Breaker), (bench.State.Arm.State, bench.State.Arm.Lock));
        Assert.Equal(FactBytes.RoundTrip(bench.State).ComputeHash(), bench.State.ComputeHash());
        bench.AdvanceHours(4 + (10 / 3600.0));
        Assert.Equal((ArmState.Disarmed, false), (bench.State.Arm.State, bench.State.Breaker.Active));
    }

    // A long of other hands, two and a half times the account; the price falls 0.6 % every five and a half minutes: slow enough to be no flash crash.
    private static EngineBench Crashed()
    {
        var bench = EngineBench.Armed();
        bench.Venue.TradeByOthers(EngineBench.Btc, Side.Buy, 0.05m);
        bench.Wait("adopted", () => bench.State.Positions.Count == 1, 5);
        for (var step = 1; step <= 5; step++)
        {
            Assert.False(bench.State.Breaker.Active);
            bench.Advance(330);
            bench.Quote(EngineBench.Btc, 50_000m - (300m * step), 50_000.1m - (300m * step));
            bench.Advance(1);
        }

        return bench;
    }
}
