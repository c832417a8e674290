using System.Globalization;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit.Streams;

/// <summary>
/// One public connection: subscribes in batches (a batch that fails is tried topic by topic), feeds <see cref="MarketFrames"/>,
/// and asks for a new snapshot of every book that was lost, by unsubscribing and subscribing its topic.
/// </summary>
internal sealed class BybitMarketStream : ISocketHandler, IAsyncDisposable
{
    private const int Batch = 40;
    private static readonly TimeSpan AckTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SnapshotPatience = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<Instrument> _instruments;
    private readonly int _depth;
    private readonly TimeProvider _wall;
    private readonly ILogger _log;
    private readonly Action<bool, string> _changed;
    private readonly MarketFrames _frames;
    private readonly VenueSocket _socket;
    private readonly PendingReplies<OperationFrame> _acks;
    private readonly Channel<int> _lost;
    private readonly bool[] _resyncQueued;
    private readonly CancellationTokenSource _stopping = new();
    private Task _resyncing = Task.CompletedTask;
    private long _requests;

    /// <param name="instruments">What to follow on this connection.</param>
    /// <param name="options">Address and depth.</param>
    /// <param name="sink">Hears everything.</param>
    /// <param name="clock">Stamps what is received.</param>
    /// <param name="wall">Drives timeouts and reconnects.</param>
    /// <param name="log">For connection troubles.</param>
    /// <param name="jitterSeed">Seed of reconnect pauses.</param>
    /// <param name="changed">Told when the connection is subscribed or gone.</param>
    public BybitMarketStream(
        IReadOnlyList<Instrument> instruments, BybitOptions options, IVenueSink sink, TimeProvider clock, TimeProvider wall, ILogger log, int jitterSeed,
        Action<bool, string> changed)
    {
        _instruments = instruments;
        _depth = options.Depth;
        _wall = wall;
        _log = log;
        _changed = changed;
        _frames = new MarketFrames(instruments, options.Depth, sink, OnLost);
        _acks = new PendingReplies<OperationFrame>(wall, most: 4_096);
        _resyncQueued = new bool[instruments.Count];

        // One place per book and each book is queued once, so a write always succeeds.
        _lost = Channel.CreateBounded<int>(new BoundedChannelOptions(Math.Max(1, instruments.Count)) { SingleReader = true });
        _socket = new VenueSocket(options.PublicStream, "Bybit", StreamKind.Public, this, clock, wall, log, new ReconnectBackoff(jitterSeed), direct: true);
    }

    public StreamStatus Status => _socket.Status with { Repeated = _frames.Repeated, BooksLost = _frames.BooksLost };

    public long FrameCount => _socket.Frames;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _resyncing = Task.Run(() => ResyncAsync(_stopping.Token), CancellationToken.None);
        return _socket.StartAsync(cancellationToken);
    }

    public async Task OpenedAsync(CancellationToken cancellationToken)
    {
        var batches = _instruments.SelectMany(instrument => MarketTopics.Of(instrument, _depth)).Chunk(Batch);
        await Task.WhenAll(batches.Select(topics => SubscribeAsync(topics, cancellationToken)));
        _changed(true, "subscribed");
    }

    public bool OnFrame(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt) => _frames.Handle(frame, receivedAt) switch
    {
        MarketFrameKind.Handled => true,
        MarketFrameKind.Operation => OnOperation(frame),
        _ => false,
    };

    public void OnClosed(string why)
    {
        _acks.CompleteAll(new OperationFrame("closed", "", false, -1, why));
        _frames.LoseAll($"stream down: {why}");
        _changed(false, why);
    }

    public byte[] Ping(long number) => StreamFrames.Ping("req_id", "p" + number.ToString(CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _socket.DisposeAsync();
        await _resyncing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private bool OnOperation(ReadOnlySpan<byte> frame)
    {
        if (!WireEnvelope.TryRead(frame, out var envelope))
            return false;
        var operation = OperationFrame.Read(envelope);
        if (operation.IsPong)
            return true;
        if (operation.Operation is "subscribe" or "unsubscribe")
        {
            _ = _acks.TryComplete(operation.RequestId, operation) || (operation.RequestId.Length == 0 && _acks.TryCompleteFirst(operation));
            return true;
        }

        return operation.Operation.Length > 0;
    }

    private async Task SubscribeAsync(string[] topics, CancellationToken cancellationToken)
    {
        var ack = await AskAsync("subscribe", topics, cancellationToken);
        if (IsGood(ack))
            return;
        if (topics.Length == 1)
        {
            // One unknown topic must not keep the others away; its book stays without a quote and entries on it are denied.
            _log.LogError("Bybit refuses the topic {Topic}: {Text}", topics[0], ack.Text);
            return;
        }

        _log.LogWarning("Bybit refuses a batch of {Count} topics ({Text}); trying each", topics.Length, ack.Text);
        await Task.WhenAll(topics.Select(topic => SubscribeAsync([topic], cancellationToken)));
    }

    // A topic that is subscribed already is what we wanted.
    private static bool IsGood(OperationFrame ack) => ack.Success || ack.Text.Contains("already subscribed", StringComparison.OrdinalIgnoreCase);

    private async Task<OperationFrame> AskAsync(string operation, string[] topics, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _requests).ToString("D8", CultureInfo.InvariantCulture);
        var reply = _acks.Expect(id) ?? throw new InvalidOperationException("too many subscriptions wait for an answer");
        if (!await _socket.SendAsync(StreamFrames.Topics(operation, id, topics), cancellationToken))
        {
            _acks.Forget(id);
            throw new WebSocketException("not connected");
        }

        return await _acks.WaitAsync(id, reply, AckTimeout, cancellationToken);
    }

    private void OnLost(int slot, string why)
    {
        _log.LogWarning("Bybit book of {Instrument} lost: {Why}", _instruments[slot].Id, why);
        Queue(slot);
    }

    private void Queue(int slot)
    {
        if (!Interlocked.Exchange(ref _resyncQueued[slot], true))
            _lost.Writer.TryWrite(slot);
    }

    private async Task ResyncAsync(CancellationToken cancellationToken)
    {
        var patience = Task.Delay(SnapshotPatience, _wall, cancellationToken);
        var some = _lost.Reader.WaitToReadAsync(cancellationToken).AsTask();
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await Task.WhenAny(some, patience) == patience)
            {
                // A snapshot that never came is asked for again.
                if (_socket.IsReady)
                    QueueUnsynced();
                patience = Task.Delay(SnapshotPatience, _wall, cancellationToken);
            }

            while (_lost.Reader.TryRead(out var slot))
            {
                Volatile.Write(ref _resyncQueued[slot], false);
                await RenewAsync(slot, cancellationToken);
            }

            if (some.IsCompleted)
                some = _lost.Reader.WaitToReadAsync(cancellationToken).AsTask();
        }
    }

    private void QueueUnsynced()
    {
        for (var slot = 0; slot < _instruments.Count; slot++)
        {
            if (!_frames.Book(slot).Synced)
                Queue(slot);
        }
    }

    private async Task RenewAsync(int slot, CancellationToken cancellationToken)
    {
        string[] topic = [MarketTopics.Book(_instruments[slot], _depth)];
        try
        {
            if (!_socket.IsReady)
                return;
            await AskAsync("unsubscribe", topic, cancellationToken);
            await AskAsync("subscribe", topic, cancellationToken);
        }
        catch (Exception failed) when (failed is WebSocketException or IOException or TimeoutException or InvalidOperationException)
        {
            // A broken connection resubscribes everything; a lost acknowledgement is tried again when patience runs out.
            _log.LogWarning("Bybit book of {Instrument} could not be renewed: {Why}", _instruments[slot].Id, failed.Message);
        }
    }
}
