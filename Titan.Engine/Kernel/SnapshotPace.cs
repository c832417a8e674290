namespace Titan.Engine.Kernel;

/// <summary>
/// When readers are shown the engine anew: at most ten times a second, and a moment after the first change, so that what a venue tells in one
/// burst is one picture, and no order of that burst waits for a picture to be made. The last change before a silence is shown too. A tick of the clock
/// alone makes nothing but ages older: it waits for a change to go with. Lives in the machine's time, however fast the market's time runs. Belongs to
/// the loop's thread.
/// </summary>
internal sealed class SnapshotPace : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Gathers = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan TickGathers = TimeSpan.FromMilliseconds(225);

    // A timer counts whole milliseconds; woken late by one the picture is due, woken early it would be missed.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _machine;
    private readonly ITimer _alarm;
    private long _shownAt;
    private (long News, long Ticks) _shown = (-1, -1);
    private long? _dueAt;
    private bool _duesNews;

    /// <param name="machine">Measures elapsed time.</param>
    /// <param name="wake">Makes the loop take a turn, so that it asks again.</param>
    public SnapshotPace(TimeProvider machine, Action wake)
    {
        _machine = machine;
        _shownAt = machine.GetTimestamp();
        _alarm = machine.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether to show the engine now. Asked after each turn; a yes counts as shown.</summary>
    /// <param name="news">Inputs that the loop has handled, ticks of its clock left out: more than at the last picture mean a change.</param>
    /// <param name="ticks">Ticks of its clock that it has handled.</param>
    /// <param name="atOnce">Somebody waits for an answer and looks as soon as it is there.</param>
    public bool IsDue(long news, long ticks, bool atOnce)
    {
        if (!atOnce && ((news, ticks) == _shown || !HasCome(news != _shown.News)))
        {
            return false;
        }

        (_shown, _shownAt, _dueAt) = ((news, ticks), _machine.GetTimestamp(), null);
        return true;
    }

    public void Dispose() => _alarm.Dispose();

    private bool HasCome(bool isNews)
    {
        var now = _machine.GetTimestamp();
        if (_dueAt is { } due && (_duesNews || !isNews))
        {
            return now >= due;
        }

        var (rest, gathers) = (Every - _machine.GetElapsedTime(_shownAt, now), isNews ? Gathers : TickGathers);
        var wait = rest > gathers ? rest : gathers;
        (_duesNews, _dueAt) = (isNews, now + (long)(wait.TotalSeconds * _machine.TimestampFrequency));
        _alarm.Change(wait + Rounding, Timeout.InfiniteTimeSpan);
        return false;
    }
}
