using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Api.Matrix;

/// <summary>Every state times every act on the real core: each cell as design 3a says, and nothing opens afterwards that may not.</summary>
public sealed class StateActMatrixTests
{
    public static TheoryData<StandingState, OperatorAct> Cells()
    {
        var cells = new TheoryData<StandingState, OperatorAct>();
        foreach (var state in Enum.GetValues<StandingState>())
        {
            foreach (var act in Enum.GetValues<OperatorAct>())
            {
                cells.Add(state, act);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Act_InState_IsAsTheRulesSay(StandingState state, OperatorAct act)
    {
        var bench = MatrixBench.In(state);
        var before = bench.State.Positions[EngineBench.Btc.Id].Quantity;

        var result = MatrixBench.Do(bench, act);

        var (status, code) = Expected(state, act);
        Assert.Equal((status, code), (result.Status, status == CommandStatus.Done ? "OK" : result.Code));
        Assert.Equal(ArmAfter(state, act), bench.State.Arm.State);
        Seen(bench, act, before);
        OpensNothingItMayNot(bench, state, act);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Act_InState_LeavesOneFinishedRowInTheAudit(StandingState state, OperatorAct act)
    {
        var bench = MatrixBench.In(state);
        var rows = bench.Facts<CommandRecorded>().Count();

        MatrixBench.Do(bench, act);

        var added = bench.Facts<CommandRecorded>().Skip(rows).ToArray();
        Assert.All(added, row => Assert.Equal(("ada", "api"), (row.Actor, row.Door)));
        Assert.Single(added, row => row.Result != "started");
    }

    // Stopping is Done everywhere; what lifts or arms is Done only where 3a lets it.
    private static (CommandStatus Status, string Code) Expected(StandingState state, OperatorAct act) => act switch
    {
        OperatorAct.Arm when state is StandingState.LockedByKill or StandingState.LockedByBreaker or StandingState.Emergency or StandingState.StaleDisarmed or StandingState.JournalUnwritableDisarmed
            => (CommandStatus.Refused, "ARM_REFUSED"),
        OperatorAct.LoosenStopWithoutReason => (CommandStatus.Invalid, "REASON_REQUIRED"),
        OperatorAct.ResetBreaker when state != StandingState.LockedByBreaker => (CommandStatus.Refused, "BREAKER_NOT_ACTIVE"),
        OperatorAct.Release when state != StandingState.LockedByKill => (CommandStatus.Refused, "NOT_KILLED"),
        OperatorAct.ClearEmergency when state != StandingState.Emergency => (CommandStatus.Refused, "NO_EMERGENCY"),
        _ => (CommandStatus.Done, "OK"),
    };

    private static ArmState ArmAfter(StandingState state, OperatorAct act)
    {
        var locked = state is StandingState.LockedByKill or StandingState.LockedByBreaker or StandingState.Emergency;
        var armed = state is StandingState.Armed or StandingState.Paused or StandingState.Stale or StandingState.JournalUnwritable;
        var lifted = (state, act) is (StandingState.LockedByKill, OperatorAct.Release) or (StandingState.LockedByBreaker, OperatorAct.ResetBreaker) or (StandingState.Emergency, OperatorAct.ClearEmergency);
        return act switch
        {
            OperatorAct.Kill or OperatorAct.Shutdown => ArmState.Locked,
            _ when locked => lifted ? ArmState.Disarmed : ArmState.Locked,
            OperatorAct.Disarm or OperatorAct.Flatten => ArmState.Disarmed,
            OperatorAct.Arm when state == StandingState.Disarmed => ArmState.Armed,
            _ => armed ? ArmState.Armed : ArmState.Disarmed,
        };
    }

    private static void Seen(EngineBench bench, OperatorAct act, decimal before)
    {
        var held = bench.Venue.Holding("BTCUSDT");
        switch (act)
        {
            case OperatorAct.Flatten or OperatorAct.Kill or OperatorAct.Close:
                Assert.True(bench.Venue.IsFlat);
                Assert.Empty(bench.State.Positions);
                break;
            case OperatorAct.Reduce:
                Assert.Equal(before - 0.001m, held!.SignedQuantity);
                break;
            case OperatorAct.TightenStop:
                Assert.Equal(MatrixBench.TighterStop, held!.StopLoss);
                break;
            case OperatorAct.LoosenStopWithReason:
                Assert.Equal(MatrixBench.LooserStop, held!.StopLoss);
                break;
            default:
                Assert.Equal((before, MatrixBench.StopBefore), (held!.SignedQuantity, held.StopLoss));
                break;
        }

        if (act is OperatorAct.Pause or OperatorAct.Resume)
        {
            Assert.Equal(act == OperatorAct.Pause, bench.State.PausedByOperator);
        }
    }

    private static void OpensNothingItMayNot(EngineBench bench, StandingState state, OperatorAct act)
    {
        var mayOpen = bench.State.Arm.State == ArmState.Armed && act != OperatorAct.Pause
            && (state is StandingState.Armed or StandingState.Disarmed || (state, act) is (StandingState.Paused, OperatorAct.Resume));
        var entries = bench.Entries.Count();
        bench.Enter(Side.Buy, EngineBench.Eth);
        bench.Advance(0.5);
        Assert.Equal(mayOpen ? 1 : 0, bench.Entries.Count() - entries);
    }
}
