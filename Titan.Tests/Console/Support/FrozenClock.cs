namespace Titan.Tests.ConsoleTests.Support;

/// <summary>A clock that stands where the test puts it; timers still run on the machine's time.</summary>
internal sealed class FrozenClock(DateTimeOffset at) : TimeProvider
{
    private long _ticks = at.UtcTicks;

    public void MoveTo(DateTimeOffset moment) => Interlocked.Exchange(ref _ticks, moment.UtcTicks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
}
