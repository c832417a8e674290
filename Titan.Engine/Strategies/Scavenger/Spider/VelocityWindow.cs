namespace Titan.Engine.Strategies.Scavenger.Spider;

/// <summary>
/// How fast a price runs: |last - first| / first per second over the last 5 s of venue time; 10 s are kept for the one before
/// (spec titan-trading 2.7). Fewer than two points or no span is 0.
/// </summary>
internal sealed class VelocityWindow
{
    private static readonly long Window = TimeSpan.FromSeconds(5).Ticks;
    private static readonly long Kept = TimeSpan.FromSeconds(10).Ticks;

    private readonly Ring<Point> _points = new(256, 16_384);

    public long Latest => _points.Count == 0 ? long.MinValue : _points.Newest.At;

    public int Bytes => _points.Capacity * 24;

    public void Add(long at, decimal price)
    {
        while (_points.Count > 0 && at - _points[0].At > Kept)
        {
            _points.RemoveOldest();
        }

        if (_points.Count > 0 && _points.Newest.At == at)
        {
            _points.Newest = new Point(at, price);
            return;
        }

        _points.Add(new Point(at, price));
    }

    /// <summary>Points inside the last 5 s before a time.</summary>
    public int PointsAt(long now) => _points.Count - FirstFrom(now - Window);

    /// <summary>Velocity of the 5 s that end at the newest point.</summary>
    public decimal Velocity => _points.Count == 0 ? 0m : Over(FirstFrom(Latest - Window), _points.Count - 1);

    /// <summary>Velocity of the 5 s that ended one point earlier.</summary>
    public decimal VelocityBefore => _points.Count < 2 ? 0m : Over(FirstFrom(_points[_points.Count - 2].At - Window), _points.Count - 2);

    public void Clear() => _points.Clear();

    private decimal Over(int first, int last)
    {
        if (last <= first)
        {
            return 0m;
        }

        var (from, to) = (_points[first], _points[last]);
        var seconds = (decimal)(to.At - from.At) / TimeSpan.TicksPerSecond;
        return seconds == 0 || from.Price <= 0 ? 0m : Math.Abs((to.Price - from.Price) / from.Price) / seconds;
    }

    private int FirstFrom(long at)
    {
        var (low, high) = (0, _points.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_points[middle].At < at)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private readonly record struct Point(long At, decimal Price);
}
