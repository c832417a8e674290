using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Titan.Simulator.Exchange;
using Titan.Simulator.Faults;
using Titan.Simulator.Market;
using Titan.Simulator.Rest;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Streams;

/// <summary>
/// All sockets of the venue: accepts them, answers auth, ping and subscriptions, and passes what the exchange does to the
/// public and private topics.
/// </summary>
internal sealed class StreamHub : SilentListener, IDisposable
{
    private readonly Venue _venue;
    private readonly Signatures _signatures;
    private readonly FaultBoard _board;
    private readonly TimeProvider _clock;
    private readonly TradeStream _trade;
    private readonly PublicStreams _public;
    private readonly PrivateStreams _private;
    private readonly VenueIds _ids;
    private readonly ConcurrentDictionary<StreamConnection, bool> _connections = new();
    private readonly FrameGate _gate;
    private long _framesSent;

    public StreamHub(Venue venue, Signatures signatures, RateLimiter limiter, FaultBoard board, TimeProvider clock, int seed, FrameGate gate)
    {
        _gate = gate;
        _venue = venue;
        _signatures = signatures;
        _board = board;
        _clock = clock;
        _ids = new VenueIds(seed ^ 0x5eed, clock.GetUtcNow().ToUnixTimeMilliseconds());
        _trade = new TradeStream(venue, limiter, board, clock);
        _public = new PublicStreams(venue);
        _private = new PrivateStreams(venue, _ids);
    }

    public long FramesSent => Interlocked.Read(ref _framesSent);

    public static StreamKind? KindOf(string path) => path.TrimEnd('/') switch
    {
        "/v5/public/linear" => StreamKind.Public,
        "/v5/private" => StreamKind.Private,
        "/v5/trade" => StreamKind.Trade,
        _ => null,
    };

    public async Task AcceptAsync(HttpContext context, StreamKind kind, CancellationToken stopping)
    {
        if (_board.Refuses(kind switch { StreamKind.Public => "public", StreamKind.Private => "private", _ => "trade" }))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var connection = new StreamConnection(
            socket, kind, _venue.Act(_ => _ids.Next()), _board, _clock, () => Interlocked.Increment(ref _framesSent), _gate);
        _connections[connection] = true;
        try
        {
            await connection.RunAsync(message => ReceiveAsync(connection, message), stopping);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            _venue.Act(_ =>
            {
                _public.Leave(connection);
                _private.Leave(connection);
            });
        }
    }

    /// <summary>Waits until every frame queued so far is written.</summary>
    public Task FlushAsync() => Task.WhenAll(_connections.Keys.Select(static connection => connection.FlushAsync()));

    /// <summary>Cuts the connections of one stream, or all.</summary>
    public void Disconnect(string stream)
    {
        foreach (var connection in _connections.Keys)
            if (stream is "" or "all" || connection.Name == stream) connection.Abort();
    }

    public override void OrderChanged(Order order) => _private.OrderChanged(order);

    public override void Executed(Execution execution) => _private.Executed(execution);

    public override void PositionChanged(Position position) => _private.PositionChanged(position);

    public override void WalletChanged() => _private.WalletChanged();

    public override void BookChanged(Instrument instrument) => _public.BookChanged(instrument);

    public override void Traded(Instrument instrument, in PublicTrade trade) => _public.Traded(instrument, in trade);

    public override void Liquidated(Instrument instrument, Side positionSide, decimal size, decimal price) =>
        _public.Liquidated(instrument, positionSide, size, price);

    public override void PricesMoved(Instrument instrument) => _public.PricesMoved(instrument);

    public override void CandleEnded(Instrument instrument, string interval, MarketBar bar) => _public.CandleEnded(instrument, interval, bar);

    public override void Flush()
    {
        _private.Flush();
        _public.Flush();
    }

    public void Dispose()
    {
        _public.Dispose();
        _private.Dispose();
    }

    private Task ReceiveAsync(StreamConnection connection, ReadOnlyMemory<byte> message)
    {
        JsonElement frame;
        try
        {
            frame = JsonElement.Parse(message.Span);
        }
        catch (JsonException)
        {
            // A client that sends no JSON is told so and stays connected.
            connection.Send(Answers.Command(connection, false, "Params Error", "", ""));
            return Task.CompletedTask;
        }
        var fields = new JsonFields(frame);
        var operation = fields.Text("op");
        var requestId = fields.Text(connection.Kind == StreamKind.Trade ? "reqId" : "req_id");
        switch (operation)
        {
            case "ping":
                connection.Send(Answers.Pong(connection, requestId, WireText.Number(_venue.NowMs)));
                return Task.CompletedTask;
            case "auth" when connection.Kind != StreamKind.Public:
                Authenticate(connection, frame, requestId);
                return Task.CompletedTask;
            case "subscribe" or "unsubscribe" when connection.Kind != StreamKind.Trade:
                _venue.Act(_ => Subscribe(connection, Topics(frame), operation, requestId));
                return Task.CompletedTask;
            default:
                if (connection.Kind == StreamKind.Trade) return TradeAsync(connection, frame, operation, requestId);
                connection.Send(Answers.Command(connection, false, "error:unknown op", requestId, operation));
                return Task.CompletedTask;
        }
    }

    /// <summary>A request that a fault delays must not hold up the ones behind it, so it is watched, not awaited.</summary>
    private Task TradeAsync(StreamConnection connection, JsonElement frame, string operation, string requestId)
    {
        _ = WatchAsync();
        return Task.CompletedTask;

        async Task WatchAsync()
        {
            try
            {
                await _trade.HandleAsync(connection, frame, operation, requestId);
            }
            catch (OperationCanceledException)
            {
                // The socket closed while a fault held the answer back.
            }
        }
    }

    private void Authenticate(StreamConnection connection, JsonElement frame, string requestId)
    {
        var arguments = Topics(frame);
        var verdict = arguments.Count == 3
            ? _signatures.JudgeSocket(arguments[0], arguments[1], arguments[2], _venue.NowMs)
            : Verdict.Parameter("Params Error");
        if (connection.Kind == StreamKind.Trade)
        {
            if (verdict.IsOk && connection.IsAuthenticated) verdict = new Verdict(20001, "Repeat auth");
            else if (verdict.IsOk) connection.IsAuthenticated = true;
            connection.Send(Answers.Trade(connection, verdict.Code, verdict.Message, requestId, "auth"));
            return;
        }
        if (verdict.IsOk && !connection.IsAuthenticated)
        {
            connection.IsAuthenticated = true;
            _venue.Act(_ => _private.Join(connection));
        }
        connection.Send(Answers.Command(connection, verdict.IsOk, verdict.IsOk ? "" : verdict.Message, requestId, "auth"));
    }

    private void Subscribe(StreamConnection connection, List<string> topics, string operation, string requestId)
    {
        if (Refusal(connection, topics, operation) is { } refusal)
        {
            connection.Send(Answers.Command(connection, false, refusal, requestId, operation));
            return;
        }
        foreach (var topic in topics)
        {
            if (connection.Kind == StreamKind.Private)
            {
                if (operation == "subscribe") connection.Topics.Add(topic);
                else connection.Topics.Remove(topic);
            }
            // The first snapshot leaves before the answer: the live venue does so at times, and clients must bear it.
            else if (operation == "subscribe") _public.Follow(connection, topic);
            else _public.Leave(connection, topic);
        }
        connection.Send(Answers.Command(connection, true, connection.Kind == StreamKind.Public ? operation : "", requestId, operation));
    }

    private string? Refusal(StreamConnection connection, List<string> topics, string operation)
    {
        if (topics.Count == 0) return "error:args is empty";
        if (connection.Kind == StreamKind.Private)
        {
            if (!connection.IsAuthenticated) return "Request not authorized";
            if (topics.Find(static t => !PrivateStreams.IsKnown(t)) is { } strange) return "error:handler not found,topic:" + strange;
            if (operation == "subscribe" && topics.Find(connection.Topics.Contains) is { } again) return "error:already subscribed,topic:" + again;
            return topics.Exists(t => t.EndsWith(".linear", StringComparison.Ordinal) && topics.Contains(t[..^".linear".Length]))
                ? "error:all-in-one and categorised topics cannot be mixed"
                : null;
        }
        if (topics.Find(t => !_public.IsKnown(t)) is { } unknown) return "error:handler not found,topic:" + unknown;
        return operation == "subscribe" && topics.Find(t => _public.IsFollowing(connection, t)) is { } twice
            ? "error:already subscribed,topic:" + twice
            : null;
    }

    private static List<string> Topics(JsonElement frame)
    {
        if (frame.ValueKind != JsonValueKind.Object || !frame.TryGetProperty("args", out var arguments) || arguments.ValueKind != JsonValueKind.Array) return [];
        return [.. arguments.EnumerateArray().Select(static argument => argument.ToString())];
    }
}
