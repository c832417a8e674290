using Titan.Simulator.Market;

namespace Titan.Simulator.Binance.Market;

/// <summary>
/// Spot of the generated market: the contract's index with a slowly wandering basis of its own, a book of its own, and a tape that leans
/// as the contract's does. Where price runs through the edges of the last twenty minutes, stops are hit and prints come in bursts of
/// more than fifty within a tenth of a second.
/// </summary>
internal sealed class LivelyShadow : SpotShadow
{
    // The basis wanders around its own mean with this deviation and forgets in a quarter of an hour; fractions of price.
    private const double BasisDeviation = 0.00025;
    private const double LargestMeanBasis = 0.0004;
    private const double BasisSeconds = 900;
    private const double Stickiness = 0.00001;
    private const int SpanMs = 75;
    private const int BurstSpanMs = 60;
    private const int ManyTrades = 45;
    private const int BookLevels = 16;

    private readonly FixedPoint _tick;
    private readonly FixedPoint _step;
    private readonly double _ticksPerPrice;
    private readonly double _meanBasis;
    private readonly StopRuns _stops;
    private readonly int _phase;
    private readonly List<SpotTaker> _takers = [];
    private SeededRandom _random;
    private LadderShape? _shape;
    private OutsideLevel[] _bids = [];
    private OutsideLevel[] _asks = [];
    private DateTimeOffset _last;
    private double _basis;
    private double _heldMid;
    private long _epoch;
    private long _steps;
    private long _unitsLeft;

    public LivelyShadow(SpotListing listing, IReadOnlyList<MarketBar> history, int seed, int index)
        : base(listing)
    {
        _tick = new FixedPoint(listing.TickSize);
        _step = new FixedPoint(listing.StepSize);
        _ticksPerPrice = 1.0 / (double)listing.TickSize;
        _random = new SeededRandom(seed, 700 + index);
        _meanBasis = _random.NextIn(-LargestMeanBasis, LargestMeanBasis);
        _basis = _meanBasis;
        _stops = new StopRuns(history, (double)listing.Bundle);
        _phase = index;
    }

    public override SpotPart Follow(InstrumentStep contract, DateTimeOffset at)
    {
        var shape = _shape ??= Shape(contract);
        var price = (double)(contract.IndexPrice / Listing.Bundle) * (1.0 + Basis(at));
        var mid = price * _ticksPerPrice;
        _takers.Clear();
        _unitsLeft = shape.NearUnits;
        if (_steps > 0) Trade(contract, _stops.Judge(price, at), shape.NearUnits);
        Book(shape, mid);
        _steps++;
        // Time does not run backwards on a tape: what belongs to a burst stands between the others.
        return new SpotPart(Listing, _bids, _asks, _takers.Count == 0 ? [] : _takers.OrderByDescending(static taker => taker.EarlierMs).ToArray());
    }

    private double Basis(DateTimeOffset at)
    {
        var seconds = _steps == 0 ? 0 : (at - _last).TotalSeconds;
        _last = at;
        var rate = seconds / (BasisSeconds + seconds);
        _basis += ((_meanBasis - _basis) * rate) + (BasisDeviation * Math.Sqrt(rate * 2) * _random.NextNormal());
        return _basis;
    }

    // Spot trades where the contract does, a little more often and in smaller pieces.
    private void Trade(InstrumentStep contract, int run, long nearUnits)
    {
        var trades = contract.Trades;
        var span = trades.Count >= ManyTrades ? BurstSpanMs : SpanMs;
        for (var i = 0; i < trades.Count; i++)
        {
            var early = span - (span * i / trades.Count);
            Add(trades[i].TakerBuys, Share(trades[i].Size, _random.NextIn(0.15, 0.55)), early, nearUnits);
            if (_random.Chance(0.3)) Add(trades[i].TakerBuys, Share(trades[i].Size, _random.NextIn(0.05, 0.3)), early, nearUnits);
        }

        if (trades.Count == 0 && _random.Chance(0.2)) Add(_random.NextSign() > 0, 1 + (nearUnits / 400), _random.NextBelow(SpanMs), nearUnits);
        if (run == 0) return;
        var prints = 56 + _random.NextBelow(50);
        for (var i = 0; i < prints; i++)
            Add(_random.Chance(0.9) == (run > 0), 1 + (long)(nearUnits * _random.NextIn(0.0005, 0.006)), BurstSpanMs - (BurstSpanMs * i / prints), nearUnits);
    }

    private long Share(decimal contractSize, double share) => 1 + (long)(_step.ToSteps(contractSize * Listing.Bundle) * share);

    // Never more than half of the book that is hit, however many come.
    private void Add(bool buys, long units, int earlierMs, long nearUnits)
    {
        units = Math.Clamp(units, 1, Math.Max(1, Math.Min(_unitsLeft / 2, nearUnits / 8)));
        _unitsLeft -= units;
        _takers.Add(new SpotTaker(buys, _step.ToDecimal(units), earlierMs));
    }

    private void Book(LadderShape shape, double mid)
    {
        var moved = Math.Abs(mid - _heldMid) > Math.Max(0.6, mid * Stickiness);
        if (!moved && _bids.Length > 0 && (_steps + _phase) % 3 != 0) return;
        if (moved || _bids.Length == 0) _heldMid = mid;
        _epoch++;
        var bid = (long)_heldMid;
        var spread = _random.Chance(0.15) ? 2 : 1;
        _bids = shape.Side(bid, -1, 1.0, _epoch);
        _asks = shape.Side(bid + spread, +1, 1.0, _epoch);
    }

    private LadderShape Shape(InstrumentStep contract)
    {
        var sizes = contract.Bids.Take(BookLevels).Select(static level => level.Size).ToArray();
        var mean = sizes.Length == 0 ? Listing.StepSize * 100 : sizes.Sum() / sizes.Length * Listing.Bundle;
        var salt = SeededRandom.Mix(_random.NextBits());
        return new LadderShape(_tick, _step, (double)(contract.IndexPrice / Listing.Bundle), (double)mean, salt);
    }
}
