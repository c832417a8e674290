namespace Titan.Simulator.Faults;

/// <summary>
/// The faults in force. REST, streams and exchange ask here what goes wrong; nothing does unless somebody put a fault up.
/// Safe to ask from any thread; times are the clock's own, without the skew that a fault may add.
/// </summary>
internal sealed class FaultBoard(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private volatile bool _any;
    private long _lastId;

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public Fault Add(FaultOrder order)
    {
        lock (_gate)
        {
            var fault = new Fault(order, ++_lastId, NowMs);
            _faults.Add(fault);
            _any = true;
            return fault;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
            _any = false;
        }
    }

    /// <summary>The faults that can still strike.</summary>
    public IReadOnlyList<Fault> InForce()
    {
        lock (_gate)
        {
            _faults.RemoveAll(f => f.IsOver(NowMs));
            _any = _faults.Count > 0;
            return [.. _faults];
        }
    }

    public RequestFate ForRequest(string path)
    {
        if (!_any) return RequestFate.Untouched;
        var fate = RequestFate.Untouched;
        lock (_gate)
        {
            foreach (var fault in _faults)
            {
                var order = fault.Order;
                if (order.Stream.Length > 0 || !Covers(order.Path, path)) continue;
                if (order.Kind is not ("latency" or "dropRequest" or "lostAck" or "reject" or "httpStatus") || !fault.Strikes(NowMs)) continue;
                fate = order.Kind switch
                {
                    "latency" when order.After => fate with { DelayAfterMs = fate.DelayAfterMs + fault.DrawLatencyMs() },
                    "latency" => fate with { DelayBeforeMs = fate.DelayBeforeMs + fault.DrawLatencyMs() },
                    "dropRequest" => fate with { Dropped = true },
                    "lostAck" => fate with { AnswerLost = true },
                    "reject" => fate with { Code = order.Code, Message = order.Message },
                    _ => fate with { HttpStatus = order.Status, RetryAfter = order.RetryAfter },
                };
            }
        }
        return fate;
    }

    public FrameFate ForFrame(string stream, string topic)
    {
        if (!_any) return default;
        var fate = default(FrameFate);
        lock (_gate)
        {
            foreach (var fault in _faults)
            {
                var order = fault.Order;
                if (order.Kind is not ("latency" or "silentFeed" or "duplicate" or "outOfOrder" or "sequenceGap")) continue;
                if (order.Kind == "latency" && order.Stream.Length == 0) continue;
                if (!CoversFrame(order, stream, topic) || !fault.Strikes(NowMs)) continue;
                fate = order.Kind switch
                {
                    "latency" => fate with { DelayMs = fate.DelayMs + fault.DrawLatencyMs() },
                    "duplicate" => fate with { Doubled = true },
                    "outOfOrder" => fate with { Held = true },
                    _ => fate with { Lost = true },
                };
            }
        }
        return fate;
    }

    /// <summary>Whether new connections to a stream are refused (a disconnect that lasts).</summary>
    public bool Refuses(string stream)
    {
        if (!_any) return false;
        lock (_gate) return _faults.Exists(f => f.Order.Kind == "disconnect" && CoversStream(f.Order, stream) && !f.IsOver(NowMs));
    }

    public bool TradeRestarting() => Strike("tradeRestart", "") is not null;

    public decimal? PartialFill(string symbol) => Strike("partialFill", symbol)?.Order.Fraction;

    public long HiddenFor(string symbol) => Strike("hiddenOrders", symbol)?.Order.DelayMs ?? 0;

    public long SkewMs()
    {
        if (!_any) return 0;
        lock (_gate) return _faults.Where(f => f.Order.Kind == "clockSkew" && !f.IsOver(NowMs)).Sum(static f => f.Order.OffsetMs);
    }

    private Fault? Strike(string kind, string symbol)
    {
        if (!_any) return null;
        lock (_gate)
        {
            return _faults.Find(f => f.Order.Kind == kind && (f.Order.Symbol.Length == 0 || f.Order.Symbol == symbol) && f.Strikes(NowMs));
        }
    }

    private static bool Covers(string pattern, string path) =>
        pattern.Length == 0 || pattern == path
        || (pattern.EndsWith('*') && path.StartsWith(pattern[..^1], StringComparison.Ordinal));

    private static bool CoversStream(FaultOrder order, string stream) => order.Stream is "" or "all" || order.Stream == stream;

    private static bool CoversFrame(FaultOrder order, string stream, string topic)
    {
        if (!CoversStream(order, stream)) return false;
        if (order.Kind == "sequenceGap" && !IsBook(order.Stream, topic)) return false;
        if (order.Kind is "duplicate" or "outOfOrder" && topic.Length == 0) return false;
        return Covers(order.Topic, topic) && (order.Symbol.Length == 0 || IsOf(order.Symbol, topic));
    }

    // Bybit says orderbook.50.BTCUSDT, Binance btcusdt@depth@100ms.
    private static bool IsBook(string stream, string topic) =>
        stream == "binance" ? topic.Contains("@depth", StringComparison.Ordinal) : topic.StartsWith("orderbook.", StringComparison.Ordinal);

    private static bool IsOf(string symbol, string topic) =>
        topic.EndsWith("." + symbol, StringComparison.Ordinal) || topic.StartsWith(symbol + "@", StringComparison.OrdinalIgnoreCase);
}
