namespace Titan.Simulator.Time;

/// <summary>A timer of <see cref="SteppedClock"/>; its mutable members belong to the clock and are touched under the clock's lock only.</summary>
internal sealed class SteppedTimer(SteppedClock clock, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    public TimerSchedule? Schedule { get; set; }

    public long Order { get; set; }

    public bool Disposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Arm(this, dueTime, period);

    public void Dispose() => clock.Remove(this);

    public ValueTask DisposeAsync()
    {
        clock.Remove(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Calls back in the context the timer was made in, as the runtime's timers do.</summary>
    public void Fire()
    {
        if (_context is null)
            callback(state);
        else
            ExecutionContext.Run(_context, static self => ((SteppedTimer)self!).Invoke(), this);
    }

    private void Invoke() => callback(state);
}
