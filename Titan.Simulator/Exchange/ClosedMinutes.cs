using Titan.Simulator.Market;

namespace Titan.Simulator.Exchange;

/// <summary>
/// The closed minutes of one instrument, oldest first: the market's history as the market keeps it, read when it is asked for, and behind it
/// what closed live. Of both the newest <see cref="Capacity"/> stay, a few more between two trims.
/// </summary>
internal sealed class ClosedMinutes(IReadOnlyList<MarketBar> history, long shiftMs)
{
    public const int Capacity = 60_000;
    private const int TrimBy = 5_000;

    private readonly List<MarketBar> _live = [];
    private int _from = Math.Max(0, history.Count - Capacity);

    public int Count => Past + _live.Count;

    public MarketBar this[int index]
    {
        get
        {
            if (index >= Past) return _live[index - Past];
            var bar = history[_from + index];
            return bar with { OpenTimeMs = bar.OpenTimeMs + shiftMs };
        }
    }

    private int Past => history.Count - _from;

    public void Add(MarketBar bar)
    {
        _live.Add(bar);
        if (Count <= Capacity + TrimBy) return;
        var past = Math.Min(TrimBy, Past);
        _from += past;
        _live.RemoveRange(0, TrimBy - past);
    }
}
