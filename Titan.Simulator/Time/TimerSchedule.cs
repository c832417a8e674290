namespace Titan.Simulator.Time;

/// <summary>When a timer is due next, as time since the clock's start, and its period (null: fires once).</summary>
internal readonly record struct TimerSchedule(TimeSpan Due, TimeSpan? Period)
{
    /// <summary>What the timers of the runtime take at most.</summary>
    public const double LongestMilliseconds = 4_294_967_294;

    /// <summary>Null when the timer is switched off. Errors are those of the runtime's own timers.</summary>
    public static TimerSchedule? From(TimeSpan now, TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        if (dueTime == Timeout.InfiniteTimeSpan)
            return null;
        return new(now + dueTime, period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period);
    }

    /// <summary>The next point of the same grid after <paramref name="now"/>, or null when the timer fires once.</summary>
    public TimerSchedule? After(TimeSpan now)
    {
        if (Period is not { } period)
            return null;
        var behind = now < Due ? 0 : (now - Due).Ticks / period.Ticks;
        return this with { Due = Due + TimeSpan.FromTicks(period.Ticks * (behind + 1)) };
    }

    private static void Check(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan && (value < TimeSpan.Zero || value.TotalMilliseconds > LongestMilliseconds))
            throw new ArgumentOutOfRangeException(name, value, "Must be infinite, or from zero to 4294967294 ms.");
    }
}
