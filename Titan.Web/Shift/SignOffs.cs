using System.Collections.Immutable;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Shift;

/// <summary>
/// Signed checklists and hand-overs. The audit is where they are kept; this holds the newest of the last days for all circuits, so that a signature
/// shows everywhere at once.
/// </summary>
public sealed class SignOffs(IEngine engine, IArchive archive, TimeProvider clock) : IDisposable
{
    public const int LongestNote = 500;
    public const int ShortestNote = 5;

    private const int Kept = 50;
    private static readonly TimeSpan Back = TimeSpan.FromDays(7);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private ImmutableArray<SignOff> _known = [];
    private bool _loaded;

    /// <summary>Newest first.</summary>
    public ImmutableArray<SignOff> Known => _known;

    /// <summary>The newest signature of a list; null when nobody signed within a week.</summary>
    public SignOff? Last(ShiftList list) => _known.FirstOrDefault(one => one.List == list && !one.Taken);

    /// <summary>Who took the shift over since the newest hand-over; null when nobody did.</summary>
    public SignOff? Taken => Last(ShiftList.HandOver) is { } handed ? _known.FirstOrDefault(one => one.Taken && one.At >= handed.At) : null;

    /// <summary>Reads the audit once; later signatures are added as they are made.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_loaded)
        {
            return;
        }

        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (!_loaded)
            {
                var since = clock.GetUtcNow() - Back;
                foreach (var act in (string[])[SignOff.Act, SignOff.TakeAct])
                {
                    foreach (var row in await archive.SearchAuditAsync(new AuditQuery(Action: act, From: since, Limit: Kept), cancellationToken))
                    {
                        Keep(SignOff.Of(row));
                    }
                }

                _loaded = true;
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Signs a list; the caller has judged the right.</summary>
    /// <param name="author">Who.</param>
    /// <param name="list">Which.</param>
    /// <param name="summary">What was met and what was open.</param>
    /// <param name="note">For whoever reads it next.</param>
    /// <param name="taken">The next person takes the shift over instead.</param>
    /// <param name="cancellationToken">Ends the wait, not the act.</param>
    public async Task<CommandResult> SignAsync(Author author, ShiftList list, string summary, string? note, bool taken, CancellationToken cancellationToken)
    {
        var text = note?.Trim() is { Length: > 0 } said ? said : null;
        if (text?.Length > LongestNote)
        {
            return CommandResult.Refused("NOTE_TOO_LONG", T("note: at most {0} characters, not {1}", LongestNote, text.Length));
        }

        var result = await engine.SendAsync(
            new RecordAuditCommand(author, text, engine.NewCorrelation("shift"), taken ? SignOff.TakeAct : SignOff.Act, "Done", SignOff.DetailOf(list, summary)), cancellationToken);
        if (result.Status == CommandStatus.Done)
        {
            Keep(new SignOff(list, author.Name, clock.GetUtcNow(), summary, text, Taken: taken));
        }

        return result;
    }

    public void Dispose() => _loading.Dispose();

    private void Keep(SignOff? one)
    {
        if (one is not null)
        {
            ImmutableInterlocked.Update(ref _known, static (all, added) => [.. all.Add(added).OrderByDescending(static row => row.At).Take(Kept)], one);
        }
    }
}
