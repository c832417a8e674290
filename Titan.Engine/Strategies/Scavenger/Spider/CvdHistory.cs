namespace Titan.Engine.Strategies.Scavenger.Spider;

/// <summary>
/// Cumulative volume delta of the last 600 s of venue time, by running totals: a window's sum is one difference
/// (spec titan-trading 2.7). Base currency; times in UTC ticks and never falling.
/// </summary>
internal sealed class CvdHistory
{
    private static readonly long Kept = TimeSpan.FromSeconds(600).Ticks;

    private readonly Ring<Entry> _entries = new(1_024, 131_072);
    private decimal _total;
    private decimal _before;
    private long _since = long.MaxValue;

    public long Latest => _entries.Count == 0 ? long.MinValue : _entries.Newest.At;

    public int Bytes => _entries.Capacity * 24;

    public void Add(long at, decimal signed)
    {
        _since = Math.Min(_since, at);
        _total += signed;
        if (_entries.Count > 0 && _entries.Newest.At == at)
        {
            _entries.Newest = new Entry(at, _total);
            return;
        }

        while (_entries.Count > 0 && at - _entries[0].At > Kept)
        {
            Forget();
        }

        if (_entries.Count == 131_072)
        {
            Forget();
        }

        _entries.Add(new Entry(at, _total));
    }

    /// <summary>Sum over [latest - offset - window, latest - offset], both ends included, anchored on the newest trade.</summary>
    public decimal Sum(TimeSpan window, TimeSpan offset)
    {
        if (_entries.Count == 0)
        {
            return 0m;
        }

        var end = Latest - offset.Ticks;
        return Through(end) - Through(end - window.Ticks - 1);
    }

    /// <summary>The history is long enough for such a window: before it, a missing half would look like a change.</summary>
    public bool Covers(TimeSpan window, TimeSpan offset) =>
        _entries.Count > 0 && _since <= Latest - window.Ticks - offset.Ticks && (_entries.Count < 131_072 || _entries[0].At <= Latest - window.Ticks - offset.Ticks);

    public void Clear()
    {
        _entries.Clear();
        (_total, _before, _since) = (0m, 0m, long.MaxValue);
    }

    private void Forget()
    {
        _before = _entries[0].Total;
        _entries.RemoveOldest();
    }

    // Total of all trades up to and including the time.
    private decimal Through(long at)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_entries[middle].At <= at)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? _before : _entries[low - 1].Total;
    }

    private readonly record struct Entry(long At, decimal Total);
}
