using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Titan.Engine.Venues;

/// <summary>
/// Keeps one WebSocket of a venue open until disposed: connects, receives into one reused buffer, sends the venue's ping every 20 s
/// where it wants one, declares the connection dead when nothing came after a ping, and reconnects with growing pauses. All its
/// timing is transport and runs on the wall clock; only the receive time of frames is the venue-facing clock's.
/// </summary>
internal sealed class VenueSocket : IAsyncDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const int LargestFrame = 8 * 1024 * 1024;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);

    private readonly Uri _address;
    private readonly string _venue;
    private readonly StreamKind _kind;
    private readonly ISocketHandler _handler;
    private readonly TimeProvider _clock;
    private readonly TimeProvider _wall;
    private readonly ILogger _log;
    private readonly ReconnectBackoff _backoff;
    private readonly bool _direct;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _sendGate = new(1, 1);
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClientWebSocket? _socket;
    private Task _running = Task.CompletedTask;
    private string? _cutReason;
    private long _frames;
    private long _badFrames;
    private long _lastFrameTicks;
    private long _sinceTicks;
    private int _connections;
    private int _ready;
    private int _failures;

    /// <param name="address">Whole address of the stream.</param>
    /// <param name="venue">Whose stream it is, for the log.</param>
    /// <param name="kind">Which stream, for log and status.</param>
    /// <param name="handler">What to do with the connection.</param>
    /// <param name="clock">Stamps what is received.</param>
    /// <param name="wall">Drives timeouts, pings and reconnects.</param>
    /// <param name="log">For connection troubles.</param>
    /// <param name="backoff">Pauses between attempts.</param>
    /// <param name="direct">Received by a thread of its own (<see cref="DirectConnection"/>): for a stream on which little is ever sent.</param>
    public VenueSocket(
        Uri address, string venue, StreamKind kind, ISocketHandler handler, TimeProvider clock, TimeProvider wall, ILogger log, ReconnectBackoff backoff,
        bool direct = false)
    {
        _address = address;
        _venue = venue;
        _kind = kind;
        _handler = handler;
        _clock = clock;
        _wall = wall;
        _log = log;
        _backoff = backoff;
        _direct = direct;
        _sinceTicks = clock.GetUtcNow().UtcTicks;
    }

    /// <summary>Text frames received and handled since the start, over all connections.</summary>
    public long Frames => Volatile.Read(ref _frames);

    /// <summary>True after the opening (authentication, subscriptions) was acknowledged.</summary>
    public bool IsReady => Volatile.Read(ref _ready) == 1;

    /// <summary>Attempts in a row that did not reach an acknowledged opening.</summary>
    public int FailedAttempts => Volatile.Read(ref _failures);

    public StreamStatus Status
    {
        get
        {
            var last = Volatile.Read(ref _lastFrameTicks);
            return new StreamStatus(
                _kind, IsReady, new DateTimeOffset(Volatile.Read(ref _sinceTicks), TimeSpan.Zero), last == 0 ? null : new DateTimeOffset(last, TimeSpan.Zero),
                Math.Max(0, Volatile.Read(ref _connections) - 1), Frames, Volatile.Read(ref _badFrames));
        }
    }

    /// <summary>Starts the loop; the task ends when the first connection attempt has succeeded or failed.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        return _firstAttempt.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Sends one text frame. False when there is no open connection: nothing left. Throws <see cref="WebSocketException"/>
    /// or <see cref="IOException"/> when it broke while sending: something may have left.</summary>
    public async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        await _sendGate.WaitAsync(cancellationToken);
        try
        {
            var socket = Volatile.Read(ref _socket);
            if (socket is not { State: WebSocketState.Open })
                return false;

            // A cancelled send tears the socket down, so the caller's token must not reach it; a stuck one is cut by its own time.
            using var timeout = new CancellationTokenSource(SendTimeout, _wall);
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
            return true;
        }
        catch (Exception broken) when (broken is ObjectDisposedException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new WebSocketException("the connection broke while sending", broken);
        }
        finally
        {
            _sendGate.Release();
        }
    }

    /// <summary>Cuts the connection; the loop opens a new one.</summary>
    public void Cut(string why)
    {
        Interlocked.CompareExchange(ref _cutReason, why, null);
        Volatile.Read(ref _socket)?.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Cut("stopping");
        await _running;
        _firstAttempt.TrySetResult();
        _stopping.Dispose();
        _sendGate.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = _wall.GetTimestamp();
            string why;
            try
            {
                why = await LiveAsync(cancellationToken);
            }
            catch (Exception failed) when (failed is WebSocketException or IOException or OperationCanceledException or TimeoutException or InvalidOperationException or HttpRequestException)
            {
                // Every way a connection can end leads to the next attempt.
                why = Interlocked.Exchange(ref _cutReason, null) ?? failed.Message;
            }

            if (Volatile.Read(ref _ready) == 0)
                Interlocked.Increment(ref _failures);
            Volatile.Write(ref _sinceTicks, _clock.GetUtcNow().UtcTicks);
            Volatile.Write(ref _ready, 0);
            _handler.OnClosed(why);
            _firstAttempt.TrySetResult();
            if (cancellationToken.IsCancellationRequested)
                return;
            _log.LogWarning("{Venue} {Stream} stream is down: {Why}", _venue, _kind, why);
            await Task.Delay(_backoff.Next(_wall.GetElapsedTime(started)), _wall, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> LiveAsync(CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        using var invoker = _direct ? DirectConnection.Invoker(ConnectTimeout) : null;
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        using (var timeout = new CancellationTokenSource(ConnectTimeout, _wall))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken))
            await socket.ConnectAsync(_address, invoker, either.Token);
        Interlocked.Exchange(ref _cutReason, null);
        Volatile.Write(ref _socket, socket);
        Interlocked.Increment(ref _connections);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var abort = life.Token.Register(socket.Abort);
        var receiving = _direct ? Task.Factory.StartNew(() => ReceiveAsync(socket), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap() : ReceiveAsync(socket);
        try
        {
            var opening = _handler.OpenedAsync(life.Token);
            if (await Task.WhenAny(opening, receiving) == receiving)
            {
                await life.CancelAsync();
                await opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return await receiving;
            }

            await opening;
            Volatile.Write(ref _sinceTicks, _clock.GetUtcNow().UtcTicks);
            Volatile.Write(ref _failures, 0);
            Volatile.Write(ref _ready, 1);
            _firstAttempt.TrySetResult();
            var beating = BeatAsync(life.Token);
            var why = await receiving;
            await life.CancelAsync();
            await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return why;
        }
        finally
        {
            Volatile.Write(ref _socket, null);
            socket.Abort();
            await receiving;
        }
    }

    // Ends with the reason; never throws, so that nothing is left unobserved.
    private async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        if (_direct)
            ThreadPlaces.KeepOffJournals();
        else
            await Task.Yield();
        var buffer = new byte[FirstBuffer];
        var filled = 0;
        try
        {
            while (true)
            {
                // No token: registering one costs per frame, and Abort ends the wait as well.
                var waiting = socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None);

                // A thread of its own stays on it, whatever else the socket waits for.
                var part = _direct && !waiting.IsCompleted ? waiting.AsTask().GetAwaiter().GetResult() : await waiting;
                if (part.MessageType == WebSocketMessageType.Close)
                    return TakeCutReason() ?? $"closed by the venue ({socket.CloseStatus} {socket.CloseStatusDescription})";
                filled += part.Count;
                if (!part.EndOfMessage)
                {
                    if (filled == buffer.Length)
                    {
                        if (filled >= LargestFrame)
                            return "a frame beyond 8 MiB";
                        Array.Resize(ref buffer, buffer.Length * 2);
                    }

                    continue;
                }

                Deliver(buffer.AsSpan(0, filled), part.MessageType);
                filled = 0;
            }
        }
        catch (Exception cut) when (cut is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return TakeCutReason() ?? cut.Message;
        }
    }

    private void Deliver(ReadOnlySpan<byte> frame, WebSocketMessageType type)
    {
        var now = _clock.GetUtcNow();
        Volatile.Write(ref _lastFrameTicks, now.UtcTicks);
        if (type != WebSocketMessageType.Text || !Handled(frame, now))
            Volatile.Write(ref _badFrames, _badFrames + 1);

        // Counted after it was handled: whoever compares counts knows that the sink has heard it.
        Volatile.Write(ref _frames, _frames + 1);
    }

    private bool Handled(ReadOnlySpan<byte> frame, DateTimeOffset now)
    {
        try
        {
            return _handler.OnFrame(frame, now);
        }
        catch (Exception bug)
        {
            // The handler promises not to throw. If it does, one frame is lost and said aloud; a dead stream would be worse.
            _log.LogError(bug, "{Venue} {Stream} stream: a frame could not be handled", _venue, _kind);
            return false;
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        for (var number = 1L; ; number++)
        {
            await Task.Delay(PingInterval, _wall, cancellationToken);
            var before = Frames;
            try
            {
                if (_handler.Ping(number) is not { } ping || !await SendAsync(ping, cancellationToken))
                    return;
            }
            catch (Exception failed) when (failed is WebSocketException or IOException or InvalidOperationException)
            {
                Cut($"ping failed: {failed.Message}");
                return;
            }

            await Task.Delay(PongTimeout, _wall, cancellationToken);
            if (Frames == before)
            {
                Cut("silent after a ping");
                return;
            }
        }
    }

    private string? TakeCutReason() => Interlocked.Exchange(ref _cutReason, null);
}
