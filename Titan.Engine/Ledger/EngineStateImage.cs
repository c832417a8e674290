using Titan.Engine.Model;

namespace Titan.Engine.Ledger;

/// <summary>
/// The whole <see cref="EngineState"/> as data, in one canonical order: what a state snapshot stores and what the state hash covers.
/// </summary>
public sealed record EngineStateImage
{
    public long Sequence { get; init; }
    public DateTimeOffset At { get; init; }
    public string Epoch { get; init; } = "";
    public required MasterArm Arm { get; init; }
    public SettingsInForce? Settings { get; init; }
    public bool PausedByOperator { get; init; }
    public bool PausedByFeed { get; init; }
    public bool PausedByKill { get; init; }
    public required BreakerState Breaker { get; init; }
    public required EquityBook Equity { get; init; }
    public required BrainState Brain { get; init; }
    public CascadePause? Cascade { get; init; }
    public FlattenRun? Flatten { get; init; }
    public FlattenReceipt? LastFlatten { get; init; }
    public DateTimeOffset? ReconciledAt { get; init; }
    public bool ReconciledInSync { get; init; }
    public int UnsettledReconciles { get; init; }

    /// <summary>Ordered by id.</summary>
    public required IReadOnlyList<Order> Orders { get; init; }

    /// <summary>Ordered by instrument.</summary>
    public required IReadOnlyList<Position> Positions { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<ExecutionId> Executions { get; init; }

    /// <summary>Terminal orders, first to go first.</summary>
    public required IReadOnlyList<ClientOrderId> TerminalOrders { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<ClosedTrade> ClosedTrades { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<SignalTrace> Signals { get; init; } = [];
}
