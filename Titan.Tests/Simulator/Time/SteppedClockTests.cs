using FsCheck;
using FsCheck.Fluent;
using Titan.Simulator.Time;

namespace Titan.Tests.Simulator.Time;

public sealed class SteppedClockTests
{
    private static readonly DateTimeOffset Start = new(2025, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private readonly SteppedClock _clock = new(Start);

    [Fact]
    public void GetUtcNow_WithoutAdvance_StandsStill()
    {
        Assert.Equal(Start, _clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, _clock.GetElapsedTime(_clock.GetTimestamp()));
    }

    [Fact]
    public void Advance_SomeTime_MovesNowAndElapsedTimeAlike()
    {
        var from = _clock.GetTimestamp();

        _clock.Advance(TimeSpan.FromMilliseconds(1234.5));

        Assert.Equal(Start.AddMilliseconds(1234.5), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMilliseconds(1234.5), _clock.GetElapsedTime(from));
    }

    [Fact]
    public void Advance_PastSeveralTimers_FiresInOrderEachAtItsOwnTime()
    {
        var fired = new List<(string Name, DateTimeOffset At)>();
        using var late = Once("late", 30, fired);
        using var early = Once("early", 10, fired);
        using var alsoEarly = Once("also early", 10, fired);

        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal([("early", Start.AddSeconds(10)), ("also early", Start.AddSeconds(10)), ("late", Start.AddSeconds(30))], fired);
        Assert.Equal(Start.AddSeconds(60), _clock.GetUtcNow());
    }

    [Fact]
    public void FireNext_OfTwoThatFallDueAtOnce_FiresOneAtATime()
    {
        var fired = new List<(string Name, DateTimeOffset At)>();
        using var first = Once("first", 10, fired);
        using var second = Once("second", 10, fired);
        using var later = Once("later", 30, fired);

        Assert.True(_clock.FireNext(Start.AddSeconds(20)));
        Assert.Equal([("first", Start.AddSeconds(10))], fired);
        Assert.True(_clock.FireNext(Start.AddSeconds(20)));
        Assert.False(_clock.FireNext(Start.AddSeconds(20)));

        Assert.Equal(["first", "second"], fired.Select(one => one.Name));
        Assert.Equal(Start.AddSeconds(10), _clock.GetUtcNow());
    }

    [Fact]
    public void Advance_JustBeforeDue_FiresNothing()
    {
        var fired = new List<(string, DateTimeOffset)>();
        using var timer = Once("timer", 10, fired);

        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.Empty(fired);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Single(fired);
    }

    [Fact]
    public void Advance_PeriodicMissedSeveralPeriods_FiresOnceAndKeepsItsGrid()
    {
        var fired = new List<DateTimeOffset>();
        using var timer = _clock.CreateTimer(_ => fired.Add(_clock.GetUtcNow()), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(8.5));
        Assert.Equal([Start.AddSeconds(1)], fired);

        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal([Start.AddSeconds(1), Start.AddSeconds(9)], fired);
    }

    [Fact]
    public void Advance_TimerArmedInACallback_FiresInTheSameCallWhenDue()
    {
        var fired = new List<DateTimeOffset>();
        ITimer? second = null;
        using var first = _clock.CreateTimer(
            _ => second = _clock.CreateTimer(_ => fired.Add(_clock.GetUtcNow()), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan),
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([Start.AddSeconds(6)], fired);
        second!.Dispose();
    }

    [Fact]
    public void Advance_DisposedAndSwitchedOffTimers_DoNotFire()
    {
        var fired = new List<(string, DateTimeOffset)>();
        var disposed = Once("disposed", 1, fired);
        disposed.Dispose();
        using var off = Once("off", 1, fired);

        Assert.True(off.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        Assert.False(disposed.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(fired);
    }

    [Fact]
    public void Advance_TimerChangedLater_FiresOnlyAtTheNewTime()
    {
        var fired = new List<(string, DateTimeOffset At)>();
        using var timer = Once("timer", 10, fired);
        timer.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(Start.AddSeconds(3), Assert.Single(fired).At);
    }

    [Fact]
    public void Advance_CallbackThatArmsItselfWithZero_DoesNotHoldTheClockUp()
    {
        var count = 0;
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                if (++count < 5)
                    timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            },
            null,
            TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.Zero);
        Assert.Equal(0, count);

        _clock.Advance(TimeSpan.FromTicks(3));
        Assert.Equal(3, count);
        timer.Dispose();
    }

    [Fact]
    public async Task Delay_OnTheClock_EndsWhenAdvanced()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _clock);

        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }

    [Fact]
    public async Task PeriodicTimer_OnTheClock_TicksOncePerAdvance()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), _clock);
        for (var i = 0; i < 5; i++)
        {
            var tick = timer.WaitForNextTickAsync();
            Assert.False(tick.IsCompleted);
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            Assert.True(await tick);
        }
    }

    [Fact]
    public void CancelAfter_OnTheClock_CancelsWhenAdvanced()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(2), _clock);

        _clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(source.IsCancellationRequested);

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public void Advance_BackInTime_IsRefused()
    {
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.AdvanceTo(Start));
    }

    [Fact]
    public void NextDue_WithAndWithoutTimers_IsTheEarliest()
    {
        Assert.Null(_clock.NextDue);
        using var late = Once("late", 9, []);
        using var early = Once("early", 4, []);
        Assert.Equal(Start.AddSeconds(4), _clock.NextDue);

        _clock.AdvanceTo(Start.AddSeconds(4));
        Assert.Equal(Start.AddSeconds(9), _clock.NextDue);
    }

    [Fact]
    public void Advance_FromInsideACallback_MayPassTheOuterGoal()
    {
        using var timer = _clock.CreateTimer(
            _ => _clock.Advance(TimeSpan.FromSeconds(100)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(Start.AddSeconds(101), _clock.GetUtcNow());
    }

    [Fact]
    public async Task Advance_FromManyThreads_LosesNoTimeAndNoTimer()
    {
        var fired = 0;
        var timers = Enumerable.Range(1, 400)
            .Select(i => _clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromMilliseconds(i), Timeout.InfiniteTimeSpan))
            .ToList();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 100; i++)
                _clock.Advance(TimeSpan.FromMilliseconds(1));
        })));

        Assert.Equal(Start.AddMilliseconds(400), _clock.GetUtcNow());
        Assert.Equal(400, fired);
        timers.ForEach(timer => timer.Dispose());
    }

    [Fact]
    public void Advance_AnyTimersInAnyPieces_FiresEachOneShotOnceInOrderOfTime() =>
        Prop.ForAll(
            Gen.ArrayOf(Gen.Choose(1, 500)).ToArbitrary(),
            Gen.ArrayOf(Gen.Choose(0, 200)).ToArbitrary(),
            (dues, pieces) =>
            {
                var clock = new SteppedClock(Start);
                var fired = new List<(int Due, double At)>();
                var timers = dues.Select(due => clock.CreateTimer(
                    _ => fired.Add((due, (clock.GetUtcNow() - Start).TotalMilliseconds)),
                    null,
                    TimeSpan.FromMilliseconds(due),
                    Timeout.InfiniteTimeSpan)).ToList();
                foreach (var piece in pieces)
                    clock.Advance(TimeSpan.FromMilliseconds(piece));

                var total = pieces.Sum();
                Assert.Equal(dues.Where(due => due <= total).Order(), fired.Select(each => each.Due));
                Assert.All(fired, each => Assert.Equal(each.Due, each.At));
                timers.ForEach(timer => timer.Dispose());
            }).QuickCheckThrowOnFailure();

    private ITimer Once(string name, double seconds, List<(string Name, DateTimeOffset At)> fired) =>
        _clock.CreateTimer(_ => fired.Add((name, _clock.GetUtcNow())), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
}
