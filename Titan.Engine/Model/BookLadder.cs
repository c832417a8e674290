namespace Titan.Engine.Model;

/// <summary>
/// The twenty best levels of each side of a book, in integer ticks and lots: what an entry is judged on beside the best prices (spec titan-trading 4.4).
/// A buffer that is written over, so that a book's every change costs a copy and no memory; whoever keeps one copies it. Best level last.
/// </summary>
public sealed class BookLadder
{
    public const int Levels = 20;

    private readonly long[] _bidTicks = new long[Levels];
    private readonly long[] _bidLots = new long[Levels];
    private readonly long[] _askTicks = new long[Levels];
    private readonly long[] _askLots = new long[Levels];

    public int BidCount { get; private set; }

    public int AskCount { get; private set; }

    public ReadOnlySpan<long> BidTicks => _bidTicks.AsSpan(0, BidCount);

    public ReadOnlySpan<long> BidLots => _bidLots.AsSpan(0, BidCount);

    public ReadOnlySpan<long> AskTicks => _askTicks.AsSpan(0, AskCount);

    public ReadOnlySpan<long> AskLots => _askLots.AsSpan(0, AskCount);

    /// <summary>Takes over levels, best last, at most <see cref="Levels"/> a side; prices positive.</summary>
    public void Set(ReadOnlySpan<long> bidTicks, ReadOnlySpan<long> bidLots, ReadOnlySpan<long> askTicks, ReadOnlySpan<long> askLots)
    {
        (BidCount, AskCount) = (bidTicks.Length, askTicks.Length);
        bidTicks.CopyTo(_bidTicks);
        bidLots.CopyTo(_bidLots);
        askTicks.CopyTo(_askTicks);
        askLots.CopyTo(_askLots);
    }

    public void Take(BookLadder other) => Set(other.BidTicks, other.BidLots, other.AskTicks, other.AskLots);

    public void Clear() => (BidCount, AskCount) = (0, 0);

    /// <summary>Value of both sides, quote currency; 0 when a side is empty.</summary>
    public decimal Value(Instrument instrument) =>
        // Doubles are exact enough for thresholds; decimals for every judgement are not worth their time.
        BidCount == 0 || AskCount == 0 ? 0m : Figure((Value(BidTicks, BidLots) + Value(AskTicks, AskLots)) * (double)instrument.TickSize * (double)instrument.QuantityStep);

    /// <summary>Size of the bids over that of the asks; 0 when a side is empty.</summary>
    public decimal Imbalance
    {
        get
        {
            var (bids, asks) = (Sum(BidLots), Sum(AskLots));
            return bids > 0 && asks > 0 ? Figure((double)bids / asks) : 0m;
        }
    }

    /// <summary>Quantity that taking from the other side finds at or better than a price.</summary>
    public decimal Within(Instrument instrument, Side side, decimal price)
    {
        var bound = (double)(price / instrument.TickSize);
        var lots = 0L;
        var ticks = side == Side.Buy ? AskTicks : BidTicks;
        var sizes = side == Side.Buy ? AskLots : BidLots;
        for (var level = ticks.Length - 1; level >= 0 && (side == Side.Buy ? ticks[level] <= bound : ticks[level] >= bound); level--)
        {
            lots += sizes[level];
        }

        return instrument.QuantityOf(lots);
    }

    /// <summary>
    /// What taking so much from the other side costs beyond its best price: distance of the mean price from it, percent, never negative; null when the
    /// levels do not hold the quantity.
    /// </summary>
    public decimal? Slippage(Instrument instrument, Side side, decimal quantity)
    {
        var ticks = side == Side.Buy ? AskTicks : BidTicks;
        var sizes = side == Side.Buy ? AskLots : BidLots;
        // Whole lots; the division leaves crumbs that are none.
        var wanted = Math.Round((double)quantity / (double)instrument.QuantityStep, 6);
        var (left, cost) = (wanted, 0.0);
        for (var level = ticks.Length - 1; level >= 0 && left > 0; level--)
        {
            var taken = Math.Min(left, sizes[level]);
            cost += taken * ticks[level];
            left -= taken;
        }

        return left > 0 || ticks.Length == 0 ? null
            : wanted <= 0 ? 0m
            : Figure(Math.Abs((cost / wanted) - ticks[^1]) / ticks[^1] * 100.0);
    }

    private static long Sum(ReadOnlySpan<long> lots)
    {
        var sum = 0L;
        foreach (var size in lots)
        {
            sum += size;
        }

        return sum;
    }

    private static double Value(ReadOnlySpan<long> ticks, ReadOnlySpan<long> lots)
    {
        var value = 0.0;
        for (var level = 0; level < ticks.Length; level++)
        {
            value += (double)ticks[level] * lots[level];
        }

        return value;
    }

    // Absurd figures stay figures: above what a decimal can hold is simply a lot.
    private static decimal Figure(double value) => value >= 1e15 ? 1_000_000_000_000_000m : Decimals.Rounded(value, 4);
}
