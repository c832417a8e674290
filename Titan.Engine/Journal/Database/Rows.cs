namespace Titan.Engine.Journal.Database;

/// <summary>One fact. <see cref="At"/> in UTC ticks; payload is UTF-8 JSON; hash chains to the row before.</summary>
public sealed class JournalRow
{
    public long Sequence { get; init; }
    public long At { get; init; }
    public required string Kind { get; init; }
    public required byte[] Payload { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>The state after an entry, compressed, with its hash and the chain's hash there.</summary>
public sealed class StateSnapshotRow
{
    public long Sequence { get; init; }
    public long At { get; init; }
    public required string StateHash { get; init; }
    public required byte[] ChainHash { get; init; }
    public required byte[] Image { get; init; }
}

/// <summary>How far the tables for people follow the journal; one row.</summary>
public sealed class ProjectionRow
{
    public int Id { get; init; }
    public long Through { get; init; }
}

/// <summary>An order of ours; the body is the whole order as JSON.</summary>
public sealed class OrderRow
{
    public required string Id { get; init; }
    public long Sequence { get; init; }
    public required string Symbol { get; init; }
    public required string Status { get; init; }
    public bool Open { get; init; }
    public required string Correlation { get; init; }
    public long CreatedAt { get; init; }
    public required string Body { get; init; }
}

/// <summary>One fill or funding row. Times in unix ms; amounts as decimal text.</summary>
public sealed class ExecutionRow
{
    public required string Id { get; init; }
    public long Sequence { get; init; }
    public string? OrderId { get; init; }
    public required string Symbol { get; init; }
    public required string Side { get; init; }
    public required string Kind { get; init; }
    public decimal Quantity { get; init; }
    public decimal Price { get; init; }
    public decimal Fee { get; init; }
    public long ExecutedAt { get; init; }
}

/// <summary>A position open now; the body is the whole position as JSON.</summary>
public sealed class PositionRow
{
    public required string Symbol { get; init; }
    public decimal SignedQuantity { get; init; }
    public decimal EntryPrice { get; init; }
    public required string Body { get; init; }
}

/// <summary>A closed trade. <see cref="NetPnl"/> in 1e-8 USDT so that SQL can sum it; the body is the whole trade as JSON.</summary>
public sealed class TradeRow
{
    public required string TradeId { get; init; }
    public long Sequence { get; init; }
    public required string Symbol { get; init; }
    public required string Strategy { get; init; }
    public string? TrapType { get; init; }
    public required string CloseReason { get; init; }
    public long NetPnl { get; init; }
    public long OpenedAt { get; init; }
    public long ClosedAt { get; init; }
    public required string Body { get; init; }
}

/// <summary>Equity at a mark; 1e-8 USDT, unix ms.</summary>
public sealed class EquityRow
{
    public long Sequence { get; init; }
    public long At { get; init; }
    public long Equity { get; init; }
    public long Wallet { get; init; }
}

/// <summary>A line of the event list: alerts, arm changes, breaker, streams, fills.</summary>
public sealed class EventRow
{
    public long Sequence { get; init; }
    public long At { get; init; }
    public required string Type { get; init; }
    public required string Severity { get; init; }
    public required string Message { get; init; }
    public string? Symbol { get; init; }
    public string? Correlation { get; init; }
}

/// <summary>An act, as in the chain; the hash is the journal row's.</summary>
public sealed class AuditLogRow
{
    public long Sequence { get; init; }
    public long At { get; init; }
    public required string Correlation { get; init; }
    public required string Action { get; init; }
    public required string Actor { get; init; }
    public required string Roles { get; init; }
    public required string Door { get; init; }
    public string? Reason { get; init; }
    public required string Result { get; init; }
    public string? Detail { get; init; }
    public required string Hash { get; init; }
}

/// <summary>A finished FLATTEN ALL; the body is its receipt.</summary>
public sealed class FlattenRow
{
    public required string Id { get; init; }
    public long Sequence { get; init; }
    public long StartedAt { get; init; }
    public long ConfirmedAt { get; init; }
    public required string Body { get; init; }
}

/// <summary>
/// One signal id, from outside or of a strategy: where it stands and what was heard under it. The id is unique for ever, and each phase stands in
/// <see cref="Phases"/> once (spec titan-trading 4.1). Times in unix ms; sequence is that of its first fact.
/// </summary>
public sealed class SignalRow
{
    public required string Id { get; init; }
    public long Sequence { get; init; }
    public long At { get; init; }
    public long LastAt { get; init; }
    public required string Source { get; init; }
    public string? Symbol { get; init; }
    public string? Direction { get; init; }

    /// <summary>PENDING, VALIDATED, EXECUTED, REJECTED, EXPIRED, ABORTED or ZOMBIE.</summary>
    public required string State { get; init; }
    public string? Reason { get; init; }
    public string? Gate { get; init; }

    /// <summary>Comma separated: PREPARE,CONFIRM; INTENT for a strategy's own.</summary>
    public required string Phases { get; init; }
}

/// <summary>An account of the console. Hashes only; times in unix ms.</summary>
public sealed class UserRow
{
    public int Id { get; init; }
    public required string Name { get; init; }
    public required string PasswordHash { get; set; }

    /// <summary>Comma separated: Viewer, Operator, RiskManager, Admin.</summary>
    public required string Roles { get; set; }
    public string? TotpSecretProtected { get; set; }
    public string? KillCodeHash { get; set; }
    public long LastTotpStep { get; set; }
    public long CreatedAt { get; init; }
    public bool Disabled { get; set; }
    public int FailedCount { get; set; }
    public long LockedUntil { get; set; }
}
