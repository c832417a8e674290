using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Market;

/// <summary>
/// The plainest breakout strategy: a print above the highest high, or below the lowest low, of the last twenty closed one-minute
/// bars. It starts from the source's history and reports each direction at most once in five minutes.
/// </summary>
internal sealed class BreakoutWatcher
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, Channel> _channels = [];

    public BreakoutWatcher(IMarketSource source)
    {
        foreach (var instrument in source.Instruments)
            _channels[instrument.Symbol] = new Channel(source.History(instrument.Symbol).TakeLast(20));
    }

    public Breakout? Observe(Print print)
    {
        var direction = _channels[print.Symbol].Observe(print);
        return direction == 0 ? null : new Breakout(print.At, print.Symbol, direction, print.Price);
    }

    /// <summary>Whether the print is outside the twenty bars, reported before or not.</summary>
    public bool IsOutside(Print print) => _channels[print.Symbol].IsOutside(print.Price);

    private sealed class Channel(IEnumerable<MarketBar> bars)
    {
        private readonly Queue<(decimal High, decimal Low)> _bars = new(bars.Select(bar => (bar.High, bar.Low)));
        private readonly Dictionary<int, DateTimeOffset> _reported = [];
        private (decimal High, decimal Low) _edges;
        private (decimal High, decimal Low)? _running;
        private long _minute = long.MinValue;

        public bool IsOutside(decimal price) => price > _edges.High || price < _edges.Low;

        public int Observe(Print print)
        {
            var minute = print.At.ToUnixTimeSeconds() / 60;
            if (minute != _minute)
                Roll(minute);
            _running = _running is { } bar
                ? (Math.Max(bar.High, print.Price), Math.Min(bar.Low, print.Price))
                : (print.Price, print.Price);
            var direction = print.Price > _edges.High ? 1 : print.Price < _edges.Low ? -1 : 0;
            if (direction == 0 || (_reported.TryGetValue(direction, out var last) && print.At - last < Pause))
                return 0;
            _reported[direction] = print.At;
            return direction;
        }

        private void Roll(long minute)
        {
            _minute = minute;
            if (_running is { } closed)
            {
                _bars.Enqueue(closed);
                _bars.Dequeue();
                _running = null;
            }

            _edges = (_bars.Max(bar => bar.High), _bars.Min(bar => bar.Low));
        }
    }
}

internal sealed record Breakout(DateTimeOffset At, string Symbol, int Direction, decimal Price);
