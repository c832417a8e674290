namespace Titan.Simulator.Time;

/// <summary>
/// A clock that runs <see cref="Speed"/> times as fast as another one, from a given start. Timers, delays, timestamps and
/// elapsed times all scale, so that an exchange and an engine which share it agree on how long a second is.
/// </summary>
/// <remarks>
/// A timer never fires before its time on this clock. Base timers resolve about a millisecond, so at 60x a timer may come
/// some 60 ms late on this clock; periodic timers keep their grid and drop periods they are too slow for, they do not drift.
/// </remarks>
public sealed class ScaledClock : TimeProvider
{
    private readonly TimeProvider _base;
    private readonly DateTimeOffset _start;
    private readonly long _origin;

    /// <param name="baseClock">The clock that is scaled.</param>
    /// <param name="start">What this clock shows at construction; taken as UTC.</param>
    /// <param name="speed">Seconds on this clock per second of the base clock; above 0 and at most 10 000.</param>
    public ScaledClock(TimeProvider baseClock, DateTimeOffset start, double speed)
    {
        ArgumentNullException.ThrowIfNull(baseClock);
        if (!(speed > 0 && speed <= 10_000))
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "Speed must be above 0 and at most 10000.");
        _base = baseClock;
        _start = start.ToUniversalTime();
        _origin = baseClock.GetTimestamp();
        Speed = speed;
    }

    /// <summary>Seconds on this clock per second of the base clock.</summary>
    public double Speed { get; }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _base.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => _base.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + GetElapsedTime(0);

    /// <summary>Base ticks since construction, times <see cref="Speed"/>: it rises for ever and starts at 0.</summary>
    public override long GetTimestamp() => (long)((_base.GetTimestamp() - _origin) * Speed);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ScaledTimer(this, _base, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
