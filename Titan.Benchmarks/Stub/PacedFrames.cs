using Titan.Benchmarks.Data;

namespace Titan.Benchmarks.Stub;

/// <summary>
/// Sends a file of book frames at a steady rate and begins again at its end, where the snapshots stand. A client that is too slow is
/// felt here as waiting, and seen in the rate that was reached.
/// </summary>
internal sealed class PacedFrames
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(2);

    private readonly byte[] _wire;
    private readonly int[] _ends;
    private readonly int _perSecond;
    private long _sent;
    private long _started;
    private long _newest;

    public PacedFrames(string data, int perSecond)
    {
        var frames = new FrameFile(data);
        var bytes = new MemoryStream(frames.Count * 300);
        Span<byte> head = stackalloc byte[4];
        _ends = new int[frames.Count];
        for (var frame = 0; frame < frames.Count; frame++)
        {
            bytes.Write(head[..WebSocketWords.WriteHead(head, frames[frame].Length)]);
            bytes.Write(frames[frame]);
            _ends[frame] = (int)bytes.Length;
        }

        (_wire, _perSecond) = (bytes.ToArray(), perSecond);
    }

    /// <summary>Frames a second over the time that was played; 0 before.</summary>
    public double Reached => _sent == 0 ? 0 : _sent / TimeProvider.System.GetElapsedTime(_started, _newest).TotalSeconds;

    public async Task PlayAsync(StubConnection connection)
    {
        _started = TimeProvider.System.GetTimestamp();
        var at = 0;
        while (!connection.Closed)
        {
            // At most one beat of a lagging second is made up, so that a pause is not answered by a burst.
            var due = (long)(TimeProvider.System.GetElapsedTime(_started).TotalSeconds * _perSecond) - _sent;
            var until = (int)Math.Min(at + Math.Clamp(due, 0, _perSecond / 20), _ends.Length);
            if (until > at)
            {
                var from = at == 0 ? 0 : _ends[at - 1];
                await connection.SendRawAsync(_wire.AsMemory(from, _ends[until - 1] - from)).ConfigureAwait(false);
                _sent += until - at;
                _newest = TimeProvider.System.GetTimestamp();
                at = until == _ends.Length ? 0 : until;
            }

            await Task.Delay(Beat, TimeProvider.System).ConfigureAwait(false);
        }
    }
}
