using Microsoft.EntityFrameworkCore;
using Titan.Engine.Journal.Database;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Engine.Journal;

/// <summary>Reads the diary from the event list and the journal. A time is turned into a sequence by halving the journal, whose times never run back.</summary>
internal sealed class SqliteDiary(IDbContextFactory<TitanDbContext> contexts) : IDiary
{
    private const int LinesKept = 50;
    private const string ArmMoved = "MASTER_ARM_CHANGE";
    private const string FeedLost = "FEED_LOST";
    private const string FeedBack = "FEED_BACK";
    private const string Stalled = "LOOP_STALLED";
    private const string Stream = "STREAM";
    private const string SessionStarted = "SESSION_STARTED";

    private static readonly string[] Troubling =
        [FeedLost, FeedBack, Stalled, "JOURNAL_UNWRITABLE", "JOURNAL_BACK", SessionStarted, "CIRCUIT_BREAKER", "CASCADE", "VENUE_FATAL", "PERSISTENT_MISMATCH"];

    public async Task<IReadOnlyList<BreakerEntry>> GetBreakerAsync(long beforeSequence, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var before = beforeSequence <= 0 ? long.MaxValue : beforeSequence;
        var wanted = context.Events.Where(row => (row.Type == Projection.BreakerTrippedEvent || row.Type == Projection.BreakerResetEvent) && row.Sequence < before);
        return [.. (await FactsAsync(context, wanted, limit, cancellationToken).ConfigureAwait(false)).Select(entry => new BreakerEntry(entry.Sequence, entry.At, entry.Fact))];
    }

    public async Task<IReadOnlyList<SettingsEntry>> GetSettingsAsync(int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return [.. (await FactsAsync(context, context.Events.Where(row => row.Type == Projection.SettingsEvent), limit, cancellationToken).ConfigureAwait(false)).Select(Version)];
    }

    public async Task<SettingsEntry?> GetSettingsAsync(string tag, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var named = context.Events.Where(row => row.Type == Projection.SettingsEvent && row.Message.StartsWith(tag + " "));
        return (await FactsAsync(context, named, 1, cancellationToken).ConfigureAwait(false)).Select(Version).FirstOrDefault(entry => entry.Version.Tag == tag);
    }

    private static SettingsEntry Version(JournalEntry entry) => new(entry.Sequence, entry.At, (SettingsAccepted)entry.Fact);

    // The event list knows where a kind of fact stands; the journal holds it whole.
    private static async Task<IReadOnlyList<JournalEntry>> FactsAsync(TitanDbContext context, IQueryable<EventRow> wanted, int limit, CancellationToken cancellationToken)
    {
        var sequences = await wanted.AsNoTracking().OrderByDescending(row => row.Sequence).Take(Math.Clamp(limit, 1, 1000)).Select(row => row.Sequence).ToListAsync(cancellationToken).ConfigureAwait(false);
        var rows = await context.Journal.AsNoTracking().Where(row => sequences.Contains(row.Sequence)).OrderByDescending(row => row.Sequence).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new JournalEntry(row.Sequence, new DateTimeOffset(row.At, TimeSpan.Zero), FactCodec.Read(row.Kind, row.Payload)))];
    }

    public async Task<SpanSummary> SummariseAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var first = await FirstAtAsync(context, from, cancellationToken).ConfigureAwait(false);
        var end = await FirstAtAsync(context, to, cancellationToken).ConfigureAwait(false);
        var inside = context.Events.AsNoTracking().Where(row => row.Sequence >= first && row.Sequence < end);
        var armed = await LastBeforeAsync(context, first, [ArmMoved], cancellationToken).ConfigureAwait(false);
        var feed = await LastBeforeAsync(context, first, [FeedLost, FeedBack], cancellationToken).ConfigureAwait(false);
        var moves = await inside.Where(row => row.Type == ArmMoved).OrderBy(row => row.Sequence).Take(LinesKept).ToListAsync(cancellationToken).ConfigureAwait(false);
        var troubles = await inside.Where(row => Troubling.Contains(row.Type)).OrderBy(row => row.Sequence).Take(LinesKept).ToListAsync(cancellationToken).ConfigureAwait(false);
        var fills = await context.Executions.AsNoTracking().CountAsync(row => row.Sequence >= first && row.Sequence < end && row.Kind != "Funding", cancellationToken).ConfigureAwait(false);
        return new SpanSummary(
            from, to, armed?.Message, [.. moves.Select(Line)], feed?.Type == FeedLost, [.. troubles.Select(Line)],
            await CountAsync(context, first, end, cancellationToken).ConfigureAwait(false), fills, await NearestAsync(context, first, end, cancellationToken).ConfigureAwait(false));
    }

    public async Task<IReadOnlyList<CoverageStep>> GetCoverageAsync(Position position, CancellationToken cancellationToken)
    {
        if (!CoverageFold.TryFirst(position, out var first))
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var fold = new CoverageFold(position);
        var rows = context.Journal.AsNoTracking().Where(row => row.Sequence >= first && CoverageFold.Kinds.Contains(row.Kind)).OrderBy(row => row.Sequence);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            fold.Take(new DateTimeOffset(row.At, TimeSpan.Zero), FactCodec.Read(row.Kind, row.Payload));
        }

        return fold.Steps(turned: await context.Trades.AnyAsync(row => row.Sequence == first, cancellationToken).ConfigureAwait(false));
    }

    public async Task<Parting> GetPartingAsync(string symbol, DateTimeOffset? agreedAt, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var fill = await context.Executions.AsNoTracking().Where(row => row.Symbol == symbol && row.Kind != "Funding").OrderByDescending(row => row.Sequence).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var since = agreedAt is { } agreed
            ? await FirstAtAsync(context, agreed, cancellationToken).ConfigureAwait(false)
            : (await LastBeforeAsync(context, long.MaxValue, [SessionStarted], cancellationToken).ConfigureAwait(false))?.Sequence ?? 0;
        var losses = await context.Events.AsNoTracking()
            .Where(row => row.Sequence >= since && (row.Type == FeedLost || row.Type == Stalled || (row.Type == Stream && row.Message.Contains("lost"))))
            .OrderBy(row => row.Sequence).Take(LinesKept).ToListAsync(cancellationToken).ConfigureAwait(false);
        return new Parting(
            fill is null ? null : new BookedFill(DateTimeOffset.FromUnixTimeMilliseconds(fill.ExecutedAt), fill.Side, fill.Quantity, fill.Price, fill.OrderId, fill.Kind), [.. losses.Select(Line)]);
    }

    private static async Task<IReadOnlyList<RefusalCount>> CountAsync(TitanDbContext context, long first, long end, CancellationToken cancellationToken)
    {
        var rows = await context.Database.SqlQuery<Counted>(
            $"""
            SELECT json_extract(CAST(j.payload AS TEXT), '$.gate') AS Gate, json_extract(CAST(j.payload AS TEXT), '$.denial') AS Reason, COUNT(*) AS Count
            FROM events e JOIN journal j ON j.sequence = e.sequence
            WHERE e.type IN ('INTENT_APPROVED', 'INTENT_DENIED') AND e.sequence >= {first} AND e.sequence < {end}
            GROUP BY 1, 2
            """).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.OrderByDescending(row => row.Count).ThenBy(row => row.Gate, StringComparer.Ordinal).Select(row => new RefusalCount(row.Gate, row.Reason, row.Count))];
    }

    // The sentence begins with the distance, which a cast to a number reads.
    private static async Task<string?> NearestAsync(TitanDbContext context, long first, long end, CancellationToken cancellationToken)
    {
        var nearest = await context.Database.SqlQuery<string>(
            $"SELECT message AS Value FROM events WHERE type = 'TRAP_NEAREST' AND sequence >= {first} AND sequence < {end} ORDER BY CAST(message AS REAL), sequence LIMIT 1")
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return nearest.FirstOrDefault();
    }

    private static Task<EventRow?> LastBeforeAsync(TitanDbContext context, long sequence, string[] types, CancellationToken cancellationToken) =>
        context.Events.AsNoTracking().Where(row => row.Sequence < sequence && types.Contains(row.Type)).OrderByDescending(row => row.Sequence).FirstOrDefaultAsync(cancellationToken);

    // First sequence at or after a time; one beyond the last when there is none.
    private static async Task<long> FirstAtAsync(TitanDbContext context, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var ticks = at.UtcTicks;
        var (low, high) = (1L, (await context.Journal.AsNoTracking().OrderByDescending(row => row.Sequence).Select(row => (long?)row.Sequence).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) ?? 0L) + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var then = await context.Journal.AsNoTracking().Where(row => row.Sequence == middle).Select(row => row.At).FirstAsync(cancellationToken).ConfigureAwait(false);
            (low, high) = then < ticks ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static HistoryEvent Line(EventRow row) =>
        new(row.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Type, row.Severity, row.Message, row.Symbol, row.Correlation);

    private sealed record Counted(string? Gate, string? Reason, int Count);
}
