using System.Globalization;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace Titan.Engine.Venues.Binance;

/// <summary>
/// One connection to the combined streams: subscribes what is wanted when it opens and by difference afterwards, paced under the venue's
/// five messages a second. The venue pings by itself and the socket answers; we never do.
/// </summary>
internal sealed class BinanceLine : ISocketHandler, IAsyncDisposable
{
    private const string Gone = "the connection is gone";
    private static readonly TimeSpan AckTimeout = TimeSpan.FromSeconds(5);

    private readonly SpotFrames _frames;
    private readonly Func<IReadOnlySet<string>> _wanted;
    private readonly TimeProvider _wall;
    private readonly ILogger _log;
    private readonly VenueSocket _socket;
    private readonly PendingReplies<string?> _replies;
    private readonly SemaphoreSlim _syncing = new(1, 1);
    private readonly HashSet<string> _has = new(StringComparer.Ordinal);
    private readonly Action<string, string?> _onReply;
    private int _subscriptions;
    private long _requests;
    private long _openedStamp;
    private int _shutdown;

    public BinanceLine(BinanceOptions options, SpotFrames frames, Func<IReadOnlySet<string>> wanted, TimeProvider clock, TimeProvider wall, ILogger log, int number)
    {
        _frames = frames;
        _wanted = wanted;
        _wall = wall;
        _log = log;
        _onReply = OnReply;
        _replies = new PendingReplies<string?>(wall, most: 64);
        _socket = new VenueSocket(
            options.CombinedStream, "Binance", StreamKind.Public, this, clock, wall, log,
            new ReconnectBackoff(options.JitterSeed + number, firstSeconds: 1, factor: 1.5));
    }

    public StreamStatus Status => _socket.Status;

    public long Frames => _socket.Frames;

    public int FailedAttempts => _socket.FailedAttempts;

    /// <summary>Everything wanted when it opened is subscribed.</summary>
    public bool IsReady => _socket.IsReady;

    public int Subscriptions => Volatile.Read(ref _subscriptions);

    /// <summary>The venue has said that it ends this connection soon.</summary>
    public bool ShutdownAnnounced => Volatile.Read(ref _shutdown) == 1;

    /// <summary>Wall time since the connection opened.</summary>
    public TimeSpan Age => _wall.GetElapsedTime(Volatile.Read(ref _openedStamp));

    public Task StartAsync(CancellationToken cancellationToken) => _socket.StartAsync(cancellationToken);

    /// <summary>Cuts the connection; a new one is opened by itself.</summary>
    public void Cut(string why) => _socket.Cut(why);

    public async Task OpenedAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _openedStamp, _wall.GetTimestamp());
        Volatile.Write(ref _shutdown, 0);
        _frames.Opened(this);
        await SyncAsync(fresh: true, cancellationToken);
    }

    /// <summary>Asks for what is missing and leaves what is no longer wanted.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    /// <exception cref="TimeoutException">The venue did not answer a request.</exception>
    public Task SyncAsync(CancellationToken cancellationToken) => SyncAsync(fresh: false, cancellationToken);

    private async Task SyncAsync(bool fresh, CancellationToken cancellationToken)
    {
        await _syncing.WaitAsync(cancellationToken);
        try
        {
            if (fresh)
                _has.Clear();
            var first = true;
            foreach (var step in SubscriptionPlan.Between(_has, _wanted()).ToArray())
            {
                if (!first)
                    await Task.Delay(SubscriptionPlan.Pace, _wall, cancellationToken);
                first = false;
                await DoAsync(step, cancellationToken);
            }
        }
        finally
        {
            _syncing.Release();
        }
    }

    public bool OnFrame(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt)
    {
        var kind = _frames.Handle(frame, receivedAt, _onReply);
        if (kind == SpotFrameKind.Shutdown)
            Volatile.Write(ref _shutdown, 1);
        return kind is not null;
    }

    public void OnClosed(string why)
    {
        _replies.CompleteAll(Gone);
        _frames.Closed(this);
        Volatile.Write(ref _subscriptions, 0);
    }

    public byte[]? Ping(long number) => null;

    public async ValueTask DisposeAsync()
    {
        await _socket.DisposeAsync();
        _syncing.Dispose();
    }

    private async Task DoAsync(SubscriptionStep step, CancellationToken cancellationToken)
    {
        var error = await AskAsync(step, cancellationToken);
        if (error is not null && step.Streams.Count > 1)
        {
            _log.LogWarning("Binance refuses {Count} streams at once ({Error}); trying each", step.Streams.Count, error);
            foreach (var stream in step.Streams)
            {
                await Task.Delay(SubscriptionPlan.Pace, _wall, cancellationToken);
                await DoAsync(step with { Streams = [stream] }, cancellationToken);
            }

            return;
        }

        if (error is not null)
            _log.LogError("Binance refuses the stream {Stream}: {Error}", step.Streams[0], error);

        // A refused stream counts as held, so that it is not asked for again every second.
        if (step.Subscribe)
            _has.UnionWith(step.Streams);
        else
            _has.ExceptWith(step.Streams);
        Volatile.Write(ref _subscriptions, _has.Count);
    }

    private async Task<string?> AskAsync(SubscriptionStep step, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _requests);
        var id = number.ToString(CultureInfo.InvariantCulture);
        var reply = _replies.Expect(id) ?? throw new InvalidOperationException("too many requests wait for an answer");
        if (!await _socket.SendAsync(step.Frame(number), cancellationToken))
        {
            _replies.Forget(id);
            throw new WebSocketException("not connected");
        }

        var error = await _replies.WaitAsync(id, reply, AckTimeout, cancellationToken);
        return ReferenceEquals(error, Gone) ? throw new WebSocketException(Gone) : error;
    }

    // A complaint may come without the id of what it complains about.
    private void OnReply(string id, string? error) => _ = _replies.TryComplete(id, error) || (id.Length == 0 && _replies.TryCompleteFirst(error));
}
