namespace Titan.Simulator.Market.Recorded;

/// <summary>The book of one instrument while a session is played, and the trades since its last step.</summary>
internal sealed class SessionBook(InstrumentSpec spec)
{
    private const int Depth = 50;
    private readonly SortedDictionary<decimal, decimal> _bids = new(Comparer<decimal>.Create(static (x, y) => y.CompareTo(x)));
    private readonly SortedDictionary<decimal, decimal> _asks = [];
    private readonly FixedPoint _step = new(spec.QtyStep);
    private readonly List<OutsideTrade> _trades = [];
    private OutsideLevel[] _shownBids = [];
    private OutsideLevel[] _shownAsks = [];
    private decimal _lastPrice;
    private decimal _openInterest;
    private bool _moved;

    public bool Changed => _moved || _trades.Count > 0;

    public void Apply(SessionEvent happened)
    {
        switch (happened.Kind)
        {
            case SessionEventKind.Clear:
                _bids.Clear();
                _asks.Clear();
                break;
            case SessionEventKind.Level:
                Set(happened.Buys ? _bids : _asks, happened.Price, Round(happened.Size));
                _moved = true;
                break;
            case SessionEventKind.Trade when _shownBids.Length > 0 && Round(happened.Size) > 0:
                _lastPrice = happened.Price;
                _trades.Add(new OutsideTrade(happened.Buys, Round(happened.Size), false));
                break;
        }
    }

    /// <summary>What there is to show, or null while the book is not whole.</summary>
    public InstrumentStep? Show(decimal fundingRate)
    {
        var trades = Bounded();
        _trades.Clear();
        // Between two frames a book can be crossed for a moment; the last lawful one stays until it is not.
        if (_moved && _bids.Count > 0 && _asks.Count > 0 && First(_bids) < First(_asks))
        {
            _shownBids = Top(_bids);
            _shownAsks = Top(_asks);
            _moved = false;
        }

        if (_shownBids.Length == 0)
            return null;
        if (_openInterest == 0)
            _openInterest = 100m * (_shownBids.Sum(level => level.Size) + _shownAsks.Sum(level => level.Size));
        var mark = _lastPrice == 0 ? _shownBids[0].Price : Math.Clamp(_lastPrice, _shownBids[0].Price, _shownAsks[0].Price);
        return new InstrumentStep(spec.Symbol, _shownBids, _shownAsks, trades, mark, mark, fundingRate, _openInterest);
    }

    // Fifty levels may hold less than was traded on the whole book: what they cannot bear is left out.
    private OutsideTrade[] Bounded()
    {
        if (_trades.Count == 0)
            return [];
        var bids = _shownBids.Sum(level => level.Size);
        var asks = _shownAsks.Sum(level => level.Size);
        var kept = new List<OutsideTrade>(_trades.Count);
        foreach (var trade in _trades)
        {
            var size = Math.Min(trade.Size, trade.TakerBuys ? asks : bids);
            if (size <= 0)
                continue;
            if (trade.TakerBuys)
                asks -= size;
            else
                bids -= size;
            kept.Add(trade with { Size = size });
        }

        return [.. kept];
    }

    private decimal Round(decimal size) => _step.ToDecimal(_step.ToSteps(size));

    private static void Set(SortedDictionary<decimal, decimal> side, decimal price, decimal size)
    {
        if (size > 0)
            side[price] = size;
        else
            side.Remove(price);
    }

    private static decimal First(SortedDictionary<decimal, decimal> side)
    {
        foreach (var price in side.Keys)
            return price;
        return 0;
    }

    private static OutsideLevel[] Top(SortedDictionary<decimal, decimal> side)
    {
        var levels = new OutsideLevel[Math.Min(Depth, side.Count)];
        var count = 0;
        foreach (var (price, size) in side)
        {
            if (count == levels.Length)
                break;
            levels[count++] = new OutsideLevel(price, size);
        }

        return levels;
    }
}
