using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Titan.Engine.Venues.Bybit.Budget;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit.Streams;

/// <summary>
/// Order entry by socket. A request whose reply does not come in time is lost, never resent; when the connection breaks, all that
/// wait are lost; a reply without an id loses all too (spec venues/bybit-v5.md 7.4). When the socket takes nothing, the caller
/// goes by REST.
/// </summary>
internal sealed class BybitTradeStream : ISocketHandler, IAsyncDisposable
{
    private const int MostPending = 512;
    private static readonly TimeSpan AuthTimeout = TimeSpan.FromSeconds(5);

    private readonly BybitOptions _options;
    private readonly BybitSigning _signing;
    private readonly BybitClock _clock;
    private readonly BybitRateLimiter _limiter;
    private readonly Func<CancellationToken, Task> _prepareClock;
    private readonly Action<StreamKind, bool, string> _changed;
    private readonly ILogger _log;
    private readonly VenueSocket _socket;
    private readonly PendingReplies<JsonElement> _pending;
    private readonly string _idPrefix;
    private long _requests;
    private int _restarting;

    /// <param name="options">Address, timeouts and windows.</param>
    /// <param name="signing">Key and secret.</param>
    /// <param name="venueClock">Stamps requests.</param>
    /// <param name="limiter">Learns from the limit headers of replies.</param>
    /// <param name="prepareClock">Measures the venue's clock; run before every authentication.</param>
    /// <param name="clock">Stamps what is received.</param>
    /// <param name="wall">Drives timeouts and reconnects.</param>
    /// <param name="log">For connection troubles.</param>
    /// <param name="changed">Told when the connection is authenticated or gone.</param>
    public BybitTradeStream(
        BybitOptions options, BybitSigning signing, BybitClock venueClock, BybitRateLimiter limiter, Func<CancellationToken, Task> prepareClock, TimeProvider clock,
        TimeProvider wall, ILogger log, Action<StreamKind, bool, string> changed)
    {
        _options = options;
        _signing = signing;
        _clock = venueClock;
        _limiter = limiter;
        _prepareClock = prepareClock;
        _changed = changed;
        _log = log;
        _idPrefix = string.Create(CultureInfo.InvariantCulture, $"t{wall.GetUtcNow().ToUnixTimeMilliseconds():x}-");
        _pending = new PendingReplies<JsonElement>(wall, MostPending);
        _socket = new VenueSocket(options.TradeStream, "Bybit", StreamKind.Trade, this, clock, wall, log, new ReconnectBackoff(options.JitterSeed + 7_919));
    }

    /// <summary>True when orders may go this way.</summary>
    public bool IsReady => _socket.IsReady && Volatile.Read(ref _restarting) == 0;

    public StreamStatus Status => _socket.Status;

    public long FrameCount => _socket.Frames;

    public Task StartAsync(CancellationToken cancellationToken) => _socket.StartAsync(cancellationToken);

    /// <summary>Sends one order request and waits for its reply.</summary>
    public async Task<BybitReply> SendAsync(BybitRequest request, CancellationToken cancellationToken)
    {
        var id = _idPrefix + Interlocked.Increment(ref _requests).ToString(CultureInfo.InvariantCulture);
        if (_pending.Expect(id) is not { } reply)
            return BybitReply.NotSent(-1, "too many requests wait on the order entry socket", VenueReaction.Retry, BybitNext.UseRest);
        var frame = StreamFrames.Order(id, request.TradeOperation!, _clock.StampMs, _options.RecvWindowMs, request.Body);
        try
        {
            if (!await _socket.SendAsync(frame, cancellationToken))
                return BybitReply.NotSent(-1, "the order entry socket is closed", VenueReaction.Retry, BybitNext.UseRest);
            return Understand(request, await _pending.WaitAsync(id, reply, _options.EntryTimeout, cancellationToken));
        }
        catch (TimeoutException)
        {
            return BybitReply.Lost("no reply on the order entry socket in time", request.Kind);
        }
        catch (Exception broken) when (broken is WebSocketException or IOException or InvalidOperationException)
        {
            return BybitReply.Lost(broken.Message, request.Kind);
        }
        finally
        {
            _pending.Forget(id);
            CutWhenDrained();
        }
    }

    public async Task OpenedAsync(CancellationToken cancellationToken)
    {
        await _prepareClock(cancellationToken);
        const string Id = "auth";
        var reply = _pending.Expect(Id) ?? throw new InvalidOperationException("authentication is under way already");
        if (!await _socket.SendAsync(StreamFrames.Auth("reqId", Id, _signing, _clock.VenueMs), cancellationToken))
        {
            _pending.Forget(Id);
            throw new WebSocketException("not connected");
        }

        var answer = await _pending.WaitAsync(Id, reply, AuthTimeout, cancellationToken);
        var code = answer.Integer("retCode") ?? -1;
        if (code is not (0 or 20001))
            throw new WebSocketException($"authentication refused: {code} {answer.Text("retMsg", "ret_msg")}");
        Volatile.Write(ref _restarting, 0);
        _changed(StreamKind.Trade, true, "authenticated");
    }

    public bool OnFrame(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt)
    {
        if (!WireEnvelope.TryRead(frame, out var envelope))
            return false;
        var operation = OperationFrame.Read(envelope);
        if (operation.IsPong)
            return true;
        if (operation.RequestId.Length > 0)
        {
            // Late replies to requests that were given up find nobody; their orders are settled by asking.
            _pending.TryComplete(operation.RequestId, envelope);
            return true;
        }

        if (operation.Operation == "auth" && _pending.TryComplete("auth", envelope))
            return true;
        if (operation.Code == 0)
            return operation.Operation.Length > 0;
        var lost = _pending.CompleteAll(default);
        _log.LogWarning("Bybit order entry: {Code} {Text} without a request id; {Lost} requests are unknown", operation.Code, operation.Text, lost);
        return true;
    }

    public void OnClosed(string why)
    {
        _pending.CompleteAll(default);
        _changed(StreamKind.Trade, false, why);
    }

    public byte[] Ping(long number) => StreamFrames.Ping("reqId", "p" + number.ToString(CultureInfo.InvariantCulture));

    public ValueTask DisposeAsync() => _socket.DisposeAsync();

    private BybitReply Understand(BybitRequest request, JsonElement envelope)
    {
        if (envelope.ValueKind != JsonValueKind.Object || envelope.Integer("retCode") is not { } code)
            return BybitReply.Lost("the order entry socket broke before the reply", request.Kind);
        var header = envelope.Field("header");
        var reset = header.Integer("X-Bapi-Limit-Reset-Timestamp");
        _limiter.Learn(request.Budget, (int?)header.Integer("X-Bapi-Limit"), (int?)header.Integer("X-Bapi-Limit-Status"), reset, _clock.VenueMs);
        var reply = BybitReply.Envelope(200, (int)code, envelope.Text("retMsg", "ret_msg"), envelope.Field("data"), request.Kind) with { ResetMs = reset };
        switch (BybitErrorCodes.ClassOf(reply.Code))
        {
            case BybitErrorClass.TradeStreamRestarting:
                Volatile.Write(ref _restarting, 1);
                return reply;
            case BybitErrorClass.Fatal:
                // Here 10003 may only mean too many sessions. It was refused, so REST may give the final word.
                Volatile.Write(ref _restarting, 1);
                _log.LogWarning("Bybit order entry socket refuses: {Code} {Text}; going by REST", reply.Code, reply.Text);
                return reply with { Verdict = reply.Verdict with { Next = BybitNext.UseRest } };
            default:
                return reply;
        }
    }

    // What is in flight is not affected by a restart, so the old connection goes only after its last reply.
    private void CutWhenDrained()
    {
        if (Volatile.Read(ref _restarting) == 1 && _pending.Count == 0)
            _socket.Cut("order entry is restarting");
    }
}
