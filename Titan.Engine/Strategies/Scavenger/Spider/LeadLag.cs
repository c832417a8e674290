namespace Titan.Engine.Strategies.Scavenger.Spider;

/// <summary>
/// Which venue moves first: Pearson of the changes per 100 ms over 10 s at lag -1, 0, +1, at least 10 pairs, a quiet bucket carries the
/// last price at most 5 buckets far; recomputed once a second (spec titan-trading 2.7). For display and the slippage bound only; never a
/// reason to trade. Binance leads until shown otherwise.
/// </summary>
internal sealed class LeadLag
{
    private const int Buckets = 100;
    private const int Slots = 128;
    private const int CarriedAtMost = 5;
    private const int PairsAtLeast = 10;
    private const int BucketMs = 100;
    private static readonly long Bucket = TimeSpan.FromMilliseconds(BucketMs).Ticks;

    private readonly Slot[] _spot = new Slot[Slots];
    private readonly Slot[] _perpetual = new Slot[Slots];
    private long _computed = long.MinValue;

    /// <summary>+1 Binance leads by a bucket, -1 Bybit does, 0 neither; +1 until known.</summary>
    public int Lag { get; private set; } = 1;

    /// <summary>Correlation at that lag; null until enough was seen.</summary>
    public double? Correlation { get; private set; }

    public bool BybitLeads => Lag < 0;

    /// <summary>Estimated ms until Bybit follows; null when unknown or when Binance does not lead.</summary>
    public int? LeadMs => Correlation is not null && Lag > 0 ? Lag * BucketMs : null;

    public void AddSpot(long at, decimal price) => Put(_spot, at, price);

    public void AddPerpetual(long at, decimal price) => Put(_perpetual, at, price);

    /// <summary>Computes anew when a second has passed.</summary>
    public void Refresh(long now)
    {
        if (_computed != long.MinValue && now - _computed < TimeSpan.TicksPerSecond)
        {
            return;
        }

        _computed = now;
        Span<double> spot = stackalloc double[Buckets];
        Span<double> perpetual = stackalloc double[Buckets];
        var last = (now / Bucket) - 1;
        Changes(_spot, last, spot);
        Changes(_perpetual, last, perpetual);
        var none = Pearson(spot, perpetual, 0);
        var spotFirst = Pearson(spot, perpetual, 1);
        var perpetualFirst = Pearson(spot, perpetual, -1);
        if (none is null || spotFirst is null || perpetualFirst is null)
        {
            (Lag, Correlation) = (1, null);
            return;
        }

        var best = Math.Max(spotFirst.Value, perpetualFirst.Value);
        (Lag, Correlation) = best <= none ? (0, none) : spotFirst >= perpetualFirst ? (1, spotFirst) : (-1, perpetualFirst);
    }

    private static void Put(Slot[] slots, long at, decimal price)
    {
        var bucket = at / Bucket;
        slots[bucket & (Slots - 1)] = new Slot(bucket, (double)price);
    }

    // Change of each bucket against the one before; NaN where nothing is known.
    private static void Changes(Slot[] slots, long last, Span<double> into)
    {
        var (before, carried) = (double.NaN, 0);
        for (var index = -1; index < Buckets; index++)
        {
            var bucket = last - Buckets + 1 + index;
            ref readonly var slot = ref slots[bucket & (Slots - 1)];
            double price;
            if (slot.Bucket == bucket && slot.Price > 0)
            {
                (price, carried) = (slot.Price, 0);
            }
            else
            {
                price = ++carried > CarriedAtMost ? double.NaN : before;
            }

            if (index >= 0)
            {
                into[index] = (price - before) / before;
            }

            before = price;
        }
    }

    // Positive lag pairs a change of spot with a later change of the perpetual.
    private static double? Pearson(ReadOnlySpan<double> spot, ReadOnlySpan<double> perpetual, int lag)
    {
        var (n, sx, sy, sxx, syy, sxy) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var index = Math.Max(0, -lag); index < Buckets - Math.Max(0, lag); index++)
        {
            var (x, y) = (spot[index], perpetual[index + lag]);
            if (double.IsNaN(x) || double.IsNaN(y))
            {
                continue;
            }

            n++;
            (sx, sy, sxx, syy, sxy) = (sx + x, sy + y, sxx + (x * x), syy + (y * y), sxy + (x * y));
        }

        if (n < PairsAtLeast)
        {
            return null;
        }

        var spread = ((n * sxx) - (sx * sx)) * ((n * syy) - (sy * sy));
        return spread <= 0 ? 0.0 : ((n * sxy) - (sx * sy)) / Math.Sqrt(spread);
    }

    private readonly record struct Slot(long Bucket, double Price);
}
