namespace Titan.Engine.Kernel;

/// <summary>
/// When readers are shown the engine anew: at most ten times a second, and a moment after the first change, so that what a venue tells in one
/// burst is one picture, and no order of that burst waits for a picture to be made. The last change before a silence is shown too. Lives in the
/// machine's time, however fast the market's time runs. Belongs to the loop's thread.
/// </summary>
internal sealed class SnapshotPace : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Gathers = TimeSpan.FromMilliseconds(10);

    // A timer counts whole milliseconds; woken late by one the picture is due, woken early it would be missed.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _machine;
    private readonly ITimer _alarm;
    private long _shownAt;
    private long _shown = -1;
    private long? _dueAt;

    /// <param name="machine">Measures elapsed time.</param>
    /// <param name="wake">Makes the loop take a turn, so that it asks again.</param>
    public SnapshotPace(TimeProvider machine, Action wake)
    {
        _machine = machine;
        _shownAt = machine.GetTimestamp();
        _alarm = machine.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether to show the engine now. Asked after each turn; a yes counts as shown.</summary>
    /// <param name="handled">Inputs that the loop has handled: more than at the last picture mean a change.</param>
    /// <param name="atOnce">Somebody waits for an answer and looks as soon as it is there.</param>
    public bool IsDue(long handled, bool atOnce)
    {
        if (!atOnce && (handled == _shown || !HasCome()))
        {
            return false;
        }

        (_shown, _shownAt, _dueAt) = (handled, _machine.GetTimestamp(), null);
        return true;
    }

    public void Dispose() => _alarm.Dispose();

    private bool HasCome()
    {
        var now = _machine.GetTimestamp();
        if (_dueAt is { } due)
        {
            return now >= due;
        }

        var rest = Every - _machine.GetElapsedTime(_shownAt, now);
        var wait = rest > Gathers ? rest : Gathers;
        _dueAt = now + (long)(wait.TotalSeconds * _machine.TimestampFrequency);
        _alarm.Change(wait + Rounding, Timeout.InfiniteTimeSpan);
        return false;
    }
}
