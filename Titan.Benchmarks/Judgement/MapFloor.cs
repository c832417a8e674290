using Titan.Engine.Model;

namespace Titan.Benchmarks.Judgement;

/// <summary>The arithmetic of the three level traps over plain arrays of doubles, without objects, prices to trade at, scores or memory of what was found before.</summary>
internal sealed class MapFloor(IReadOnlyList<Bar[]> bars)
{
    private const int Bins = 50;
    private const int Period = 20;

    private readonly double[][] _closes = [.. bars.Select(static one => one.Select(static bar => (double)bar.Close).ToArray())];
    private readonly double[][] _highs = [.. bars.Select(static one => one.Select(static bar => (double)bar.High).ToArray())];
    private readonly double[][] _lows = [.. bars.Select(static one => one.Select(static bar => (double)bar.Low).ToArray())];
    private readonly double[][] _volumes = [.. bars.Select(static one => one.Select(static bar => (double)bar.Volume).ToArray())];
    private readonly double[] _bins = new double[Bins];
    private readonly double[] _widths = new double[73];

    /// <returns>Levels found.</returns>
    public int Cycle()
    {
        var found = 0;
        for (var symbol = 0; symbol < _closes.Length; symbol++)
        {
            found += Profile(symbol) + Yesterday(symbol) + Squeeze(symbol);
        }

        return found;
    }

    private int Profile(int symbol)
    {
        var (closes, volumes) = (_closes[symbol], _volumes[symbol]);
        var (low, high) = (_lows[symbol].Min(), _highs[symbol].Max());
        Array.Clear(_bins);
        for (var bar = 0; bar < closes.Length; bar++)
        {
            _bins[Math.Min(Bins - 1, (int)((closes[bar] - low) / (high - low) * Bins))] += volumes[bar];
        }

        var best = 0;
        for (var bin = 1; bin < Bins; bin++)
        {
            best = _bins[bin] > _bins[best] ? bin : best;
        }

        return _bins[best] > 0 ? 1 : 0;
    }

    private int Yesterday(int symbol)
    {
        var (highs, lows, close) = (_highs[symbol], _lows[symbol], _closes[symbol][^1]);
        var (high, low) = (double.MinValue, double.MaxValue);
        for (var bar = highs.Length - 48; bar < highs.Length - 24; bar++)
        {
            (high, low) = (Math.Max(high, highs[bar]), Math.Min(low, lows[bar]));
        }

        return Math.Min(Math.Abs(close - high), Math.Abs(close - low)) / close < 0.02 ? 1 : 0;
    }

    private int Squeeze(int symbol)
    {
        var closes = _closes[symbol];
        for (var window = 0; window < _widths.Length; window++)
        {
            var (last, sum, squares) = (closes.Length - _widths.Length + window, 0.0, 0.0);
            for (var bar = last - Period + 1; bar <= last; bar++)
            {
                sum += closes[bar];
                squares += closes[bar] * closes[bar];
            }

            var mean = sum / Period;
            _widths[window] = 4.0 * Math.Sqrt(Math.Max(0, (squares / Period) - (mean * mean))) / mean;
        }

        var now = _widths[^1];
        Array.Sort(_widths, 0, _widths.Length - 1);
        return now <= _widths[7] ? 1 : 0;
    }
}
