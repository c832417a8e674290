using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Titan.Engine.Journal.Database;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>Questions to the projected tables, by index; readers of a WAL database never block the writer.</summary>
internal sealed class SqliteHistory(IDbContextFactory<TitanDbContext> contexts) : IHistory
{
    private const decimal Scale = 100_000_000m;

    public async Task<TradePage> GetTradesAsync(TradeQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = Filter(context.Trades.AsNoTracking(), query);
        var total = await rows.CountAsync(cancellationToken).ConfigureAwait(false);
        var sum = total == 0 ? 0L : await rows.SumAsync(row => row.NetPnl, cancellationToken).ConfigureAwait(false);
        var wins = await rows.CountAsync(row => row.NetPnl > 0, cancellationToken).ConfigureAwait(false);
        var page = await rows.OrderByDescending(row => row.ClosedAt).ThenByDescending(row => row.Sequence)
            .Skip(query.Offset).Take(Math.Clamp(query.Limit, 1, 1000)).Select(row => row.Body).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new TradePage([.. page.Select(body => JsonSerializer.Deserialize(body, JournalJson.Default.ClosedTrade)!)], total, sum / Scale, wins);
    }

    public async Task<IReadOnlyList<EquityPoint>> GetEquityAsync(DateTimeOffset from, DateTimeOffset to, int maxPoints, CancellationToken cancellationToken)
    {
        var (first, last) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        var bucket = Math.Max(1L, (last - first) / Math.Max(1, maxPoints));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        // The last mark of each bucket, by the index on the time.
        var rows = await context.Equity.FromSql(
            $"""
            SELECT * FROM equity_snapshots WHERE sequence IN
              (SELECT MAX(sequence) FROM equity_snapshots WHERE at >= {first} AND at <= {last} GROUP BY at / {bucket})
            """).AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new EquityPoint(DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Equity / Scale, row.Wallet / Scale))];
    }

    public async Task<IReadOnlyList<HistoryEvent>> GetEventsAsync(string? type, DateTimeOffset? since, long beforeSequence, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = context.Events.AsNoTracking();
        rows = type is null ? rows : rows.Where(row => row.Type == type);
        rows = beforeSequence <= 0 ? rows : rows.Where(row => row.Sequence < beforeSequence);
        var from = since?.ToUnixTimeMilliseconds() ?? 0L;
        rows = since is null ? rows : rows.Where(row => row.At >= from);
        var page = await rows.OrderByDescending(row => row.Sequence).Take(Math.Clamp(limit, 1, 1000)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. page.Select(row => new HistoryEvent(row.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Type, row.Severity, row.Message, row.Symbol, row.Correlation))];
    }

    public async Task<IReadOnlyList<AuditRow>> GetAuditAsync(
        DateTimeOffset? from, DateTimeOffset? to, string? actor, string? action, long beforeSequence, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = context.Audit.AsNoTracking();
        rows = actor is null ? rows : rows.Where(row => row.Actor == actor);
        rows = action is null ? rows : rows.Where(row => row.Action == action);
        rows = beforeSequence <= 0 ? rows : rows.Where(row => row.Sequence < beforeSequence);
        var (first, last) = (from?.ToUnixTimeMilliseconds() ?? 0L, to?.ToUnixTimeMilliseconds() ?? long.MaxValue);
        var page = await rows.Where(row => row.At >= first && row.At <= last).OrderByDescending(row => row.Sequence)
            .Take(Math.Clamp(limit, 1, 1000)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. page.Select(row => new AuditRow(
                row.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Correlation, row.Action, row.Actor, row.Roles, row.Door, row.Reason, row.Result, row.Detail, row.Hash)),
        ];
    }

    public async Task<IReadOnlyList<Order>> GetOrdersAsync(bool openOnly, long beforeSequence, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = context.Orders.AsNoTracking();
        rows = openOnly ? rows.Where(row => row.Open) : rows;
        rows = beforeSequence <= 0 ? rows : rows.Where(row => row.Sequence < beforeSequence);
        var page = await rows.OrderByDescending(row => row.Sequence).Take(Math.Clamp(limit, 1, 1000)).Select(row => row.Body).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. page.Select(body => JsonSerializer.Deserialize(body, JournalJson.Default.Order)!)];
    }

    public async Task<IReadOnlyList<FlattenReceipt>> GetFlattensAsync(int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var page = await context.Flattens.AsNoTracking().OrderByDescending(row => row.Sequence).Take(Math.Clamp(limit, 1, 1000)).Select(row => row.Body)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. page.Select(body => JsonSerializer.Deserialize(body, JournalJson.Default.FlattenReceipt)!)];
    }

    public async Task<FlattenReceipt?> GetFlattenAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var body = await context.Flattens.AsNoTracking().Where(row => row.Id == id).Select(row => row.Body).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return body is null ? null : JsonSerializer.Deserialize(body, JournalJson.Default.FlattenReceipt);
    }

    public async Task<IReadOnlyList<Position>> GetPositionsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var page = await context.Positions.AsNoTracking().OrderBy(row => row.Symbol).Select(row => row.Body).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. page.Select(body => JsonSerializer.Deserialize(body, JournalJson.Default.Position)!)];
    }

    private static IQueryable<TradeRow> Filter(IQueryable<TradeRow> rows, TradeQuery query)
    {
        if (query.From is { } from)
        {
            var first = from.ToUnixTimeMilliseconds();
            rows = rows.Where(row => row.ClosedAt >= first);
        }

        if (query.To is { } to)
        {
            var last = to.ToUnixTimeMilliseconds();
            rows = rows.Where(row => row.ClosedAt < last);
        }

        rows = query.Symbol is null ? rows : rows.Where(row => row.Symbol == query.Symbol);
        rows = query.TrapType is null ? rows : rows.Where(row => row.TrapType == query.TrapType || (row.TrapType == null && row.Strategy == query.TrapType));
        rows = query.Strategy is null ? rows : rows.Where(row => row.Strategy == query.Strategy);
        return query.Status is null or "closed" ? rows : rows.Where(row => false);
    }
}
