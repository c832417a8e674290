using Titan.Simulator.Streams;

namespace Titan.Simulator.Binance;

/// <summary>One client connection to spot's streams: what it follows, whether it wants the wrapper, and how often it has spoken lately.</summary>
internal sealed class SpotSession(StreamConnection connection, bool combined, TimeProvider machine)
{
    /// <summary>The venue ends a connection that sends more messages in a second.</summary>
    public const int MostPerSecond = 5;
    public const int MostStreams = 1_024;

    private readonly Queue<long> _spoken = new();

    public StreamConnection Connection { get; } = connection;

    public bool Combined { get; set; } = combined;

    public HashSet<string> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts a message of the client; false when it was one too many. Machine time: this is about the wire.</summary>
    public bool MaySpeak()
    {
        var now = machine.GetTimestamp();
        while (_spoken.TryPeek(out var at) && machine.GetElapsedTime(at, now) >= TimeSpan.FromSeconds(1)) _spoken.Dequeue();
        _spoken.Enqueue(now);
        return _spoken.Count <= MostPerSecond;
    }
}
