namespace Titan.Simulator.Market.Recorded;

/// <summary>A book made up around prints: the next print meets its own price at the touch, with more size there than it takes.</summary>
internal sealed class SyntheticBook
{
    private readonly LadderShape _shape;
    private readonly FixedPoint _tick;
    private readonly FixedPoint _step;
    private long _epoch;

    /// <param name="typicalPrice">To space the outer levels.</param>
    /// <param name="minuteVolume">Mean volume of a minute, base currency; a level at the touch holds about a fiftieth of it.</param>
    public SyntheticBook(InstrumentSpec spec, decimal typicalPrice, decimal minuteVolume)
    {
        _tick = new FixedPoint(spec.TickSize);
        _step = new FixedPoint(spec.QtyStep);
        var salt = 0xCBF29CE484222325;
        foreach (var letter in spec.Symbol)
            salt = SeededRandom.Mix(salt ^ letter);
        _shape = new LadderShape(_tick, _step, (double)typicalPrice, (double)(minuteVolume / 50m), salt);
        // An hour of it; recordings do not say, and nothing may follow from it.
        OpenInterest = _step.ToDecimal(_step.ToSteps(minuteVolume * 60m));
    }

    public decimal OpenInterest { get; }

    /// <summary>One or two ticks, by time.</summary>
    public static long UsualSpread(long timeMs)
    {
        unchecked
        {
            return (SeededRandom.Mix((ulong)timeMs) & 7) == 0 ? 2 : 1;
        }
    }

    /// <summary>
    /// Bids and asks such that a taker on that side prints at that price. Both touches hold enough for it: a book that is heavy only
    /// where the next print will take from would tell the future to whoever weighs it.
    /// </summary>
    public (OutsideLevel[] Bids, OutsideLevel[] Asks) Around(PathPoint next, long spread)
    {
        _epoch++;
        var ask = next.TakerBuys ? next.Ticks : next.Ticks + spread;
        var bid = next.TakerBuys ? Math.Max(next.Ticks - spread, 1) : next.Ticks;
        if (bid >= ask)
            ask = bid + 1;
        return (
            _shape.Side(bid, -1, 1.0, _epoch, next.Units + 1),
            _shape.Side(ask, +1, 1.0, _epoch, next.Units + 1));
    }

    public IReadOnlyList<OutsideTrade> Trade(PathPoint point) =>
        point.Units == 0 ? [] : [new OutsideTrade(point.TakerBuys, _step.ToDecimal(point.Units), false)];

    public decimal Price(long ticks) => _tick.ToDecimal(ticks);
}
