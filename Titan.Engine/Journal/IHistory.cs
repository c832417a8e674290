using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>Questions to the database about the past: read-only, paged, newest first. Built from the journal, so it may lag it by a moment.</summary>
public interface IHistory
{
    Task<TradePage> GetTradesAsync(TradeQuery query, CancellationToken cancellationToken);

    /// <summary>Equity marks between two times, oldest first, thinned evenly to at most <paramref name="maxPoints"/>.</summary>
    Task<IReadOnlyList<EquityPoint>> GetEquityAsync(DateTimeOffset from, DateTimeOffset to, int maxPoints, CancellationToken cancellationToken);

    /// <summary>Events and alerts, keyset-paged by sequence (0 = from the newest).</summary>
    Task<IReadOnlyList<HistoryEvent>> GetEventsAsync(string? type, DateTimeOffset? since, long beforeSequence, int limit, CancellationToken cancellationToken);

    Task<IReadOnlyList<AuditRow>> GetAuditAsync(DateTimeOffset? from, DateTimeOffset? to, string? actor, string? action, long beforeSequence, int limit, CancellationToken cancellationToken);

    Task<IReadOnlyList<Order>> GetOrdersAsync(bool openOnly, long beforeSequence, int limit, CancellationToken cancellationToken);

    /// <summary>Receipts of finished flattens, newest first.</summary>
    Task<IReadOnlyList<FlattenReceipt>> GetFlattensAsync(int limit, CancellationToken cancellationToken);

    Task<FlattenReceipt?> GetFlattenAsync(string id, CancellationToken cancellationToken);

    /// <summary>Open positions as the ledger's tables hold them: the third column of the reconciliation workbench.</summary>
    Task<IReadOnlyList<Position>> GetPositionsAsync(CancellationToken cancellationToken);
}

/// <summary>Filter of the trade list; times are of closing, UTC; offset paging as the API promises, at most 1000 rows.</summary>
/// <param name="TrapType">What set the strategy off; a trade of a strategy that has no kinds goes by the strategy's name, as it is told.</param>
public sealed record TradeQuery(
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? Symbol = null, string? TrapType = null, string? Status = null, int Limit = 100, int Offset = 0, string? Strategy = null);

/// <summary>A page of closed trades with the totals of the whole filter.</summary>
public sealed record TradePage(IReadOnlyList<ClosedTrade> Trades, int Total, decimal TotalPnl, int Wins);

/// <summary>Equity at a time, USDT.</summary>
public readonly record struct EquityPoint(DateTimeOffset At, decimal Equity, decimal WalletBalance);

/// <summary>One line of the event list.</summary>
public sealed record HistoryEvent(long Sequence, DateTimeOffset At, string Type, string Severity, string Message, string? Symbol, string? Correlation);

/// <summary>One row of the audit: the journal's command rows, hash as in the chain.</summary>
public sealed record AuditRow(
    long Sequence, DateTimeOffset At, string Correlation, string Action, string Actor, string Roles, string Door, string? Reason, string Result, string? Detail, string Hash);
