using System.Collections.Immutable;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Live;

/// <summary>
/// Who has acknowledged which alert. The audit is where they are kept; this holds the newest of them for all circuits, so that a tap shows
/// everywhere at once. The first acknowledgement of an alert counts.
/// </summary>
public sealed class Acknowledgements(IEngine engine, IArchive archive, TimeProvider clock) : IDisposable
{
    private const int PageRows = 500;
    private const int MostPages = 10;

    private readonly SemaphoreSlim _loading = new(1, 1);
    private ImmutableDictionary<long, Acknowledgement> _known = ImmutableDictionary<long, Acknowledgement>.Empty;
    private DateTimeOffset _since = DateTimeOffset.MaxValue;

    /// <summary>Those known now, by the sequence of their alert. Changes only by <see cref="LoadAsync"/> and <see cref="AcknowledgeAsync"/>.</summary>
    public ImmutableDictionary<long, Acknowledgement> Known => Volatile.Read(ref _known);

    /// <summary>Reads the audit back to a time; cheap when it was read so far before.</summary>
    public async Task LoadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (since >= _since)
        {
            return;
        }

        await _loading.WaitAsync(cancellationToken);
        try
        {
            var before = 0L;
            for (var page = 0; page < MostPages && since < _since; page++)
            {
                var rows = await archive.SearchAuditAsync(new AuditQuery(Action: Acknowledgement.Act, From: since, Before: before, Limit: PageRows), cancellationToken);
                foreach (var row in rows)
                {
                    Keep(Acknowledgement.Of(row));
                }

                if (rows.Count < PageRows)
                {
                    break;
                }

                before = rows[^1].Sequence;
            }

            _since = since < _since ? since : _since;
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Acknowledges an alert; the caller has judged the right. An alert that was acknowledged before stays with who did it first.</summary>
    /// <returns>Done, refused by the engine, or not found when no alert stands at the sequence.</returns>
    public async Task<CommandResult> AcknowledgeAsync(Author author, long alert, string? note, CancellationToken cancellationToken)
    {
        var found = alert is > 0 and < long.MaxValue
            ? await archive.SearchEventsAsync(new EventQuery(AlertsOnly: true, Before: alert + 1, Limit: 1), cancellationToken)
            : [];
        if (found.FirstOrDefault(one => one.Sequence == alert) is not { } raised)
        {
            return new CommandResult(CommandStatus.NotFound, "ALERT_NOT_FOUND", FormattableString.Invariant($"No alert stands at {alert}."));
        }

        await LoadAsync(raised.At, cancellationToken);
        if (Known.TryGetValue(alert, out var earlier))
        {
            return CommandResult.Done(FormattableString.Invariant($"{earlier.By} acknowledged it at {earlier.At.UtcDateTime:HH:mm:ss} UTC."));
        }

        var reason = note?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, 500)] : null;
        var result = await engine.SendAsync(
            new RecordAuditCommand(author, reason, engine.NewCorrelation("ack"), Acknowledgement.Act, "Done", Acknowledgement.DetailOf(alert, raised.Type)), cancellationToken);
        if (result.Status == CommandStatus.Done)
        {
            Keep(new Acknowledgement(alert, author.Name, clock.GetUtcNow(), reason));
            return CommandResult.Done("Acknowledged.");
        }

        return result;
    }

    public void Dispose() => _loading.Dispose();

    private void Keep(Acknowledgement? one)
    {
        if (one is not null)
        {
            ImmutableInterlocked.AddOrUpdate(ref _known, one.Alert, one, (_, there) => there.At <= one.At ? there : one);
        }
    }
}
