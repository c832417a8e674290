using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit.Streams;

/// <summary>
/// The private connection: authenticates, subscribes order, execution, position and wallet, and translates their rows. Nothing is
/// replayed by the venue, so "up" asks the engine for a resync.
/// </summary>
internal sealed class BybitPrivateStream : ISocketHandler, IAsyncDisposable
{
    private const string Endpoint = "/v5/private";
    private static readonly TimeSpan AckTimeout = TimeSpan.FromSeconds(5);
    private static readonly string[] Topics = ["order", "execution", "position", "wallet"];

    private readonly IVenueSink _sink;
    private readonly BybitSigning _signing;
    private readonly BybitClock _clock;
    private readonly BybitVitals _vitals;
    private readonly Func<CancellationToken, Task> _prepareClock;
    private readonly Action<StreamKind, bool, string> _changed;
    private readonly ILogger _log;
    private readonly VenueSocket _socket;
    private readonly PendingReplies<OperationFrame> _acks;

    /// <param name="address">Whole address.</param>
    /// <param name="signing">Key and secret.</param>
    /// <param name="sink">Hears orders, executions, positions and wallet.</param>
    /// <param name="venueClock">Stamps the auth frame.</param>
    /// <param name="vitals">Told when the key is refused.</param>
    /// <param name="prepareClock">Measures the venue's clock; run before every authentication.</param>
    /// <param name="clock">Stamps what is received.</param>
    /// <param name="wall">Drives timeouts and reconnects.</param>
    /// <param name="log">For connection troubles.</param>
    /// <param name="jitterSeed">Seed of reconnect pauses.</param>
    /// <param name="changed">Told when the connection is subscribed or gone.</param>
    public BybitPrivateStream(
        Uri address, BybitSigning signing, IVenueSink sink, BybitClock venueClock, BybitVitals vitals, Func<CancellationToken, Task> prepareClock, TimeProvider clock,
        TimeProvider wall, ILogger log, int jitterSeed, Action<StreamKind, bool, string> changed)
    {
        _sink = sink;
        _signing = signing;
        _clock = venueClock;
        _vitals = vitals;
        _prepareClock = prepareClock;
        _changed = changed;
        _log = log;
        _acks = new PendingReplies<OperationFrame>(wall, most: 16);
        _socket = new VenueSocket(address, "Bybit", StreamKind.Private, this, clock, wall, log, new ReconnectBackoff(jitterSeed));
    }

    public StreamStatus Status => _socket.Status;

    public long FrameCount => _socket.Frames;

    public Task StartAsync(CancellationToken cancellationToken) => _socket.StartAsync(cancellationToken);

    public async Task OpenedAsync(CancellationToken cancellationToken)
    {
        await _prepareClock(cancellationToken);
        var auth = await AskAsync("auth", id => StreamFrames.Auth("req_id", id, _signing, _clock.VenueMs), cancellationToken);
        if (!auth.Success)
        {
            _vitals.Fatal($"private stream: {auth.Text}", Endpoint);
            throw new WebSocketException($"authentication refused: {auth.Text}");
        }

        var subscribed = await AskAsync("subscribe", id => StreamFrames.Topics("subscribe", id, Topics), cancellationToken);
        if (!subscribed.Success && !subscribed.Text.Contains("already subscribed", StringComparison.OrdinalIgnoreCase))
            throw new WebSocketException($"subscription refused: {subscribed.Text}");
        _vitals.Recovered(Endpoint);
        _changed(StreamKind.Private, true, "subscribed");
    }

    public bool OnFrame(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt)
    {
        if (!WireEnvelope.TryRead(frame, out var envelope))
            return false;
        var topic = envelope.Text("topic");
        return topic.Length > 0 ? OnTopic(topic, envelope, receivedAt) : OnOperation(OperationFrame.Read(envelope));
    }

    public void OnClosed(string why)
    {
        _acks.CompleteAll(new OperationFrame("closed", "", false, -1, why));
        _changed(StreamKind.Private, false, why);
    }

    public byte[] Ping(long number) => StreamFrames.Ping("req_id", "p" + number.ToString(CultureInfo.InvariantCulture));

    public ValueTask DisposeAsync() => _socket.DisposeAsync();

    private bool OnTopic(string topic, JsonElement envelope, DateTimeOffset receivedAt)
    {
        // "order" and "order.linear" carry the same rows.
        var dot = topic.IndexOf('.', StringComparison.Ordinal);
        switch (dot < 0 ? topic : topic[..dot])
        {
            case "order":
                return Each(envelope, row => WireOrders.Read(row, receivedAt), _sink.OnOrder);
            case "execution" when topic != "execution.fast":
                return Each(envelope, row => WireExecutions.Read(row, receivedAt), _sink.OnExecution);
            case "position":
                return Each(envelope, row => WireAccount.Position(row, receivedAt), _sink.OnPosition);
            case "wallet":
                OnWallet(envelope, receivedAt);
                return true;
            default:
                return false;
        }
    }

    private void OnWallet(JsonElement envelope, DateTimeOffset receivedAt)
    {
        var at = envelope.Time("creationTime", receivedAt);
        foreach (var account in envelope.Rows("data"))
        {
            // A message about other coins says nothing about our USDT.
            if (WireAccount.Wallet(account, at) is { } wallet)
                _sink.OnWallet(wallet);
        }
    }

    // Rows of other products (spot, inverse) share these topics and are passed over.
    private static bool Each<T>(JsonElement envelope, Func<JsonElement, T?> read, Action<T> tell)
        where T : class
    {
        var whole = true;
        foreach (var row in envelope.Rows("data"))
        {
            if (row.Text("category") is not ("" or "linear"))
                continue;
            if (read(row) is { } report)
                tell(report);
            else
                whole = false;
        }

        return whole;
    }

    private bool OnOperation(OperationFrame operation)
    {
        if (operation.IsPong)
            return true;
        if (operation.Operation is not ("auth" or "subscribe"))
            return false;
        if (!_acks.TryComplete(operation.RequestId, operation) && !_acks.TryCompleteFirst(operation))
            _log.LogWarning("Bybit private stream: unexpected {Operation} {Text}", operation.Operation, operation.Text);
        return true;
    }

    private async Task<OperationFrame> AskAsync(string id, Func<string, byte[]> compose, CancellationToken cancellationToken)
    {
        var reply = _acks.Expect(id) ?? throw new InvalidOperationException($"{id} is under way already");
        if (!await _socket.SendAsync(compose(id), cancellationToken))
        {
            _acks.Forget(id);
            throw new WebSocketException("not connected");
        }

        return await _acks.WaitAsync(id, reply, AckTimeout, cancellationToken);
    }
}
