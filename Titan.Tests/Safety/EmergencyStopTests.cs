using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>Emergency shutdown (seed 000): a marker file holds Titan LOCKED; whoever removes it unlocks to DISARMED.</summary>
public sealed class EmergencyStopTests
{
    [Fact]
    public void Shutdown_LocksCancelsEntriesKeepsPositionsAndWritesTheMarker()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Command(Shut(bench));
        bench.Advance(2);
        Assert.Equal((ArmState.Locked, LockCause.Emergency), (bench.State.Arm.State, bench.State.Arm.Lock));
        Assert.NotNull(bench.Venue.Holding("BTCUSDT")!.StopLoss);
        Assert.Single(bench.Sent<WriteEmergencyMarker>());
    }

    [Fact]
    public void Marker_FoundWhileRunning_Locks_AndItsRemovalUnlocksToDisarmed()
    {
        var bench = EngineBench.Armed();
        bench.Step(new EmergencyMarkerSeen("ops: unusual activity"));
        Assert.Equal(LockCause.Emergency, bench.State.Arm.Lock);
        Assert.Contains("unusual activity", bench.State.Arm.Reason, StringComparison.Ordinal);
        bench.Step(new EmergencyMarkerSeen(null));
        Assert.Equal((ArmState.Disarmed, LockCause.None), (bench.State.Arm.State, bench.State.Arm.Lock));
    }

    [Fact]
    public void Marker_RemovedWhileNoProcessRan_UnlocksAtTheNextStart()
    {
        var bench = EngineBench.Armed();
        bench.Command(Shut(bench));
        bench.Advance(1);
        bench.Restart();
        Assert.Equal(LockCause.Emergency, bench.State.Arm.Lock);
        bench.Step(new EmergencyMarkerSeen(null));
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
    }

    [Fact]
    public void Marker_ThatCouldNeverBeWritten_DoesNotUnlock()
    {
        var bench = EngineBench.Armed();
        bench.Step(new EmergencyMarkerSeen(null));
        bench.Disconnected = true;
        bench.Command(Shut(bench));
        bench.Advance(10);
        bench.Step(new EmergencyMarkerSeen(null));
        Assert.Equal(LockCause.Emergency, bench.State.Arm.Lock);
    }

    [Fact]
    public void Clear_NeedsAReasonAndNeverArms()
    {
        var bench = EngineBench.Armed();
        bench.Command(Shut(bench));
        bench.Advance(1);
        var bare = new EmergencyCommand(EngineBench.Operator, null, bench.Correlation("clear"), Clear: true);
        bench.Command(bare);
        Assert.Equal("REASON_REQUIRED", bench.ReplyTo(bare)!.Code);
        bench.Command(new EmergencyCommand(EngineBench.Operator, "all is well", bench.Correlation("clear"), Clear: true));
        bench.Advance(10);
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
    }

    [Fact]
    public void Kill_UnderAnEmergency_KeepsTheEmergencyLockAfterItsRelease()
    {
        var bench = EngineBench.Armed();
        bench.Command(Shut(bench));
        bench.Command(new KillCommand(EngineBench.Operator, "x", bench.Correlation("kill")));
        bench.Advance(2);
        bench.Command(new ReleaseCommand(EngineBench.Operator, "found the cause", bench.Correlation("release")));
        Assert.Equal(LockCause.Emergency, bench.State.Arm.Lock);
        Assert.False(bench.State.PausedByKill);
    }

    [Fact]
    public async Task MarkerFile_WrittenAndRead_SaysWhoAndWhyAndLeavesALog()
    {
        using var folder = new TempFolder();
        var marker = new EmergencyMarker(folder.Path, () => FakeEngine.Blank(EngineBench.Start));
        Assert.Null(marker.Read());
        await marker.WriteAsync("ada", "gas costs exceed profit", EngineBench.Start, CancellationToken.None);
        Assert.Contains("ada: gas costs exceed profit", marker.Read(), StringComparison.Ordinal);
        Assert.Contains("positions", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "logs")))), StringComparison.Ordinal);
        marker.Remove();
        Assert.Null(marker.Read());
    }

    private static EmergencyCommand Shut(EngineBench bench) => new(EngineBench.Operator, "unusual activity", bench.Correlation("shutdown"), Clear: false);
}
