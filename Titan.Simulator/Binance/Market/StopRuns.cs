using Titan.Simulator.Market;

namespace Titan.Simulator.Binance.Market;

/// <summary>
/// Where stops lie: beyond the highest high and lowest low of the last twenty minutes, one cluster after the other every half a
/// thousandth of price. Running through a cluster sets off a burst; it refills once price is back inside.
/// </summary>
internal sealed class StopRuns
{
    private const int Minutes = 20;
    private const double Beyond = 0.0001;
    private const double Spacing = 0.0005;
    private static readonly long s_minute = TimeSpan.TicksPerMinute;

    private readonly double[] _highs = new double[Minutes];
    private readonly double[] _lows = new double[Minutes];
    private long _minute = -1;
    private double _high = double.MinValue;
    private double _low = double.MaxValue;
    private double _nextAbove;
    private double _nextBelow;
    private double _lastClose;

    public StopRuns(IReadOnlyList<MarketBar> history, double bundle)
    {
        Array.Fill(_highs, double.MinValue);
        Array.Fill(_lows, double.MaxValue);
        var from = Math.Max(0, history.Count - Minutes);
        for (var i = from; i < history.Count; i++)
        {
            _highs[i - from] = (double)history[i].High / bundle;
            _lows[i - from] = (double)history[i].Low / bundle;
            _lastClose = (double)history[i].Close / bundle;
        }
    }

    /// <summary>+1 when price has run through a cluster above, -1 through one below, 0 through none.</summary>
    public int Judge(double price, DateTimeOffset at)
    {
        Settle(price);
        Turn(at);
        var run = 0;
        var (top, bottom) = (Max(), Min());
        if (price <= top) _nextAbove = top * (1 + Beyond);
        else if (price >= _nextAbove) (run, _nextAbove) = (1, price * (1 + Spacing));
        if (price >= bottom) _nextBelow = bottom * (1 - Beyond);
        else if (price <= _nextBelow) (run, _nextBelow) = (-1, price * (1 - Spacing));
        _high = Math.Max(_high, price);
        _low = Math.Min(_low, price);
        return run;
    }

    // The past is the contract's: spot's own stood as far from it as spot stands from its last close.
    private void Settle(double price)
    {
        if (_lastClose <= 0) return;
        for (var i = 0; i < Minutes; i++) (_highs[i], _lows[i]) = (_highs[i] * price / _lastClose, _lows[i] * price / _lastClose);
        _lastClose = 0;
    }

    // The running minute counts only once it has ended: an edge is where price was before, not where it is.
    private void Turn(DateTimeOffset at)
    {
        var minute = at.UtcTicks / s_minute;
        if (_minute >= 0 && minute != _minute)
        {
            var place = (int)(minute % Minutes);
            (_highs[place], _lows[place]) = (_high, _low);
            (_high, _low) = (double.MinValue, double.MaxValue);
        }

        _minute = minute;
    }

    private double Max()
    {
        var edge = double.MinValue;
        foreach (var high in _highs) edge = Math.Max(edge, high);
        return edge == double.MinValue ? double.MaxValue : edge;
    }

    private double Min()
    {
        var edge = double.MaxValue;
        foreach (var low in _lows) edge = Math.Min(edge, low);
        return edge == double.MaxValue ? double.MinValue : edge;
    }
}
