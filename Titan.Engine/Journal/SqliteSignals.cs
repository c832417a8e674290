using Microsoft.EntityFrameworkCore;
using Titan.Engine.Journal.Database;

namespace Titan.Engine.Journal;

/// <summary>Reads the projected signals, by key or by sequence.</summary>
internal sealed class SqliteSignals(IDbContextFactory<TitanDbContext> contexts) : ISignalHistory
{
    public async Task<IReadOnlyList<SignalLine>> SearchAsync(SignalQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = context.Signals.AsNoTracking();
        rows = query.Source is null ? rows : rows.Where(row => row.Source == query.Source);
        rows = query.Symbol is null ? rows : rows.Where(row => row.Symbol == query.Symbol);
        rows = query.State is null ? rows : rows.Where(row => row.State == query.State);
        var (from, to) = (query.From?.ToUnixTimeMilliseconds(), query.To?.ToUnixTimeMilliseconds());
        rows = from is null ? rows : rows.Where(row => row.At >= from);
        rows = to is null ? rows : rows.Where(row => row.At < to);
        rows = query.Before <= 0 ? rows : rows.Where(row => row.Sequence < query.Before);
        var page = await rows.OrderByDescending(row => row.Sequence).Take(Math.Clamp(query.Limit, 1, 1000)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. page.Select(Line)];
    }

    public async Task<(SignalLine Line, int Newer)?> FindAsync(string id, int countAtMost, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        if (await context.Signals.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var newer = await context.Signals.AsNoTracking().Where(row => row.Sequence > found.Sequence).Take(countAtMost).CountAsync(cancellationToken).ConfigureAwait(false);
        return (Line(found), newer);
    }

    private static SignalLine Line(SignalRow row) => new(
        row.Sequence, row.Id, Time(row.At), Time(row.LastAt), row.Source, row.Symbol, row.Direction, row.State, row.Reason, row.Gate, row.Phases.Split(','));

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
