using Titan.Engine.Journal;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>An archive that holds what a test puts in it and keeps the questions.</summary>
internal sealed class StagedArchive : IArchive
{
    public IReadOnlyList<HistoryEvent> Events { get; set; } = [];

    public IReadOnlyList<AlertTally> Tally { get; set; } = [];

    public IReadOnlyList<AuditRow> Audit { get; set; } = [];

    public OrderPage Orders { get; set; } = new([], 0);

    public IReadOnlyList<Decision> Decisions { get; set; } = [];

    public DecisionTrail? Trail { get; set; }

    /// <summary>Set to make every question fail.</summary>
    public Exception? Failure { get; set; }

    public List<object> Questions { get; } = [];

    public Task<IReadOnlyList<HistoryEvent>> SearchEventsAsync(EventQuery query, CancellationToken cancellationToken) => Answer<IReadOnlyList<HistoryEvent>>(
        query, [.. Events.Where(one => query.Before == 0 || one.Sequence < query.Before).Where(one => query.Severity is null || one.Severity == query.Severity).Take(query.Limit)]);

    public Task<IReadOnlyList<AlertTally>> TallyAlertsAsync(DateTimeOffset since, CancellationToken cancellationToken) => Answer(since, Tally);

    public Task<IReadOnlyList<AuditRow>> SearchAuditAsync(AuditQuery query, CancellationToken cancellationToken) => Answer(query, Audit);

    public Task<OrderPage> SearchOrdersAsync(OrderQuery query, CancellationToken cancellationToken) => Answer(query, Orders);

    public Task<IReadOnlyList<Decision>> GetDecisionsAsync(DecisionQuery query, CancellationToken cancellationToken) => Answer(query, Decisions);

    public Task<DecisionTrail?> GetDecisionAsync(long sequence, CancellationToken cancellationToken) => Answer(sequence, Trail?.Decision.Sequence == sequence ? Trail : null);

    private Task<T> Answer<T>(object question, T answer)
    {
        lock (Questions)
        {
            Questions.Add(question);
        }

        return Failure is { } failure ? Task.FromException<T>(failure) : Task.FromResult(answer);
    }
}
