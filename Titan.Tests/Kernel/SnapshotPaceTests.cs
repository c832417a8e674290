using Titan.Engine.Kernel;
using Titan.Simulator.Time;

namespace Titan.Tests.Kernel;

/// <summary>How often readers see the engine: a burst once, ten times a second at most, and never without its last change.</summary>
public sealed class SnapshotPaceTests : IDisposable
{
    private readonly SteppedClock _machine = new(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
    private readonly SnapshotPace _pace;
    private readonly List<TimeSpan> _shown = [];
    private readonly DateTimeOffset _start;
    private long _handled;
    private long _ticks;

    public SnapshotPaceTests()
    {
        _start = _machine.GetUtcNow();
        _pace = new SnapshotPace(_machine, Ask);
        _machine.Advance(TimeSpan.FromSeconds(1));
        _start = _machine.GetUtcNow();
    }

    public void Dispose() => _pace.Dispose();

    [Fact]
    public void Burst_AfterASilence_IsOnePictureAMomentAfterItsFirstChange()
    {
        for (var change = 0; change < 10; change++)
        {
            Handle();
            _machine.Advance(TimeSpan.FromMilliseconds(0.5));
        }

        _machine.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([TimeSpan.FromMilliseconds(11)], _shown);
    }

    [Fact]
    public void Changes_ThatNeverEnd_AreShownTenTimesASecond()
    {
        for (var change = 0; change < 10_000; change++)
        {
            Handle();
            _machine.Advance(TimeSpan.FromMilliseconds(0.1));
        }

        Assert.Equal(10, _shown.Count);
        Assert.All(_shown.Zip(_shown.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public void LastChange_ShortlyAfterAPicture_IsShownAHundredMillisecondsAfterIt()
    {
        Handle();
        _machine.Advance(TimeSpan.FromMilliseconds(20));
        Handle();
        _machine.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([TimeSpan.FromMilliseconds(11), TimeSpan.FromMilliseconds(112)], _shown);
    }

    [Fact]
    public void Tick_OfTheClockAlone_WaitsForAChangeToGoWith()
    {
        Handle();
        _machine.Advance(TimeSpan.FromMilliseconds(500));
        _shown.Clear();
        Tick();
        _machine.Advance(TimeSpan.FromMilliseconds(100));
        Handle();
        _machine.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([TimeSpan.FromMilliseconds(611)], _shown);
    }

    [Fact]
    public void Tick_InASilence_IsShownBeforeTheNext()
    {
        Handle();
        _machine.Advance(TimeSpan.FromMilliseconds(500));
        _shown.Clear();
        Tick();
        _machine.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([TimeSpan.FromMilliseconds(726)], _shown);
    }

    [Fact]
    public void Silence_ShowsNothing()
    {
        Handle();
        _machine.Advance(TimeSpan.FromMilliseconds(50));
        _shown.Clear();
        Ask();
        _machine.Advance(TimeSpan.FromMinutes(1));
        Ask();

        Assert.Empty(_shown);
    }

    [Fact]
    public void WhoeverWaitsForAnAnswer_IsShownAtOnce()
    {
        Assert.True(_pace.IsDue(++_handled, _ticks, atOnce: true));
        Assert.True(_pace.IsDue(++_handled, _ticks, atOnce: true));
    }

    private void Handle()
    {
        _handled++;
        Ask();
    }

    private void Tick()
    {
        _ticks++;
        Ask();
    }

    // A turn of the loop.
    private void Ask()
    {
        if (_pace.IsDue(_handled, _ticks, atOnce: false))
        {
            _shown.Add(_machine.GetUtcNow() - _start);
        }
    }
}
