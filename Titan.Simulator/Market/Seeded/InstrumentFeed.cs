namespace Titan.Simulator.Market.Seeded;

/// <summary>
/// Turns the latent price of one instrument into what a venue shows: a book of fifty levels a side, the orders that hit the book of
/// the step before, mark, index, funding and open interest.
/// </summary>
internal sealed class InstrumentFeed
{
    // The touch stays until the latent price has left it by this much, so that it does not flicker on every step.
    private const double Stickiness = 0.00001;

    private readonly PricePath _path;
    private readonly FixedPoint _tick;
    private readonly LadderShape _shape;
    private readonly TradeFlow _flow;
    private readonly PerpetualState _perpetual;
    private readonly double _ticksPerPrice;
    private readonly int _phase;
    private SeededRandom _random;
    private OutsideLevel[] _bids = [];
    private OutsideLevel[] _asks = [];
    private double _heldMid;
    private double _depth = 1.0;
    private long _spread = 1;
    private long _epoch;

    public InstrumentFeed(PricePath path, int seed, int index, int stepMs, double pace)
    {
        var profile = path.Profile;
        _path = path;
        _tick = new FixedPoint(profile.Spec.TickSize);
        var step = new FixedPoint(profile.Spec.QtyStep);
        _ticksPerPrice = 1.0 / (double)_tick.Step;
        var salt = SeededRandom.Mix(((ulong)(uint)seed << 8) | (uint)index);
        _shape = new LadderShape(_tick, step, profile.BasePrice, profile.LevelNotional / profile.BasePrice, salt);
        _flow = new TradeFlow(path, step, stepMs, pace, new SeededRandom(seed, 400 + index));
        _perpetual = new PerpetualState(path, _tick, step, stepMs, new SeededRandom(seed, 500 + index));
        _random = new SeededRandom(seed, 600 + index);
        _phase = index;
    }

    public InstrumentStep Next(long step)
    {
        var mid = _path.Price * _ticksPerPrice;
        IReadOnlyList<OutsideTrade> trades = [];
        if (step > 0)
            trades = _flow.Draw(mid - _heldMid, (mid * 0.000012) + 0.5, (long)(_shape.NearUnits * _depth));
        MoveBook(step, mid);
        _perpetual.Advance(step);
        return new InstrumentStep(
            _path.Profile.Spec.Symbol,
            _bids,
            _asks,
            trades,
            _perpetual.MarkPrice,
            _perpetual.IndexPrice,
            _perpetual.FundingRate,
            _perpetual.OpenInterest);
    }

    private void MoveBook(long step, double mid)
    {
        var leg = _path.Leg;
        var refresh = (step + _phase) % 3 == 0;
        var moved = Math.Abs(mid - _heldMid) > Math.Max(0.6, mid * Stickiness);
        if (!refresh && !moved && leg.Depth == _depth && _bids.Length > 0)
            return;
        if (refresh)
            _spread = (_random.Chance(0.15) ? 2 : 1) + (long)((mid * leg.ExtraSpread * _random.NextIn(0.5, 1.5)) + 0.5);
        if (moved || _bids.Length == 0)
            _heldMid = mid;
        _depth = leg.Depth;
        _epoch++;
        var bestBid = (long)(_heldMid - ((_spread - 1) / 2.0));
        _bids = _shape.Side(bestBid, -1, _depth, _epoch);
        _asks = _shape.Side(bestBid + _spread, +1, _depth, _epoch);
    }
}
