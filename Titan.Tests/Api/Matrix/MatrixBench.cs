using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Api.Matrix;

/// <summary>The real core brought into each state, always holding a long BTC position with a stop, and each act as its command.</summary>
internal static class MatrixBench
{
    public const decimal StopBefore = 49_000m;
    public const decimal TighterStop = 49_500m;
    public const decimal LooserStop = 48_000m;
    private const string Why = "the matrix test asks";

    public static EngineBench In(StandingState state)
    {
        var bench = EngineBench.Armed(Safety.BreakerTests.Sudden);
        bench.Open(Side.Buy);
        Do(bench, OperatorAct.LoosenStopWithReason, StopBefore);
        switch (state)
        {
            case StandingState.Disarmed:
                Do(bench, OperatorAct.Disarm);
                break;
            case StandingState.Paused:
                Do(bench, OperatorAct.Pause);
                break;
            case StandingState.LockedByKill:
                Do(bench, OperatorAct.Kill);
                bench.Advance(3);
                bench.Venue.TradeByOthers(EngineBench.Btc, Side.Buy, 0.004m);
                bench.Wait("the position made by hand", () => bench.State.Positions.Count == 1);
                Do(bench, OperatorAct.TightenStop, StopBefore);
                break;
            case StandingState.LockedByBreaker:
                bench.Venue.Wallet -= 80m;
                bench.Wait("the breaker", () => bench.State.Breaker.Active);
                break;
            case StandingState.Emergency:
                Do(bench, OperatorAct.Shutdown);
                break;
            case StandingState.Stale or StandingState.StaleDisarmed:
                if (state == StandingState.StaleDisarmed)
                {
                    Do(bench, OperatorAct.Disarm);
                }

                bench.Venue.Faults.Deaf = true;
                bench.Step(new StreamMoved(new StreamChange(StreamKind.Private, false, "cut", bench.Now)));
                bench.Advance(4);
                break;
            case StandingState.JournalUnwritable or StandingState.JournalUnwritableDisarmed:
                if (state == StandingState.JournalUnwritableDisarmed)
                {
                    Do(bench, OperatorAct.Disarm);
                }

                bench.JournalFails();
                break;
        }

        Assert.Equal(StopBefore, bench.Venue.Holding("BTCUSDT")!.StopLoss);
        return bench;
    }

    /// <summary>Sends the act and waits for its answer.</summary>
    public static CommandResult Do(EngineBench bench, OperatorAct act, decimal? stop = null)
    {
        var command = CommandOf(act, EngineBench.Operator, bench.Correlation(act.ToString()), stop);
        bench.Command(command);
        bench.Wait($"an answer to {act}", () => bench.ReplyTo(command) is not null, 32);
        return bench.ReplyTo(command)!;
    }

    private static EngineCommand CommandOf(OperatorAct act, Author author, CorrelationId id, decimal? stop) => act switch
    {
        OperatorAct.Arm => new ArmCommand(author, Why, id),
        OperatorAct.Disarm => new DisarmCommand(author, Why, id),
        OperatorAct.Flatten => new FlattenCommand(author, Why, id),
        OperatorAct.CancelAll => new CancelAllCommand(author, Why, id, false),
        OperatorAct.Kill => new KillCommand(author, Why, id),
        OperatorAct.Close => new ClosePositionCommand(author, null, id, "BTCUSDT"),
        OperatorAct.Reduce => new ClosePositionCommand(author, null, id, "BTCUSDT", 0.001m),
        OperatorAct.TightenStop => new ModifyProtectionCommand(author, null, id, "BTCUSDT", stop ?? TighterStop, null),
        OperatorAct.LoosenStopWithoutReason => new ModifyProtectionCommand(author, null, id, "BTCUSDT", LooserStop, null),
        OperatorAct.LoosenStopWithReason => new ModifyProtectionCommand(author, Why, id, "BTCUSDT", stop ?? LooserStop, null),
        OperatorAct.Pause => new PauseCommand(author, Why, id, true),
        OperatorAct.Resume => new PauseCommand(author, Why, id, false),
        OperatorAct.ResetBreaker => new ResetBreakerCommand(author, Why, id),
        OperatorAct.Release => new ReleaseCommand(author, Why, id),
        OperatorAct.Reconcile => new ReconcileCommand(author, Why, id),
        OperatorAct.Shutdown => new EmergencyCommand(author, Why, id, Clear: false),
        OperatorAct.ClearEmergency => new EmergencyCommand(author, Why, id, Clear: true),
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };
}
