using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>Master Arm (spec titan-trading 5.1): going needs every precondition, stopping needs nothing.</summary>
public sealed class ArmTests
{
    [Fact]
    public void Arm_WithEveryPreconditionMet_IsArmedAndAudited()
    {
        var bench = EngineBench.Reconciled();
        bench.Arm();
        Assert.Equal("ada", bench.State.Arm.By);
        var row = Assert.Single(bench.Facts<CommandRecorded>());
        Assert.Equal(("arm", "ada", "Operator", "api", "Done"), (row.Action, row.Actor, row.Roles, row.Door, row.Result));
    }

    [Fact]
    public void Arm_WhenArmedAlready_IsDoneWithoutANewChange()
    {
        var bench = EngineBench.Armed();
        bench.Arm();
        Assert.Single(bench.Facts<ArmChanged>());
    }

    [Fact]
    public void Arm_BeforeTheFirstReconcile_IsRefusedAndNamesIt()
    {
        var bench = new EngineBench { Disconnected = true };
        bench.Begin();
        var refused = AskToArm(bench);
        Assert.Equal(CommandStatus.Refused, refused.Status);
        Assert.Contains(refused.Failed, failed => failed.Code == "RECONCILED" && failed.Met is null);
        Assert.Contains(refused.Failed, failed => failed.Code == "DAILY_LOSS" && failed.Met is null);
    }

    [Fact]
    public void Arm_RightAfterARestart_WaitsForThisProcessToReconcile()
    {
        var bench = EngineBench.Armed();
        bench.Disconnected = true;
        bench.Restart();
        var refused = AskToArm(bench);
        Assert.Equal(CommandStatus.Refused, refused.Status);
        Assert.Contains(refused.Failed, failed => failed.Code == "RECONCILED");
    }

    [Fact]
    public void Arm_WithTheJournalUnwritable_IsRefused()
    {
        var bench = EngineBench.Reconciled();
        bench.JournalFails();
        Assert.Equal("DATABASE", Assert.Single(AskToArm(bench).Failed).Code);
    }

    [Fact]
    public void Arm_WithAStreamDown_IsRefused()
    {
        var bench = EngineBench.Reconciled();
        bench.Step(new StreamMoved(new StreamChange(StreamKind.Private, false, "cut", bench.Now)));
        Assert.Equal("BYBIT", Assert.Single(AskToArm(bench).Failed).Code);
    }

    [Fact]
    public void Arm_WithStreamsThatNeverConnected_IsRefused()
    {
        var bench = new EngineBench();
        bench.Venue.StreamsUp = false;
        bench.Begin();
        Assert.Contains(AskToArm(bench).Failed, failed => failed.Code == "BYBIT");
    }

    [Fact]
    public void Arm_WhenTheVenueRefusesUs_NamesItsReason()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.FatalReason = "key expired";
        bench.Advance(0.5);
        var failed = Assert.Single(AskToArm(bench).Failed);
        Assert.Equal("key expired", failed.Value);
        Assert.Single(bench.Alerts("VENUE_FATAL"));
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(-999, true)]
    [InlineData(1000, false)]
    [InlineData(-1000, false)]
    public void Arm_ByClockOffset_IsAllowedBelowOneSecond(int offset, bool allowed)
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.ClockOffsetMs = offset;
        bench.Advance(0.5);
        Assert.Equal(allowed ? CommandStatus.Done : CommandStatus.Refused, AskToArm(bench).Status);
    }

    [Fact]
    public void Arm_WithAReconcileOlderThanTwoMinutes_IsRefused()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.Faults.Unreachable = true;
        bench.Advance(121);
        Assert.Contains(AskToArm(bench).Failed, failed => failed.Code == "RECONCILED");
    }

    [Fact]
    public void NotInstalledVenue_IsListedAndBlocksNothing()
    {
        var bench = EngineBench.Reconciled();
        var binance = bench.Precondition("BINANCE");
        Assert.False(binance.Installed);
        Assert.False(binance.Blocks);
        bench.Arm();
    }

    [Fact]
    public void Arm_InLiveMode_NeedsTheWordOnceAStart()
    {
        var bench = EngineBench.Reconciled(new TitanConfig { Mode = TradingMode.Live });
        Assert.Equal((CommandStatus.Invalid, "CONFIRM_LIVE"), (AskToArm(bench).Status, AskToArm(bench).Code));
        var command = new ArmCommand(EngineBench.Operator, null, bench.Correlation("arm"), " live ");
        bench.Command(command);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(command)!.Status);
        bench.Command(new DisarmCommand(EngineBench.Operator, null, bench.Correlation("disarm")));
        Assert.Equal(CommandStatus.Done, AskToArm(bench).Status);
        bench.Restart();
        Assert.Equal("CONFIRM_LIVE", AskToArm(bench).Code);
    }

    [Fact]
    public void Disarm_InEveryTrouble_IsDone()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Unreachable = true;
        bench.Venue.FatalReason = "banned";
        bench.JournalFails();
        bench.Step(new StoodStill(TimeSpan.FromMinutes(5)));
        var disarm = new DisarmCommand(EngineBench.Operator, null, bench.Correlation("disarm"));
        bench.Command(disarm);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(disarm)!.Status);
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
    }

    [Fact]
    public void Disarm_WithAPositionOpen_LeavesItUnderItsStop()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Command(new DisarmCommand(EngineBench.Operator, null, bench.Correlation("disarm")));
        bench.Advance(5);
        Assert.True(bench.State.Positions[EngineBench.Btc.Id].IsCovered);
        Assert.Empty(bench.Closes);
    }

    [Fact]
    public void LateFill_AfterDisarm_GetsItsStopAndIsSaid()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.FillDelay = TimeSpan.FromSeconds(1);
        bench.Enter(Side.Buy);
        bench.Command(new DisarmCommand(EngineBench.Operator, null, bench.Correlation("disarm")));
        bench.Advance(3);
        Assert.True(bench.State.Positions[EngineBench.Btc.Id].IsCovered);
        Assert.Contains(bench.Facts<EventNoted>(), note => note.Type == "ORDER_FILLED");
    }

    [Fact]
    public void Pause_ByAnOperator_DeniesEntriesKeepsTheArmAndEndsByHand()
    {
        var bench = EngineBench.Armed();
        bench.Command(new PauseCommand(EngineBench.Operator, "lunch", bench.Correlation("pause"), Paused: true));
        bench.Enter(Side.Buy);
        Assert.Equal("Paused", bench.Facts<IntentJudged>().Single().Denial);
        Assert.Equal(ArmState.Armed, bench.State.Arm.State);
        bench.Advance(30);
        Assert.True(bench.State.IsPaused);
        bench.Command(new PauseCommand(EngineBench.Operator, null, bench.Correlation("resume"), Paused: false));
        bench.Enter(Side.Buy);
        Assert.Single(bench.Entries);
    }

    internal static CommandResult AskToArm(EngineBench bench)
    {
        var command = new ArmCommand(EngineBench.Operator, null, bench.Correlation("arm"));
        bench.Command(command);
        return bench.ReplyTo(command)!;
    }
}
