using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>KILL SWITCH (seed 002, spec titan-trading 5.4): lock first, locked whatever fails, steps reported one by one.</summary>
public sealed class KillSwitchTests
{
    [Fact]
    public void Kill_WithPositions_EndsLockedPausedAndFlatWithEveryStepReported()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        var kill = Kill(bench);
        bench.Wait("answered", () => bench.ReplyTo(kill) is not null);
        var result = bench.ReplyTo(kill)!;
        Assert.Equal(CommandStatus.Done, result.Status);
        Assert.Equal(["LOCK", "DISARM", "PAUSE", "CANCEL", "FLATTEN"], result.Steps.Select(step => step.Name));
        Assert.All(result.Steps, step => Assert.True(step.Ok));
        Assert.Equal((ArmState.Locked, LockCause.Kill), (bench.State.Arm.State, bench.State.Arm.Lock));
        Assert.True(bench.State.PausedByKill);
        Assert.True(bench.Venue.IsFlat);
        Assert.Equal(CloseReason.KillSwitch, bench.State.ClosedTrades.Single().Reason);
        Assert.Equal(CloseReason.KillSwitch, result.Receipt!.Cause);
    }

    [Fact]
    public void Kill_WritesTheLockBeforeAnythingElse()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        var before = bench.Journal.Count;
        Kill(bench);
        Assert.Equal(ArmState.Locked, Assert.IsType<ArmChanged>(bench.Journal[before].Fact).To);
    }

    [Fact]
    public void Kill_WhenTheVenueDoesNotAnswer_StaysLockedAndNamesTheStepThatFailed()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Venue.Faults.EverySend = SendFate.Reject;
        var kill = Kill(bench);
        bench.Advance(31);
        var result = bench.ReplyTo(kill)!;
        Assert.Equal(CommandStatus.StillRunning, result.Status);
        Assert.Equal("FLATTEN", Assert.Single(result.Steps, step => !step.Ok).Name);
        Assert.Equal(ArmState.Locked, bench.State.Arm.State);
        bench.Venue.Faults.EverySend = null;
        bench.Wait("flat at last", () => bench.State.Flatten is null);
    }

    [Fact]
    public void Kill_WhileAFlattenRuns_JoinsItAndLocks()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Command(new FlattenCommand(EngineBench.Operator, "x", bench.Correlation("flatten")));
        var kill = Kill(bench);
        bench.Wait("answered", () => bench.ReplyTo(kill) is not null);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(kill)!.Status);
        Assert.Equal(LockCause.Kill, bench.State.Arm.Lock);
        Assert.Single(bench.Facts<FlattenStarted>());
    }

    [Fact]
    public void Lock_OfAKill_RefusesArmingAlsoAfterARestart()
    {
        var bench = EngineBench.Armed();
        Kill(bench);
        bench.Advance(2);
        bench.Restart();
        var arm = new ArmCommand(EngineBench.Operator, null, bench.Correlation("arm"));
        bench.Command(arm);
        Assert.Equal((CommandStatus.Refused, "ARM_REFUSED"), (bench.ReplyTo(arm)!.Status, bench.ReplyTo(arm)!.Code));
        Assert.Equal("LOCK", Assert.Single(bench.ReplyTo(arm)!.Failed).Code);
    }

    [Fact]
    public void Release_WithAReason_LiftsLockAndPauseAndLeavesDisarmed()
    {
        var bench = EngineBench.Armed();
        Kill(bench);
        bench.Advance(2);
        var release = new ReleaseCommand(EngineBench.Operator, "found and fixed", bench.Correlation("release"));
        bench.Command(release);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(release)!.Status);
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
        Assert.False(bench.State.IsPaused);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("abc")]
    public void Release_WithoutAReason_IsRefusedAndStaysLocked(string? reason)
    {
        var bench = EngineBench.Armed();
        Kill(bench);
        var release = new ReleaseCommand(EngineBench.Operator, reason, bench.Correlation("release"));
        bench.Command(release);
        Assert.Equal((CommandStatus.Invalid, "REASON_REQUIRED"), (bench.ReplyTo(release)!.Status, bench.ReplyTo(release)!.Code));
        Assert.Equal(ArmState.Locked, bench.State.Arm.State);
    }

    [Fact]
    public void Release_WhenNothingWasKilled_IsRefused()
    {
        var bench = EngineBench.Armed();
        var release = new ReleaseCommand(EngineBench.Operator, "no need at all", bench.Correlation("release"));
        bench.Command(release);
        Assert.Equal((CommandStatus.Refused, "NOT_KILLED"), (bench.ReplyTo(release)!.Status, bench.ReplyTo(release)!.Code));
        Assert.Equal(ArmState.Armed, bench.State.Arm.State);
    }

    [Fact]
    public void Release_WhileTheBreakerIsTripped_FallsBackToItsLock()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Wallet -= 80m;
        bench.Step(new WalletTold(new Engine.Venues.WalletReport(920m, 920m, 0m, 920m, bench.Now)));
        bench.Wait("tripped", () => bench.State.Breaker.Active);
        Kill(bench);
        bench.Advance(2);
        bench.Command(new ReleaseCommand(EngineBench.Operator, "found and fixed", bench.Correlation("release")));
        Assert.Equal((ArmState.Locked, LockCause.Breaker), (bench.State.Arm.State, bench.State.Arm.Lock));
    }

    [Fact]
    public void Resume_ByAnOperator_DoesNotLiftTheKillsPause()
    {
        var bench = EngineBench.Armed();
        Kill(bench);
        bench.Advance(2);
        bench.Command(new PauseCommand(EngineBench.Operator, null, bench.Correlation("resume"), Paused: false));
        Assert.True(bench.State.IsPaused);
    }

    [Fact]
    public void Kill_WithTheJournalUnwritable_StillClosesEverything()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.JournalFails();
        var kill = Kill(bench);
        bench.Wait("answered", () => bench.ReplyTo(kill) is not null);
        Assert.True(bench.Venue.IsFlat);
        Assert.Contains("cannot be written", bench.ReplyTo(kill)!.Steps[0].Detail, StringComparison.Ordinal);
    }

    private static KillCommand Kill(EngineBench bench)
    {
        var kill = new KillCommand(EngineBench.Operator, "breach", bench.Correlation("kill"));
        bench.Command(kill);
        return kill;
    }
}
