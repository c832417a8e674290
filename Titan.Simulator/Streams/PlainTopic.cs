namespace Titan.Simulator.Streams;

/// <summary>A public topic that only forwards: who follows it and, for tickers and candles, what was last said.</summary>
internal sealed class PlainTopic(string name)
{
    public string Name => name;
    public HashSet<StreamConnection> Subscribers { get; } = [];

    /// <summary>Last ticker values, so that deltas carry only what changed; null before the first frame.</summary>
    public string[]? LastValues { get; set; }

    /// <summary>Venue time of the last frame.</summary>
    public long SentMs { get; set; }

    public void Send(byte[] frame, long nowMs)
    {
        SentMs = nowMs;
        foreach (var connection in Subscribers) connection.Send(frame, name);
    }
}
