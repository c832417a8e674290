using Titan.Simulator.Market;

namespace Titan.Simulator.Exchange;

/// <summary>
/// One-minute bars of one instrument, history first, then what traded live; longer candles are built from them.
/// At most <see cref="ClosedMinutes.Capacity"/> closed minutes are kept; a minute without trades repeats the last close with no volume.
/// </summary>
internal sealed class CandleStore(IReadOnlyList<MarketBar> history, long shiftMs)
{
    private const long MinuteMs = 60_000;

    private readonly ClosedMinutes _closed = new(history, shiftMs);
    private readonly Dictionary<string, MarketBar> _running = new(StringComparer.Ordinal);
    private MarketBar _current;
    private bool _started;

    /// <summary>The last known price, or null before anything traded.</summary>
    public decimal? LastClose => _started ? _current.Close : _closed.Count > 0 ? _closed[^1].Close : null;

    /// <summary>Candles that a stream follows, by interval code.</summary>
    public IReadOnlyCollection<string> Tracked => _running.Keys;

    /// <summary>Opens the minute that holds this time and hands back every followed candle that ended before it.</summary>
    public List<(string Interval, MarketBar Bar)>? Roll(long timeMs, decimal price)
    {
        var minute = timeMs - (timeMs % MinuteMs);
        if (!_started)
        {
            _current = Flat(minute, LastClose ?? price);
            _started = true;
        }
        List<(string, MarketBar)>? ended = null;
        while (_current.OpenTimeMs < minute)
        {
            _closed.Add(_current);
            ClosedCount++;
            _current = Flat(_current.OpenTimeMs + MinuteMs, _current.Close);
            ended = EndFollowed(_current.OpenTimeMs, ended);
        }
        return ended;
    }

    public void Add(decimal price, decimal size)
    {
        _current = Merge(_current, price, size);
        if (_running.Count == 0) return;
        foreach (var code in _running.Keys.ToArray()) _running[code] = Merge(_running[code], price, size);
    }

    /// <summary>Follows a candle length and returns its running candle.</summary>
    public MarketBar Follow(KlineInterval interval)
    {
        if (_running.TryGetValue(interval.Code, out var bar)) return bar;
        var start = interval.StartOf(_current.OpenTimeMs);
        bar = Newest(interval, start, long.MaxValue, 1).FirstOrDefault(_current);
        return _running[interval.Code] = bar;
    }

    public void Unfollow(string interval) => _running.Remove(interval);

    public MarketBar Running(string interval) => _running[interval];

    /// <summary>Up to <paramref name="limit"/> candles that start inside the window, newest first; the first may still be open.</summary>
    public List<MarketBar> Newest(KlineInterval interval, long startMs, long endMs, int limit)
    {
        var result = new List<MarketBar>();
        MarketBar? candle = null;
        for (var i = _closed.Count; i >= 0; i--)
        {
            var minute = i == _closed.Count ? _current : _closed[i];
            if (i == _closed.Count && !_started) continue;
            var start = interval.StartOf(minute.OpenTimeMs);
            if (start > endMs) continue;
            if (start < startMs) break;
            if (candle is { } open && open.OpenTimeMs == start) candle = Prepend(minute, open);
            else
            {
                if (candle is { } done) result.Add(done);
                candle = null;
                if (result.Count >= limit) break;
                candle = minute with { OpenTimeMs = start };
            }
        }
        if (candle is { } last && result.Count < limit) result.Add(last);
        return result;
    }

    /// <summary>How many minutes ever closed; grows by one a minute.</summary>
    public long ClosedCount { get; private set; }

    /// <summary>The last so many closed minutes as one bar; empty when none closed yet.</summary>
    public MarketBar ClosedWindow(int minutes)
    {
        if (_closed.Count == 0) return default;
        var result = _closed[^1];
        for (var i = _closed.Count - 2; i >= Math.Max(0, _closed.Count - minutes); i--) result = Prepend(_closed[i], result);
        return result;
    }

    /// <summary>A window of closed minutes with the running one added.</summary>
    public MarketBar WithRunning(MarketBar closed) => closed.OpenTimeMs == 0 ? _current : Prepend(closed, _current);

    private List<(string, MarketBar)>? EndFollowed(long minuteMs, List<(string, MarketBar)>? ended)
    {
        if (_running.Count == 0) return ended;
        foreach (var code in _running.Keys.ToArray())
        {
            var interval = new KlineInterval(code);
            var bar = _running[code];
            if (interval.NextStart(bar.OpenTimeMs) > minuteMs) continue;
            (ended ??= []).Add((code, bar));
            _running[code] = Flat(interval.StartOf(minuteMs), bar.Close);
        }
        return ended;
    }

    private static MarketBar Flat(long openMs, decimal price) => new(openMs, price, price, price, price, 0m, 0m);

    private static MarketBar Merge(MarketBar bar, decimal price, decimal size) => bar with
    {
        High = Math.Max(bar.High, price),
        Low = Math.Min(bar.Low, price),
        Close = price,
        Volume = bar.Volume + size,
        Turnover = bar.Turnover + (price * size),
    };

    private static MarketBar Prepend(MarketBar earlier, MarketBar later) => later with
    {
        Open = earlier.Open,
        High = Math.Max(earlier.High, later.High),
        Low = Math.Min(earlier.Low, later.Low),
        Volume = earlier.Volume + later.Volume,
        Turnover = earlier.Turnover + later.Turnover,
    };
}
