using Titan.Engine.Guard;

namespace Titan.Web.Guard;

/// <summary>How the guard stands as the console sees it.</summary>
public enum GuardStanding
{
    /// <summary>Not listened long enough to say.</summary>
    Unknown,

    /// <summary>No beat of a guard: while the engine is silent nobody covers what is open.</summary>
    NotRunning,
    Watching,

    /// <summary>Its run goes on: it holds the engine for dead, or somebody asked it.</summary>
    Acting,
}

/// <summary>The guard's standing, and its newest run when there was one.</summary>
public sealed record GuardLook(GuardStanding Standing, GuardReceipt? Last);

/// <summary>
/// Listens to the guard as the guard listens to the engine: its beat must change, whatever any clock says. Reads the disk at most every two
/// seconds, however many look.
/// </summary>
/// <param name="receipts">Where the guard leaves its receipts and its beat; null where there is no such folder, and then nothing is seen.</param>
/// <param name="machine">Measures elapsed time.</param>
public sealed class GuardSight(GuardReceipts? receipts, TimeProvider machine)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(8);

    private readonly Lock _looking = new();
    private GuardLook? _look;
    private string? _beat;
    private long _readAt;
    private long _changedAt;
    private bool _heard;

    /// <summary>The guard as last seen, from any thread; null where there is nothing to see.</summary>
    public GuardLook? Look()
    {
        if (receipts is null)
        {
            return null;
        }

        lock (_looking)
        {
            if (_look is null || machine.GetElapsedTime(_readAt) >= Every)
            {
                _look = Read(receipts);
            }

            return _look;
        }
    }

    private GuardLook Read(GuardReceipts folder)
    {
        var beat = new HeartbeatFile(folder.Folder).Read();
        var first = _look is null;
        _readAt = machine.GetTimestamp();
        if (first || beat != _beat)
        {
            // The first line seen proves nothing: it may be years old.
            _heard = !first && beat is not null && !beat.StartsWith("stopped", StringComparison.Ordinal);
            (_beat, _changedAt) = (beat, _readAt);
        }

        var last = folder.Read(1) is [var newest, ..] ? newest : null;
        var quiet = machine.GetElapsedTime(_changedAt) >= Silence;
        var standing = beat is null || beat.StartsWith("stopped", StringComparison.Ordinal) || quiet ? GuardStanding.NotRunning
            : !_heard ? GuardStanding.Unknown
            : last is { EndedAt: null } ? GuardStanding.Acting
            : GuardStanding.Watching;
        return new GuardLook(standing, last);
    }
}
