using System.Net.WebSockets;
using System.Threading.Channels;
using Titan.Simulator.Faults;

namespace Titan.Simulator.Streams;

/// <summary>
/// One client socket: frames go out in order through a bounded queue, and a client that does not read loses its
/// connection instead of growing the queue. Faults bend the way out here, and only here.
/// </summary>
internal sealed class StreamConnection(WebSocket socket, StreamKind kind, string id, FaultBoard board, TimeProvider clock, Action sent, FrameGate gate) : IDisposable
{
    private const int QueueLength = 20_000;
    private const int LongestMessage = 256 * 1024;
    private readonly Channel<Outgoing> _queue =
        Channel.CreateBounded<Outgoing>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly Queue<(byte[] Frame, long DueMs)> _delayed = new();
    private readonly Lock _gate = new();

    // Not disposed: answers that a fault held back look at its token after the end, and without a timer it holds nothing.
    private readonly CancellationTokenSource _closed = new();
    private byte[]? _held;
    private bool _delaying;

    public StreamKind Kind { get; } = kind;
    public string Id { get; } = id;
    public string Name { get; } = kind switch { StreamKind.Public => "public", StreamKind.Private => "private", StreamKind.Spot => "binance", _ => "trade" };
    public bool IsAuthenticated { get; set; }

    /// <summary>Topics of a private connection; public ones live with the topic.</summary>
    public HashSet<string> Topics { get; } = new(StringComparer.Ordinal);
    public HashSet<string> RequestIds { get; } = new(StringComparer.Ordinal);
    public CancellationToken Closed => _closed.Token;

    /// <summary>Queues a frame; <paramref name="topic"/> is empty for answers to the client's own frames.</summary>
    public void Send(byte[] frame, string topic = "")
    {
        var fate = board.ForFrame(Name, topic);
        lock (_gate)
        {
            if (fate.Lost) return;
            if (fate.Held && _held is null)
            {
                _held = frame;
                return;
            }
            Pass(frame, fate.DelayMs);
            if (fate.Doubled) Pass(frame, fate.DelayMs);
            if (_held is not { } late || topic.Length == 0) return;
            _held = null;
            Pass(late, fate.DelayMs);
        }
    }

    /// <summary>Puts a frame on the wire's queue. A client that does not read is cut off, elsewhere: this runs inside the exchange's act, which the connection's end wants for itself.</summary>
    public void Enqueue(byte[] frame)
    {
        if (!_queue.Writer.TryWrite(new Outgoing(frame, null))) ThreadPool.QueueUserWorkItem(static connection => connection.Abort(), this, preferLocal: false);
    }

    /// <summary>Ends the connection without a closing handshake, as a broken line does.</summary>
    public void Abort()
    {
        _queue.Writer.TryComplete();
        try
        {
            _closed.Cancel();
            socket.Abort();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <summary>Completes when everything queued so far is on the wire; frames that a fault delays are not waited for.</summary>
    public Task FlushAsync()
    {
        var marker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.Writer.TryWrite(new Outgoing(null, marker)) ? marker.Task : Task.CompletedTask;
    }

    /// <summary>Reads text messages until the peer leaves, handing each to <paramref name="receive"/>, while the queue drains.</summary>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, Task> receive, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        var writing = WriteAsync(linked.Token);
        try
        {
            await ReadAsync(receive, linked.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException or InvalidOperationException)
        {
            // The peer went away or was cut off; both end this connection and nothing else.
        }
        finally
        {
            _queue.Writer.TryComplete();
            await _closed.CancelAsync();
            await writing;
        }
    }

    public void Dispose()
    {
        Abort();
        socket.Dispose();
    }

    private async Task ReadAsync(Func<ReadOnlyMemory<byte>, Task> receive, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (socket.State == WebSocketState.Open)
        {
            if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var result = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                return;
            }
            length += result.Count;
            if (length > LongestMessage) return;
            if (!result.EndOfMessage) continue;
            await receive(buffer.AsMemory(0, length));
            length = 0;
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var outgoing in _queue.Reader.ReadAllAsync(cancellationToken))
            {
                outgoing.Written?.TrySetResult();
                if (outgoing.Frame is null) continue;
                await socket.SendAsync(outgoing.Frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                sent();
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException or InvalidOperationException)
        {
            // The reader sees the same end; here only the waiting flushes must not hang.
            _queue.Writer.TryComplete();
        }
        while (_queue.Reader.TryRead(out var left)) left.Written?.TrySetResult();
    }

    private void Pass(byte[] frame, int delayMs)
    {
        if (delayMs == 0 && !_delaying)
        {
            if (!gate.Keep(this, frame)) Enqueue(frame);
            return;
        }
        // What follows a delayed frame waits behind it: a slow line keeps its order.
        _delayed.Enqueue((frame, clock.GetUtcNow().ToUnixTimeMilliseconds() + delayMs));
        if (_delaying) return;
        _delaying = true;
        _ = ReleaseAsync();
    }

    private async Task ReleaseAsync()
    {
        try
        {
            while (true)
            {
                TimeSpan wait;
                lock (_gate)
                {
                    var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
                    while (_delayed.TryPeek(out var next) && next.DueMs <= now)
                    {
                        _delayed.Dequeue();
                        if (!gate.Keep(this, next.Frame)) Enqueue(next.Frame);
                    }
                    if (_delayed.Count == 0)
                    {
                        _delaying = false;
                        return;
                    }
                    wait = TimeSpan.FromMilliseconds(_delayed.Peek().DueMs - now);
                }
                await Task.Delay(wait, clock, _closed.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection is gone, and its late frames with it.
        }
    }

    private readonly record struct Outgoing(byte[]? Frame, TaskCompletionSource? Written);
}
