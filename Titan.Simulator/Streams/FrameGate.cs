namespace Titan.Simulator.Streams;

/// <summary>
/// For runs that must repeat exactly. Closed, it keeps the frames of all sockets in the order in which the venue made them, and the owner of time lets
/// them out one by one: several sockets would otherwise bring the same events in another order each time. Open, as it starts, it is not there.
/// </summary>
internal sealed class FrameGate
{
    private readonly Lock _gate = new();
    private readonly Queue<(StreamConnection Connection, byte[] Frame)> _held = new();
    private bool _closed;

    public void Close()
    {
        lock (_gate) _closed = true;
    }

    /// <summary>Keeps the frame; false when the gate is open and the connection passes it on itself.</summary>
    public bool Keep(StreamConnection connection, byte[] frame)
    {
        lock (_gate)
        {
            if (_closed) _held.Enqueue((connection, frame));
            return _closed;
        }
    }

    /// <summary>Lets the oldest frame out and waits until it is on the wire; false when none is kept.</summary>
    public async Task<bool> ReleaseAsync()
    {
        (StreamConnection Connection, byte[] Frame) next;
        lock (_gate)
        {
            if (!_held.TryDequeue(out next)) return false;
        }

        next.Connection.Enqueue(next.Frame);
        await next.Connection.FlushAsync();
        return true;
    }
}
