using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Titan.Simulator.Binance.Wire;
using Titan.Simulator.Faults;
using Titan.Simulator.Streams;

namespace Titan.Simulator.Binance;

/// <summary>
/// Spot's sockets: /ws, /ws/NAME and /stream, with streams in the address or subscribed live. Pings every 20 s and ends who does not
/// echo them, who talks too much, and everybody after a day. A stream costs nothing while nobody follows it.
/// </summary>
internal sealed class SpotStreams : ISpotListener, IDisposable
{
    private readonly SpotExchange _exchange;
    private readonly FaultBoard _board;
    private readonly TimeProvider _clock;
    private readonly SpotWireOptions _options;
    private readonly SpotTalk _talk;
    private readonly SpotJson _json = new();
    private readonly ConcurrentDictionary<SpotSession, bool> _sessions = new();
    private readonly Dictionary<string, HashSet<SpotSession>> _followers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DepthDiff> _diffs = new(StringComparer.Ordinal);
    private readonly FrameGate _gate;
    private long _framesSent;
    private long _connections;
    private int _following;

    public SpotStreams(SpotExchange exchange, FaultBoard board, TimeProvider clock, SpotWireOptions options, FrameGate gate)
    {
        _gate = gate;
        _exchange = exchange;
        _board = board;
        _clock = clock;
        _options = options;
        _talk = new SpotTalk(exchange, this);
        exchange.Listener = this;
    }

    public long FramesSent => Interlocked.Read(ref _framesSent);

    /// <summary>Somebody follows a stream: then spot's steps are steps of their own.</summary>
    public bool IsFollowed => Volatile.Read(ref _following) > 0;

    public static bool Owns(string path) => path is "/ws" or "/stream" || path.StartsWith("/ws/", StringComparison.Ordinal);

    public async Task AcceptAsync(HttpContext context, string path, CancellationToken stopping)
    {
        if (_board.Refuses("binance"))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        // With a timeout the server sends ping frames and wants their payload back, as the venue does.
        var terms = new WebSocketAcceptContext { KeepAliveInterval = _options.PingEvery, KeepAliveTimeout = _options.PongWithin };
        using var socket = await context.WebSockets.AcceptWebSocketAsync(terms);
        var id = Interlocked.Increment(ref _connections).ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var connection = new StreamConnection(socket, StreamKind.Spot, id, _board, _clock, () => Interlocked.Increment(ref _framesSent), _gate);
        var session = new SpotSession(connection, combined: path == "/stream", TimeProvider.System);
        _sessions[session] = true;
        using var life = TimeProvider.System.CreateTimer(static state => ((StreamConnection)state!).Abort(), connection, _options.ConnectionLife, Timeout.InfiniteTimeSpan);
        try
        {
            foreach (var stream in InAddress(path, context.Request.Query["streams"].ToString())) _exchange.Act(_ => Follow(session, stream));
            await connection.RunAsync(message => HearAsync(session, message), stopping);
        }
        finally
        {
            _sessions.TryRemove(session, out _);
            _exchange.Act(_ =>
            {
                foreach (var stream in session.Streams.ToArray()) Leave(session, stream);
                return true;
            });
        }
    }

    public Task FlushAsync() => Task.WhenAll(_sessions.Keys.Select(static session => session.Connection.FlushAsync()));

    /// <summary>Cuts all connections, as a broken line does.</summary>
    public void Disconnect()
    {
        foreach (var session in _sessions.Keys) session.Connection.Abort();
    }

    /// <summary>Says that the server goes down, and cuts those connections a while later (machine time).</summary>
    public void AnnounceShutdown(TimeSpan until)
    {
        var told = _sessions.Keys.ToArray();
        _exchange.Act(exchange =>
        {
            foreach (var session in told) Send(session, "!serverShutdown", _json.Shutdown(exchange.NowMs));
            return true;
        });
        _ = CutLaterAsync(told, until);
    }

    /// <summary>Inside an act. False when it follows that many already.</summary>
    public bool Follow(SpotSession session, string stream)
    {
        if (session.Streams.Contains(stream)) return true;
        if (session.Streams.Count >= SpotSession.MostStreams) return false;
        session.Streams.Add(stream);
        if (!_followers.TryGetValue(stream, out var followers)) _followers[stream] = followers = [];
        followers.Add(session);
        Volatile.Write(ref _following, _following + 1);
        if (DiffOf(stream) is { } diff) _diffs.TryAdd(stream, diff);
        return true;
    }

    /// <summary>Inside an act.</summary>
    public void Leave(SpotSession session, string stream)
    {
        if (!session.Streams.Remove(stream) || !_followers.TryGetValue(stream, out var followers)) return;
        followers.Remove(session);
        Volatile.Write(ref _following, _following - 1);
        if (followers.Count > 0) return;
        _followers.Remove(stream);
        _diffs.Remove(stream);
    }

    public void Traded(SpotInstrument instrument, in SpotAggregate aggregate, int prints, long timeMs)
    {
        if (_following == 0) return;
        var name = instrument.StreamSymbol + "@aggTrade";
        if (_followers.TryGetValue(name, out var followers)) Tell(name, followers, _json.Aggregate(instrument, aggregate, timeMs));
        name = instrument.StreamSymbol + "@trade";
        if (!_followers.TryGetValue(name, out followers)) return;
        for (var i = instrument.Prints.Count - prints; i < instrument.Prints.Count; i++) Tell(name, followers, _json.Print(instrument, instrument.Prints[i], timeMs));
    }

    public void BookChanged(SpotInstrument instrument, long timeMs)
    {
        if (_diffs.Count == 0) return;
        foreach (var period in (string[])["@depth@100ms", "@depth"])
        {
            var name = instrument.StreamSymbol + period;
            if (!_diffs.TryGetValue(name, out var diff)) continue;
            diff.Gather();
            if (!diff.IsDue(timeMs)) continue;
            var (first, last) = diff.Numbers;
            Tell(name, _followers[name], _json.Depth(instrument, first, last, diff.Bids, diff.Asks, timeMs));
            diff.Sent(timeMs);
        }
    }

    public void BestChanged(SpotInstrument instrument)
    {
        if (_following == 0) return;
        var name = instrument.StreamSymbol + "@bookTicker";
        if (_followers.TryGetValue(name, out var followers)) Tell(name, followers, _json.Best(instrument));
    }

    public void Dispose() => _json.Dispose();

    private Task HearAsync(SpotSession session, ReadOnlyMemory<byte> message)
    {
        if (session.MaySpeak()) session.Connection.Send(_talk.Answer(session, message.Span));
        else session.Connection.Abort();
        return Task.CompletedTask;
    }

    private void Tell(string stream, HashSet<SpotSession> followers, byte[] payload)
    {
        byte[]? wrapped = null;
        foreach (var session in followers)
            session.Connection.Send(session.Combined ? wrapped ??= _json.Wrapped(stream, payload) : payload, stream);
    }

    private void Send(SpotSession session, string stream, byte[] payload) =>
        session.Connection.Send(session.Combined ? _json.Wrapped(stream, payload) : payload);

    private DepthDiff? DiffOf(string stream)
    {
        var at = stream.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || !_exchange.Instruments.TryGetValue(stream[..at].ToUpperInvariant(), out var instrument)) return null;
        return stream[at..] switch
        {
            "@depth@100ms" => new DepthDiff(instrument, 100),
            "@depth" => new DepthDiff(instrument, 1_000),
            _ => null,
        };
    }

    private static async Task CutLaterAsync(SpotSession[] told, TimeSpan until)
    {
        await Task.Delay(until, TimeProvider.System);
        foreach (var session in told) session.Connection.Abort();
    }

    private static IEnumerable<string> InAddress(string path, string query)
    {
        var named = path == "/stream" ? query : path.Length > "/ws/".Length ? path["/ws/".Length..] : "";
        return named.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static stream => stream.Contains('@', StringComparison.Ordinal));
    }
}
