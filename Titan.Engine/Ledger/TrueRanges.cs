namespace Titan.Engine.Ledger;

/// <summary>
/// Mean true range of the last 14 minutes, and the median of that figure over the last 24 hours (spec titan-trading 5.2, extreme
/// volatility). Price units.
/// </summary>
public sealed class TrueRanges
{
    /// <summary>Minutes before the median says anything: four hours, so that one restless hour after a start is not the measure of itself.</summary>
    public const int FewestMinutes = 240;

    private const int Period = 14;
    private const int Day = 1_440;

    private readonly double[] _ranges = new double[Period];
    private readonly Queue<double> _means = new();
    private readonly List<double> _sorted = [];
    private double? _previousClose;
    private int _count;

    /// <summary>ATR(14) of one-minute bars; null before fourteen.</summary>
    public double? Current { get; private set; }

    /// <summary>Minutes that the median rests on.</summary>
    public int Minutes => _means.Count;

    /// <summary>Median of <see cref="Current"/> over the last day; null while there are fewer than <see cref="FewestMinutes"/>.</summary>
    public double? Median => _sorted.Count >= FewestMinutes ? _sorted[_sorted.Count / 2] : null;

    /// <param name="high">Highest price of the minute.</param>
    /// <param name="low">Lowest.</param>
    /// <param name="close">Last.</param>
    /// <param name="whole">False when minutes were missed after this one: the next gap is no range.</param>
    public void Close(double high, double low, double close, bool whole)
    {
        var range = _previousClose is { } before ? Math.Max(high, before) - Math.Min(low, before) : high - low;
        _previousClose = whole ? close : null;
        _ranges[_count++ % Period] = range;
        if (_count < Period)
        {
            return;
        }

        var sum = 0.0;
        foreach (var one in _ranges)
        {
            sum += one;
        }

        Current = sum / Period;
        Keep(Current.Value);
    }

    private void Keep(double mean)
    {
        _means.Enqueue(mean);
        Insert(mean);
        if (_means.Count > Day)
        {
            _sorted.RemoveAt(_sorted.BinarySearch(_means.Dequeue()));
        }
    }

    private void Insert(double mean)
    {
        var place = _sorted.BinarySearch(mean);
        _sorted.Insert(place < 0 ? ~place : place, mean);
    }
}
