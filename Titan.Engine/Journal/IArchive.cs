using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>
/// Searches in the past for people: events, audit, orders, decisions. Read-only, paged, newest first. Built from the journal, so it may lag it
/// by a moment. Texts are searched as they are written; a percent sign is a percent sign.
/// </summary>
public interface IArchive
{
    Task<IReadOnlyList<HistoryEvent>> SearchEventsAsync(EventQuery query, CancellationToken cancellationToken);

    /// <summary>Alerts of each hour since a time, by severity.</summary>
    Task<IReadOnlyList<AlertTally>> TallyAlertsAsync(DateTimeOffset since, CancellationToken cancellationToken);

    Task<IReadOnlyList<AuditRow>> SearchAuditAsync(AuditQuery query, CancellationToken cancellationToken);

    Task<OrderPage> SearchOrdersAsync(OrderQuery query, CancellationToken cancellationToken);

    Task<IReadOnlyList<Decision>> GetDecisionsAsync(DecisionQuery query, CancellationToken cancellationToken);

    /// <summary>One decision with all that followed from it; null when the journal holds no decision at that sequence.</summary>
    Task<DecisionTrail?> GetDecisionAsync(long sequence, CancellationToken cancellationToken);
}

/// <summary>Filter of the event list. <see cref="Before"/> is a sequence, 0 from the newest; at most 1000 rows.</summary>
/// <param name="AlertsOnly">Only what a person should know: severity above Info.</param>
/// <param name="WithNews">With <paramref name="AlertsOnly"/>: the good news among the alerts too, by <see cref="AlertNews.Codes"/>.</param>
/// <param name="Types">One of these types; name them with a correlation, which has no index of its own.</param>
/// <param name="Correlation">Exactly this correlation.</param>
public sealed record EventQuery(
    bool AlertsOnly = false, string? Severity = null, string? Type = null, string? Text = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
    long Before = 0, int Limit = 50, IReadOnlyList<string>? Types = null, string? Correlation = null, bool WithNews = false);

/// <summary>Alerts of one severity in one hour, UTC.</summary>
public sealed record AlertTally(DateTimeOffset Hour, string Severity, int Count);

/// <summary>Filter of the audit; the text is looked for in reason, detail and correlation.</summary>
public sealed record AuditQuery(
    string? Actor = null, string? Action = null, string? Text = null, DateTimeOffset? From = null, DateTimeOffset? To = null, long Before = 0, int Limit = 50);

/// <summary>Filter of the orders, offset paging, at most 1000 rows. Status and purpose are names of their enumerations.</summary>
public sealed record OrderQuery(string? Symbol = null, string? Status = null, DateTimeOffset? From = null, DateTimeOffset? To = null, int Limit = 50, int Offset = 0);

/// <summary>A page of orders and how many the filter has in all.</summary>
public sealed record OrderPage(IReadOnlyList<Order> Orders, int Total);

/// <summary>Filter of the decisions; approved, denied or both; the correlation is that of the intent.</summary>
public sealed record DecisionQuery(
    bool? Approved = null, string? Symbol = null, string? Correlation = null, DateTimeOffset? From = null, DateTimeOffset? To = null, long Before = 0, int Limit = 50);

/// <summary>What the gates said to one intent, where it stands in the journal, and when.</summary>
public sealed record Decision(long Sequence, DateTimeOffset At, IntentJudged Judged);

/// <summary>A decision, its orders, their executions, and the trade it became, if it did.</summary>
public sealed record DecisionTrail(Decision Decision, IReadOnlyList<Order> Orders, IReadOnlyList<ExecutionLine> Executions, ClosedTrade? Trade);

/// <summary>One fill of an order; fee in USDT.</summary>
public sealed record ExecutionLine(string Id, string OrderId, DateTimeOffset At, string Side, decimal Quantity, decimal Price, decimal Fee);
