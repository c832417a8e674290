namespace Titan.Simulator.Market.Seeded;

/// <summary>
/// Highest high and lowest low of the last twenty closed minutes and the running one, of the latent price.
/// A planned breakout aims beyond it, so that it is one for whoever watches the same twenty bars.
/// </summary>
internal sealed class MinuteChannel
{
    private const int Bars = 20;
    private readonly double[] _highs = new double[Bars + 1];
    private readonly double[] _lows = new double[Bars + 1];
    private long _minute = long.MinValue;
    private int _current;

    public void Observe(long nowMs, double price)
    {
        // Floor division: venue time is negative before the start.
        var minute = nowMs >= 0 ? nowMs / 60_000 : ((nowMs + 1) / 60_000) - 1;
        if (_minute == long.MinValue)
        {
            Array.Fill(_highs, price);
            Array.Fill(_lows, price);
            _minute = minute;
            return;
        }

        if (minute != _minute)
        {
            _minute = minute;
            _current = (_current + 1) % (Bars + 1);
            _highs[_current] = price;
            _lows[_current] = price;
            return;
        }

        if (price > _highs[_current])
            _highs[_current] = price;
        if (price < _lows[_current])
            _lows[_current] = price;
    }

    public double Edge(int direction)
    {
        var edge = direction > 0 ? _highs[0] : _lows[0];
        for (var i = 1; i <= Bars; i++)
            edge = direction > 0 ? Math.Max(edge, _highs[i]) : Math.Min(edge, _lows[i]);
        return edge;
    }

    public void Rescale(double factor)
    {
        for (var i = 0; i <= Bars; i++)
        {
            _highs[i] *= factor;
            _lows[i] *= factor;
        }
    }
}
