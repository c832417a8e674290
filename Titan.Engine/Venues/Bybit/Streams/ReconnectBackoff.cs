namespace Titan.Engine.Venues.Bybit.Streams;

/// <summary>
/// Pauses between connection attempts: 0.25, 0.5, 1 … 30 s with up to a quarter of jitter, so that a venue that comes back is not
/// stormed. Only a connection that lived starts the row anew.
/// </summary>
internal sealed class ReconnectBackoff(int seed)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Lived = TimeSpan.FromSeconds(10);

    private readonly Random _random = new(seed);
    private int _failures;

    public TimeSpan Next(TimeSpan lastLife)
    {
        if (lastLife >= Lived)
            _failures = 0;
        var pause = TimeSpan.FromTicks(Math.Min(First.Ticks << Math.Min(_failures, 10), Longest.Ticks));
        _failures++;
        return pause + TimeSpan.FromTicks((long)(pause.Ticks * 0.25 * _random.NextDouble()));
    }
}
