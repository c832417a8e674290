namespace Titan.Simulator.Market.Recorded;

/// <summary>One print of a path: price in ticks, size in quantity steps (0: the path passes here without a trade).</summary>
internal readonly record struct PathPoint(long Ticks, bool TakerBuys, long Units);

/// <summary>
/// The way a price may have gone within a bar: open, then low and high (an up bar sees its low first, a down bar its high), then close,
/// straight in between, every point on the tick. Volume is spread over the points and adds up exactly; where the file splits it, buys
/// go to the points that rise.
/// </summary>
internal sealed class BarPath(FixedPoint tick, FixedPoint step, int points)
{
    private readonly long[] _ticks = new long[points];
    private readonly bool[] _buys = new bool[points];
    private readonly long[] _units = new long[points];
    private long _lastTicks;

    /// <summary>The points of one bar; the list is valid until the next call.</summary>
    public PathPoint[] Make(RecordedBar bar)
    {
        var before = _lastTicks;
        LayPrices(bar);
        ChooseSides(bar.OpenTimeMs, before);
        SpreadVolume(bar, before);
        _lastTicks = _ticks[^1];
        var path = new PathPoint[points];
        for (var i = 0; i < points; i++)
            path[i] = new PathPoint(_ticks[i], _buys[i], _units[i]);
        return path;
    }

    private int FirstTurn => (points - 1) / 3;

    private int SecondTurn => 2 * (points - 1) / 3;

    private void LayPrices(RecordedBar bar)
    {
        var rises = bar.Close >= bar.Open;
        var low = tick.ToSteps(bar.Low);
        var high = tick.ToSteps(bar.High);
        Line(0, FirstTurn, tick.ToSteps(bar.Open), rises ? low : high);
        Line(FirstTurn, SecondTurn, rises ? low : high, rises ? high : low);
        Line(SecondTurn, points - 1, rises ? high : low, tick.ToSteps(bar.Close));
    }

    private void Line(int from, int to, long start, long end)
    {
        for (var i = from; i <= to; i++)
            _ticks[i] = start + ((end - start) * (i - from) / (to - from));
    }

    // A print that rises is a buyer's, one that falls a seller's; in between the bar's own time decides.
    private void ChooseSides(long timeMs, long before)
    {
        for (var i = 0; i < points; i++)
        {
            var move = _ticks[i].CompareTo(i == 0 ? (before == 0 ? _ticks[0] : before) : _ticks[i - 1]);
            _buys[i] = move != 0 ? move > 0 : (Draw(timeMs, i) & 1) == 0;
        }
    }

    private void SpreadVolume(RecordedBar bar, long before)
    {
        Array.Clear(_units);
        var total = step.ToSteps(bar.Volume);
        var flat = bar.High == bar.Low && _ticks[0] == before;
        if (total == 0 && flat)
            return;
        if (bar.TakerBuys is { } takers && _buys.Contains(true) && _buys.Contains(false))
        {
            var bought = Math.Min(step.ToSteps(takers), total);
            Share(bought, bar.OpenTimeMs, buys: true);
            Share(total - bought, bar.OpenTimeMs, buys: false);
        }
        else
        {
            Share(total, bar.OpenTimeMs, buys: null);
        }

        EnsurePrinted(0);
        if (bar.High == bar.Low)
            return;
        EnsurePrinted(points - 1);
        EnsureTurnPrinted(FirstTurn);
        EnsureTurnPrinted(SecondTurn);
    }

    private void EnsureTurnPrinted(int index)
    {
        if (_ticks[index] != _ticks[0] && _ticks[index] != _ticks[^1])
            EnsurePrinted(index);
    }

    // The prices of the bar must print, each with a step at least; it is taken from the largest print, if that can spare one.
    private void EnsurePrinted(int index)
    {
        if (_units[index] > 0)
            return;
        var largest = Array.IndexOf(_units, _units.Max());
        if (_units[largest] > 1)
            _units[largest]--;
        _units[index] = 1;
    }

    // Uneven shares whose rounding never loses a step: each point gets what the running sum has grown by.
    private void Share(long total, long timeMs, bool? buys)
    {
        long weights = 0;
        for (var i = 0; i < points; i++)
            weights += Weight(timeMs, i, buys);
        long sum = 0;
        long given = 0;
        for (var i = 0; i < points; i++)
        {
            sum += Weight(timeMs, i, buys);
            var upTo = (long)((Int128)total * sum / Math.Max(weights, 1));
            _units[i] += upTo - given;
            given = upTo;
        }
    }

    private long Weight(long timeMs, int index, bool? buys) =>
        buys is { } side && _buys[index] != side ? 0 : 64 + (long)((Draw(timeMs, index) >> 8) & 127);

    private static ulong Draw(long timeMs, int index)
    {
        unchecked
        {
            return SeededRandom.Mix((ulong)timeMs + ((ulong)index * 0x9E3779B97F4A7C15));
        }
    }
}
