namespace Titan.Simulator.Time;

/// <summary>
/// A clock that stands still until it is advanced. Advancing fires the timers that fall due, in order of their time (and of
/// arming when times are equal), on the caller's thread, with the clock showing each timer's own time.
/// </summary>
/// <remarks>
/// A periodic timer that missed several periods fires once per call and goes on along its grid. A timer armed with zero falls due
/// one tick (100 ns) later, so a callback that arms itself again cannot hold the clock up. Thread-safe: calls that advance follow one
/// another; one made from inside a callback runs at once and may pass the outer call's goal. Callbacks must not block on other threads
/// that advance this clock.
/// </remarks>
public sealed class SteppedClock : TimeProvider
{
    private readonly Lock _advance = new();
    private readonly Lock _gate = new();
    private readonly PriorityQueue<SteppedTimer, (long Ticks, long Order)> _queue = new();
    private readonly DateTimeOffset _start;
    private long _elapsed;
    private long _order;

    /// <param name="start">What the clock shows first; taken as UTC.</param>
    public SteppedClock(DateTimeOffset start) => _start = start.ToUniversalTime();

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer falls due, or null when none is armed: where a run as fast as possible may jump to.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
                return PeekLive() is { } timer ? _start + timer.Schedule!.Value.Due : null;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.AddTicks(Volatile.Read(ref _elapsed));

    /// <summary>Ticks of 100 ns since the start.</summary>
    public override long GetTimestamp() => Volatile.Read(ref _elapsed);

    /// <summary>Moves the clock on; zero fires nothing that is not already overdue.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative.</exception>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        lock (_advance)
            Run(Volatile.Read(ref _elapsed) + span.Ticks);
    }

    /// <summary>Moves the clock to a time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time lies before the present one.</exception>
    public void AdvanceTo(DateTimeOffset time)
    {
        lock (_advance)
        {
            var target = (time - _start).Ticks;
            if (target < Volatile.Read(ref _elapsed))
                throw new ArgumentOutOfRangeException(nameof(time), time, $"The clock already shows {GetUtcNow():O}.");
            Run(target);
        }
    }

    /// <summary>Fires the next timer that falls due by a time, and only that one; the clock then shows the timer's own time. False when none does.</summary>
    public bool FireNext(DateTimeOffset until)
    {
        lock (_advance)
        {
            if (TakeDue((until - _start).Ticks) is not { } timer)
                return false;
            timer.Fire();
            return true;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new SteppedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal bool Arm(SteppedTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            var elapsed = TimeSpan.FromTicks(_elapsed);
            var schedule = TimerSchedule.From(elapsed, dueTime == TimeSpan.Zero ? TimeSpan.FromTicks(1) : dueTime, period);
            if (timer.Disposed)
                return false;
            Put(timer, schedule);
            return true;
        }
    }

    internal void Remove(SteppedTimer timer)
    {
        lock (_gate)
        {
            timer.Disposed = true;
            Put(timer, null);
        }
    }

    private void Run(long target)
    {
        while (TakeDue(target) is { } timer)
            timer.Fire();
        lock (_gate)
            _elapsed = Math.Max(_elapsed, target);
    }

    private SteppedTimer? TakeDue(long target)
    {
        lock (_gate)
        {
            if (PeekLive() is not { } timer || timer.Schedule is not { } schedule || schedule.Due.Ticks > target)
                return null;
            _elapsed = Math.Max(_elapsed, schedule.Due.Ticks);
            Put(timer, schedule.After(TimeSpan.FromTicks(Math.Max(target, _elapsed))));
            return timer;
        }
    }

    // Entries are not taken out of the middle of the queue; an outdated one is known by its order and dropped when it surfaces.
    private SteppedTimer? PeekLive()
    {
        while (_queue.TryPeek(out var timer, out var priority))
        {
            if (timer.Order == priority.Order)
                return timer;
            _queue.Dequeue();
        }

        return null;
    }

    private void Put(SteppedTimer timer, TimerSchedule? schedule)
    {
        timer.Schedule = schedule;
        timer.Order = ++_order;
        if (schedule is { } next)
            _queue.Enqueue(timer, (next.Due.Ticks, timer.Order));
    }
}
