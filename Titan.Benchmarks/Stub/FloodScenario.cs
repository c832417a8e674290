using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Stub;

/// <summary>Sends a whole file of book frames as fast as the client takes them, once every symbol's book is subscribed.</summary>
internal sealed class FloodScenario(string data, int symbols) : IStubScenario
{
    // Read before the port is told, so that the file is never part of a measurement.
    private readonly ReadOnlyMemory<byte> _wire = Wire(new FrameFile(data));
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

    private static ReadOnlyMemory<byte> Wire(FrameFile frames)
    {
        var bytes = new MemoryStream(frames.Count * 300);
        Span<byte> head = stackalloc byte[4];
        for (var frame = 0; frame < frames.Count; frame++)
        {
            bytes.Write(head[..WebSocketWords.WriteHead(head, frames[frame].Length)]);
            bytes.Write(frames[frame]);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private async Task FloodAsync(StubConnection connection)
    {
        // The acknowledgement first, and the client a moment to come to rest.
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System).ConfigureAwait(false);
        for (var at = 0; at < _wire.Length; at += 65_536)
        {
            await connection.SendRawAsync(_wire.Slice(at, Math.Min(65_536, _wire.Length - at))).ConfigureAwait(false);
        }
    }
}
