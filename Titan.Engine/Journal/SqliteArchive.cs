using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Titan.Engine.Journal.Database;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>Searches in the projected tables. A time is turned into a sequence by the equity marks' index, so that no search walks the whole past.</summary>
internal sealed class SqliteArchive(IDbContextFactory<TitanDbContext> contexts) : IArchive
{
    private const string Info = "Info";
    private const string Approved = "INTENT_APPROVED";
    private const string Denied = "INTENT_DENIED";
    private const long HourMs = 3_600_000;

    private static readonly string[] News = [.. AlertNews.Codes];

    // Orders of a decision are written in its own turn; the distance only bounds the search.
    private const long OrdersWithin = 10_000;
    private const int TradesLookedAt = 200;

    public async Task<IReadOnlyList<HistoryEvent>> SearchEventsAsync(EventQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = context.Events.AsNoTracking();
        rows = (query.AlertsOnly, query.WithNews) switch
        {
            (true, true) => rows.Where(row => row.Severity != Info || News.Contains(row.Type)),
            (true, false) => rows.Where(row => row.Severity != Info),
            _ => rows,
        };
        rows = query.Severity is null ? rows : rows.Where(row => row.Severity == query.Severity);
        rows = query.Type is null ? rows : rows.Where(row => row.Type == query.Type);
        rows = query.Types is { } types ? rows.Where(row => types.Contains(row.Type)) : rows;
        rows = query.Correlation is null ? rows : rows.Where(row => row.Correlation == query.Correlation);
        if (Pattern(query.Text) is { } like)
        {
            rows = rows.Where(row => EF.Functions.Like(row.Message, like, "\\") || EF.Functions.Like(row.Type, like, "\\") || row.Symbol == query.Text || row.Correlation == query.Text);
        }

        if (query.From is { } from)
        {
            var (first, floor) = (from.ToUnixTimeMilliseconds(), await FloorAsync(context, from, cancellationToken).ConfigureAwait(false));
            rows = rows.Where(row => row.Sequence > floor && row.At >= first);
        }

        if (query.To is { } to)
        {
            var (last, ceiling) = (to.ToUnixTimeMilliseconds(), await CeilingAsync(context, to, cancellationToken).ConfigureAwait(false));
            rows = rows.Where(row => row.Sequence < ceiling && row.At < last);
        }

        rows = query.Before <= 0 ? rows : rows.Where(row => row.Sequence < query.Before);
        var page = await rows.OrderByDescending(row => row.Sequence).Take(Rows(query.Limit)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. page.Select(row => new HistoryEvent(row.Sequence, Time(row.At), row.Type, row.Severity, row.Message, row.Symbol, row.Correlation))];
    }

    public async Task<IReadOnlyList<AlertTally>> TallyAlertsAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var (first, floor) = (since.ToUnixTimeMilliseconds(), await FloorAsync(context, since, cancellationToken).ConfigureAwait(false));
        var hours = await context.Events.AsNoTracking().Where(row => row.Sequence > floor && row.At >= first && row.Severity != Info)
            .GroupBy(row => new { Hour = row.At / HourMs, row.Severity }).Select(group => new { group.Key.Hour, group.Key.Severity, Count = group.Count() })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. hours.Select(hour => new AlertTally(Time(hour.Hour * HourMs), hour.Severity, hour.Count))];
    }

    public async Task<IReadOnlyList<AuditRow>> SearchAuditAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = context.Audit.AsNoTracking();
        rows = query.Actor is null ? rows : rows.Where(row => row.Actor == query.Actor);
        rows = query.Action is null ? rows : rows.Where(row => row.Action == query.Action);
        if (Pattern(query.Text) is { } like)
        {
            rows = rows.Where(row => EF.Functions.Like(row.Reason ?? "", like, "\\") || EF.Functions.Like(row.Detail ?? "", like, "\\") || row.Correlation == query.Text);
        }

        if (query.From is { } from)
        {
            var (first, floor) = (from.ToUnixTimeMilliseconds(), await FloorAsync(context, from, cancellationToken).ConfigureAwait(false));
            rows = rows.Where(row => row.Sequence > floor && row.At >= first);
        }

        if (query.To is { } to)
        {
            var last = to.ToUnixTimeMilliseconds();
            rows = rows.Where(row => row.At < last);
        }

        rows = query.Before <= 0 ? rows : rows.Where(row => row.Sequence < query.Before);
        var page = await rows.OrderByDescending(row => row.Sequence).Take(Rows(query.Limit)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. page.Select(row => new AuditRow(row.Sequence, Time(row.At), row.Correlation, row.Action, row.Actor, row.Roles, row.Door, row.Reason, row.Result, row.Detail, row.Hash))];
    }

    public async Task<OrderPage> SearchOrdersAsync(OrderQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = context.Orders.AsNoTracking();
        rows = query.Symbol is null ? rows : rows.Where(row => row.Symbol == query.Symbol);
        rows = query.Status is null ? rows : rows.Where(row => row.Status == query.Status);
        if (query.From is { } from)
        {
            var (first, floor) = (from.ToUnixTimeMilliseconds(), await FloorAsync(context, from, cancellationToken).ConfigureAwait(false));
            rows = rows.Where(row => row.Sequence > floor && row.CreatedAt >= first);
        }

        if (query.To is { } to)
        {
            var last = to.ToUnixTimeMilliseconds();
            rows = rows.Where(row => row.CreatedAt < last);
        }

        var total = await rows.CountAsync(cancellationToken).ConfigureAwait(false);
        var page = await rows.OrderByDescending(row => row.Sequence).Skip(query.Offset).Take(Rows(query.Limit)).Select(row => row.Body).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new OrderPage([.. page.Select(body => JsonSerializer.Deserialize(body, JournalJson.Default.Order)!)], total);
    }

    public async Task<IReadOnlyList<Decision>> GetDecisionsAsync(DecisionQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = context.Events.AsNoTracking();
        rows = query.Approved switch
        {
            true => rows.Where(row => row.Type == Approved),
            false => rows.Where(row => row.Type == Denied),
            null => rows.Where(row => row.Type == Approved || row.Type == Denied),
        };
        rows = query.Symbol is null ? rows : rows.Where(row => row.Symbol == query.Symbol);
        rows = query.Correlation is null ? rows : rows.Where(row => row.Correlation == query.Correlation);
        if (query.From is { } from)
        {
            var (first, floor) = (from.ToUnixTimeMilliseconds(), await FloorAsync(context, from, cancellationToken).ConfigureAwait(false));
            rows = rows.Where(row => row.Sequence > floor && row.At >= first);
        }

        if (query.To is { } to)
        {
            var last = to.ToUnixTimeMilliseconds();
            rows = rows.Where(row => row.At < last);
        }

        rows = query.Before <= 0 ? rows : rows.Where(row => row.Sequence < query.Before);
        var sequences = await rows.OrderByDescending(row => row.Sequence).Take(Rows(query.Limit)).Select(row => row.Sequence).ToListAsync(cancellationToken).ConfigureAwait(false);
        var facts = await context.Journal.AsNoTracking().Where(row => sequences.Contains(row.Sequence)).OrderByDescending(row => row.Sequence).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. facts.Select(DecisionOf).OfType<Decision>()];
    }

    public async Task<DecisionTrail?> GetDecisionAsync(long sequence, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var fact = await context.Journal.AsNoTracking().Where(row => row.Sequence == sequence).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (fact is null || DecisionOf(fact) is not { } decision)
        {
            return null;
        }

        var (correlation, symbol) = (decision.Judged.Correlation.Value, decision.Judged.Instrument.Value);
        var orders = await context.Orders.AsNoTracking().Where(row => row.Sequence >= sequence && row.Sequence < sequence + OrdersWithin && row.Correlation == correlation)
            .OrderBy(row => row.Sequence).Select(row => row.Body).ToListAsync(cancellationToken).ConfigureAwait(false);
        var ours = orders.Select(body => JsonSerializer.Deserialize(body, JournalJson.Default.Order)!).ToArray();
        var ids = ours.Select(order => order.Id.Value).ToArray();
        var fills = await context.Executions.AsNoTracking().Where(row => row.OrderId != null && ids.Contains(row.OrderId)).OrderBy(row => row.Sequence).ToListAsync(cancellationToken).ConfigureAwait(false);
        var trades = ids.Length == 0
            ? []
            : await context.Trades.AsNoTracking().Where(row => row.Sequence > sequence && row.Symbol == symbol).OrderBy(row => row.Sequence).Take(TradesLookedAt).Select(row => row.Body)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
        return new DecisionTrail(
            decision,
            ours,
            [.. fills.Select(row => new ExecutionLine(row.Id, row.OrderId!, Time(row.ExecutedAt), row.Side, row.Quantity, row.Price, row.Fee))],
            trades.Select(body => JsonSerializer.Deserialize(body, JournalJson.Default.ClosedTrade)!).FirstOrDefault(trade => trade.Correlation.Value == correlation));
    }

    private static Decision? DecisionOf(JournalRow row) =>
        row.Kind == nameof(IntentJudged) && FactCodec.Read(row.Kind, row.Payload) is IntentJudged judged ? new Decision(row.Sequence, new DateTimeOffset(row.At, TimeSpan.Zero), judged) : null;

    // The last mark before a time: what is later has a higher sequence. Marks come every few seconds.
    private static async Task<long> FloorAsync(TitanDbContext context, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var first = from.ToUnixTimeMilliseconds();
        return await context.Equity.AsNoTracking().Where(row => row.At < first).OrderByDescending(row => row.At).Select(row => row.Sequence).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    // The first mark at or after a time: what is earlier has a lower sequence, so that a search in the past does not begin at the newest row.
    private static async Task<long> CeilingAsync(TitanDbContext context, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var last = to.ToUnixTimeMilliseconds();
        return await context.Equity.AsNoTracking().Where(row => row.At >= last).OrderBy(row => row.At).Select(row => (long?)row.Sequence).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) ?? long.MaxValue;
    }

    private static string? Pattern(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";

    private static int Rows(int limit) => Math.Clamp(limit, 1, 1000);

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
