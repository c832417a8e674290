namespace Titan.Engine.Strategies.Scavenger.Spider;

/// <summary>
/// A symbol's own burst rule: the 99.5th percentile of its trades per 100 ms, at least 10 (spec titan-trading 14, choice 11). Every
/// 100 ms counts, quiet ones too; counts are halved once an hour's worth is kept, so the rule follows the market. Off by default.
/// </summary>
internal sealed class AdaptiveBurst
{
    private const int Floor = 10;
    private const int LargestCount = 1_023;
    private const long Enough = 600;
    private const long Hour = 36_000;
    private static readonly long Slice = TimeSpan.FromMilliseconds(100).Ticks;

    private readonly long[] _histogram = new long[LargestCount + 1];
    private long _slice = -1;
    private int _inSlice;
    private long _slices;

    /// <summary>Trades needed; null until a minute was seen.</summary>
    public int? Needed { get; private set; }

    public void Add(long at, int weight)
    {
        var slice = at / Slice;
        if (_slice >= 0 && slice > _slice)
        {
            Close(slice - _slice);
        }

        _slice = slice;
        _inSlice += weight;
    }

    private void Close(long passed)
    {
        _histogram[Math.Min(_inSlice, LargestCount)]++;
        _histogram[0] += passed - 1;
        _slices += passed;
        _inSlice = 0;
        if (_slices >= Hour * 2)
        {
            Halve();
        }

        if (_slices >= Enough)
        {
            Needed = Math.Max(Floor, Percentile());
        }
    }

    private int Percentile()
    {
        // From the top: the largest count that at most 0.5 % of the slices exceed.
        var above = _slices * 5 / 1_000;
        var count = LargestCount;
        for (var seen = _histogram[count]; seen <= above && count > 0; seen += _histogram[count])
        {
            count--;
        }

        return count;
    }

    private void Halve()
    {
        _slices = 0;
        for (var count = 0; count < _histogram.Length; count++)
        {
            _histogram[count] /= 2;
            _slices += _histogram[count];
        }
    }
}
