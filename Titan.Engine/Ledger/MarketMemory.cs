namespace Titan.Engine.Ledger;

/// <summary>
/// The last day of one instrument's price as the engine saw it, for the rules that judge movement: a point every ten seconds (moves of
/// minutes), a close every minute (correlation), the true range of each minute (volatility). Built from mark prices at every tick, so it
/// depends on no candle feed; forgotten with the process. Prices in quote currency as doubles: they are indicators, never money.
/// </summary>
public sealed class MarketMemory
{
    private static readonly TimeSpan PointEvery = TimeSpan.FromSeconds(10);

    private DateTimeOffset _pointAt = DateTimeOffset.MinValue;
    private long _minute = long.MinValue;
    private double _high;
    private double _low;
    private double _last;

    /// <summary>Points ten seconds apart, a little more than five minutes of them.</summary>
    public PriceTrail Points { get; } = new(64);

    /// <summary>Closes of whole minutes.</summary>
    public MinuteCloses Closes { get; } = new();

    public TrueRanges Ranges { get; } = new();

    /// <summary>A price at a moment; times must not run backwards, earlier ones are passed over.</summary>
    public void See(double price, DateTimeOffset now)
    {
        if (!double.IsFinite(price) || price <= 0 || now < _pointAt)
        {
            return;
        }

        Follow(price, now);
        if (now - _pointAt >= PointEvery)
        {
            _pointAt = now;
            Points.Add(now, price);
        }
    }

    /// <summary>A finished minute of the past, oldest first, before the first price.</summary>
    public void Learn(DateTimeOffset opened, double close) => Closes.Add(MinuteOf(opened), close);

    private void Follow(double price, DateTimeOffset now)
    {
        var minute = MinuteOf(now);
        if (minute != _minute)
        {
            if (_minute != long.MinValue)
            {
                Closes.Add(_minute, _last);
                Ranges.Close(_high, _low, _last, whole: minute == _minute + 1);
            }

            (_minute, _high, _low) = (minute, price, price);
        }

        _high = Math.Max(_high, price);
        _low = Math.Min(_low, price);
        _last = price;
    }

    private static long MinuteOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;
}
