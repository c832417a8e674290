namespace Titan.Simulator.Time;

/// <summary>
/// A timer of <see cref="ScaledClock"/>: one-shot timers of the base clock, armed anew after each firing, so that rounding to the
/// base clock's resolution does not add up over periods.
/// </summary>
internal sealed class ScaledTimer : ITimer
{
    private readonly Lock _gate = new();
    private readonly ScaledClock _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ITimer _base;
    private TimerSchedule? _schedule;
    private bool _disposed;

    public ScaledTimer(ScaledClock clock, TimeProvider baseClock, TimerCallback callback, object? state)
    {
        _clock = clock;
        _callback = callback;
        _state = state;
        _base = baseClock.CreateTimer(static self => ((ScaledTimer)self!).OnBase(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var schedule = TimerSchedule.From(_clock.GetElapsedTime(0), dueTime, period);
        lock (_gate)
        {
            if (_disposed)
                return false;
            _schedule = schedule;
            return Arm(_clock.GetElapsedTime(0));
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _base.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
            _disposed = true;
        return _base.DisposeAsync();
    }

    private void OnBase()
    {
        lock (_gate)
        {
            if (_disposed || _schedule is not { } schedule)
                return;
            var now = _clock.GetElapsedTime(0);
            if (now < schedule.Due)
            {
                Arm(now);
                return;
            }

            _schedule = schedule.After(now);
            Arm(now);
        }

        _callback(_state);
    }

    private bool Arm(TimeSpan now)
    {
        if (_schedule is not { } schedule)
            return _base.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // Rounded up to whole milliseconds: base timers cut fractions off, and an early firing would be a wrong one.
        var wait = schedule.Due <= now ? 0 : Math.Ceiling((schedule.Due - now).TotalMilliseconds / _clock.Speed);
        return _base.Change(TimeSpan.FromMilliseconds(Math.Min(wait, TimerSchedule.LongestMilliseconds)), Timeout.InfiniteTimeSpan);
    }
}
