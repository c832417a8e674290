using Titan.Engine.Model;

namespace Titan.Engine.Ledger;

/// <summary>
/// Everything the engine must not forget, and nothing else: the fold of all facts in journal order. The loop owns one and alone
/// changes it by <see cref="Apply"/>; the journal keeps a second one that follows what is on disk. Two states that applied the same
/// entries have the same <see cref="ComputeHash"/>. Market data, sockets and timers are not in here.
/// </summary>
public sealed partial class EngineState
{
    /// <summary>Terminal orders kept in memory; older ones are in the database.</summary>
    internal const int TerminalOrdersKept = 500;

    /// <summary>Closed trades kept in memory (spec titan-trading 4.2).</summary>
    internal const int ClosedTradesKept = 1000;

    /// <summary>Execution ids remembered so that a fill is booked once; the venue never repeats older ones.</summary>
    internal const int ExecutionIdsKept = 5000;

    private readonly Dictionary<ClientOrderId, Order> _orders = [];
    private readonly Dictionary<InstrumentId, Position> _positions = [];
    private readonly HashSet<ExecutionId> _executions = [];
    private readonly Queue<ExecutionId> _executionOrder = new();
    private readonly Queue<ClientOrderId> _terminalOrders = new();
    private readonly Queue<ClosedTrade> _closedTrades = new();

    /// <summary>Sequence of the last applied entry; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>Engine time of the last applied entry.</summary>
    public DateTimeOffset At { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Marks this ledger's order ids on the venue; empty until <see cref="LedgerOpened"/>.</summary>
    public string Epoch { get; private set; } = "";

    public MasterArm Arm { get; private set; } = MasterArm.Initial;

    /// <summary>The version of the configuration in force; null in a ledger that knows none yet.</summary>
    public SettingsInForce? Settings { get; private set; }

    /// <summary>An operator's pause; ends by hand.</summary>
    public bool PausedByOperator { get; private set; }

    /// <summary>A lost feed's pause; ends by itself after a reconcile.</summary>
    public bool PausedByFeed { get; private set; }

    /// <summary>The kill switch's pause; ends with the release of its lock.</summary>
    public bool PausedByKill { get; private set; }

    public BreakerState Breaker { get; private set; } = new();

    public EquityBook Equity { get; private set; } = new();

    public BrainState Brain { get; private set; } = new();

    /// <summary>The last moderate cascade; entries rest until its end.</summary>
    public CascadePause? Cascade { get; private set; }

    public FlattenRun? Flatten { get; private set; }

    /// <summary>Receipt of the last FLATTEN ALL; older ones are in the database.</summary>
    public FlattenReceipt? LastFlatten { get; private set; }

    /// <summary>Last finished reconciliation and the last one that was in sync.</summary>
    public DateTimeOffset? ReconciledAt { get; private set; }

    public bool ReconciledInSync { get; private set; }

    /// <summary>Reconciliations in a row that ended with an uncorrectable mismatch; three disarm.</summary>
    public int UnsettledReconciles { get; private set; }

    /// <summary>Working orders and the last terminal ones.</summary>
    public IReadOnlyDictionary<ClientOrderId, Order> Orders => _orders;

    public IReadOnlyDictionary<InstrumentId, Position> Positions => _positions;

    /// <summary>Closed trades, oldest first, at most <see cref="ClosedTradesKept"/>.</summary>
    public IReadOnlyCollection<ClosedTrade> ClosedTrades => _closedTrades;

    /// <summary>Signal ids heard or judged, and the entries that wait for their CONFIRM.</summary>
    public SignalBook Signals { get; } = new();

    public bool IsPaused => PausedByOperator || PausedByFeed || PausedByKill;

    /// <summary>Whether a fill or funding row with this id was booked already.</summary>
    public bool HasBooked(ExecutionId id) => _executions.Contains(id);
}
