namespace Titan.Tests.ConsoleTests.Support;

/// <summary>The machine's clock, which a test may set forward for what measures elapsed time; timers run as always.</summary>
internal sealed class HastyMachine : TimeProvider
{
    private long _ahead;

    public void Skip(TimeSpan span) => Interlocked.Add(ref _ahead, (long)(span.TotalSeconds * TimestampFrequency));

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _ahead);
}
