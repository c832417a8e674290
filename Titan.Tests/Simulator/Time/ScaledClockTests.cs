using FsCheck;
using FsCheck.Fluent;
using Titan.Simulator.Time;

namespace Titan.Tests.Simulator.Time;

public sealed class ScaledClockTests
{
    private static readonly DateTimeOffset BaseStart = new(2025, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly SteppedClock _base = new(BaseStart);

    [Fact]
    public void GetUtcNow_SixtyTimes_AMinutePerSecondFromTheGivenStart()
    {
        var clock = new ScaledClock(_base, Start, 60);
        Assert.Equal(Start, clock.GetUtcNow());

        _base.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Start.AddMinutes(1), clock.GetUtcNow());
    }

    [Fact]
    public void GetElapsedTime_SixtyTimes_ScalesLikeNow()
    {
        _base.Advance(TimeSpan.FromHours(3));
        var clock = new ScaledClock(_base, Start, 60);
        var from = clock.GetTimestamp();

        _base.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(TimeSpan.FromSeconds(15), clock.GetElapsedTime(from));
    }

    [Fact]
    public void GetUtcNow_AnySpeedAndTimes_NeverGoesBack() =>
        Prop.ForAll(
            Gen.Choose(1, 6000).Select(tenths => tenths / 10.0).ToArbitrary(),
            Gen.ArrayOf(Gen.Choose(0, 100_000)).ToArbitrary(),
            (speed, ticks) =>
            {
                var clock = new ScaledClock(_base, Start, speed);
                var last = clock.GetUtcNow();
                foreach (var tick in ticks)
                {
                    _base.Advance(TimeSpan.FromTicks(tick));
                    var now = clock.GetUtcNow();
                    Assert.True(now >= last);
                    last = now;
                }
            }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Delay_SixtyTimes_EndsAfterASixtiethAndNotBefore()
    {
        var clock = new ScaledClock(_base, Start, 60);
        var delay = Task.Delay(TimeSpan.FromSeconds(60), clock);

        _base.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(delay.IsCompleted);

        _base.Advance(TimeSpan.FromMilliseconds(1));
        await delay;
        Assert.Equal(Start.AddSeconds(60), clock.GetUtcNow());
    }

    [Fact]
    public void Timer_DueBetweenBaseMilliseconds_NeverFiresEarly() =>
        Prop.ForAll(Gen.Choose(1, 5_000).ToArbitrary(), Gen.Choose(2, 120).ToArbitrary(), (dueMs, speed) =>
        {
            var clock = new ScaledClock(_base, Start, speed);
            TimeSpan? fired = null;
            using var timer = clock.CreateTimer(
                _ => fired = clock.GetUtcNow() - Start, null, TimeSpan.FromMilliseconds(dueMs), Timeout.InfiniteTimeSpan);
            for (var i = 0; i <= (dueMs / speed) + 1; i++)
                _base.Advance(TimeSpan.FromMilliseconds(1));

            Assert.NotNull(fired);
            Assert.InRange(fired.Value.TotalMilliseconds, dueMs, dueMs + speed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void PeriodicTimer_PeriodFinerThanTheBase_KeepsItsRateWithoutDrift()
    {
        var clock = new ScaledClock(_base, Start, 60);
        var count = 0;
        using var timer = clock.CreateTimer(_ => count++, null, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));

        for (var i = 0; i < 1_000; i++)
            _base.Advance(TimeSpan.FromMilliseconds(1));

        // 60 s on the clock hold 600 periods; each fires at the first whole base millisecond after its time.
        Assert.Equal(600, count);
    }

    [Fact]
    public void PeriodicTimer_TooSlowForItsPeriod_DropsPeriodsInsteadOfFallingBehind()
    {
        var clock = new ScaledClock(_base, Start, 60);
        var times = new List<double>();
        using var timer = clock.CreateTimer(
            _ => times.Add((clock.GetUtcNow() - Start).TotalMilliseconds), null, TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10));

        for (var i = 0; i < 10; i++)
            _base.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([60, 120, 180, 240, 300, 360, 420, 480, 540, 600], times);
    }

    [Fact]
    public void Timer_ChangedAndDisposed_ObeysTheLastWord()
    {
        var clock = new ScaledClock(_base, Start, 10);
        var count = 0;
        var timer = clock.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);

        Assert.True(timer.Change(TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan));
        _base.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(0, count);
        _base.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(1, count);

        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        _base.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task Delay_OverTheSystemClock_EndsNotBeforeItsTime()
    {
        var clock = new ScaledClock(TimeProvider.System, Start, 100);

        await Task.Delay(TimeSpan.FromSeconds(1), clock);

        Assert.True(clock.GetUtcNow() - Start >= TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(10_001)]
    public void Constructor_SpeedOutOfRange_IsRefused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaledClock(_base, Start, speed));
}
