using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Stub;

/// <summary>Sends a whole file of book frames as fast as the client takes them, once every symbol's book is subscribed.</summary>
internal sealed class FloodScenario(string data, int symbols) : IStubScenario
{
    private const int Share = 65_536;

    // Read before the port is told, so that the file is never part of a measurement.
    private readonly List<ReadOnlyMemory<byte>> _shares = Shares(new FrameFile(data));
    private int _started;

    public void Subscribed(StubConnection connection, IReadOnlySet<string> topics, StubVenue venue)
    {
        if (topics.Count(static topic => topic.StartsWith("orderbook.", StringComparison.Ordinal)) >= symbols && Interlocked.Exchange(ref _started, 1) == 0)
        {
            _ = Task.Run(() => FloodAsync(connection));
        }
    }

    public void OrderArrived(long timestamp)
    {
    }

    public void Describe(Measurement line)
    {
    }

    // Every share ends with a frame: between two of them the answer to a client's ping may be sent.
    private static List<ReadOnlyMemory<byte>> Shares(FrameFile frames)
    {
        var bytes = new MemoryStream(frames.Count * 300);
        var ends = new List<int>();
        Span<byte> head = stackalloc byte[4];
        for (var frame = 0; frame < frames.Count; frame++)
        {
            bytes.Write(head[..WebSocketWords.WriteHead(head, frames[frame].Length)]);
            bytes.Write(frames[frame]);
            if (frame == frames.Count - 1 || bytes.Length - (ends.Count == 0 ? 0 : ends[^1]) >= Share)
            {
                ends.Add((int)bytes.Length);
            }
        }

        var wire = bytes.GetBuffer().AsMemory();
        return [.. ends.Select((end, share) => (ReadOnlyMemory<byte>)wire[(share == 0 ? 0 : ends[share - 1])..end])];
    }

    private async Task FloodAsync(StubConnection connection)
    {
        // The acknowledgement first, and the client a moment to come to rest.
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System).ConfigureAwait(false);
        foreach (var share in _shares)
        {
            await connection.SendRawAsync(share).ConfigureAwait(false);
        }
    }
}
