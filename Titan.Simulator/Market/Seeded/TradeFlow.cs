namespace Titan.Simulator.Market.Seeded;

/// <summary>
/// The aggressive orders of others in one step: a clustered count, a side that leans with the move, sizes with a heavy tail,
/// bursts when a breakout crosses its edge, and forced orders in a cascade. Never more than the book they hit can bear.
/// </summary>
internal sealed class TradeFlow
{
    private const int BurstLeast = 52;
    private readonly PricePath _path;
    private readonly FixedPoint _step;
    private readonly double _perStep;
    private readonly double _meanUnits;
    private readonly List<OutsideTrade> _trades = [];
    private SeededRandom _random;
    private long _burstLeg;
    private long _left;
    private long _most;

    public TradeFlow(PricePath path, FixedPoint step, int stepMs, double pace, SeededRandom random)
    {
        var profile = path.Profile;
        _path = path;
        _step = step;
        _perStep = profile.TradesPerSecond * pace * stepMs / 1000.0;
        _meanUnits = profile.TradeNotional / (profile.BasePrice * (double)step.Step);
        _random = random;
    }

    /// <param name="moveTicks">How far the price has moved since the book that is hit was drawn.</param>
    /// <param name="nearUnits">Size of that book next to the touch, in quantity steps.</param>
    public IReadOnlyList<OutsideTrade> Draw(double moveTicks, double usualMoveTicks, long nearUnits)
    {
        var leg = _path.Leg;
        _trades.Clear();
        _left = nearUnits * 2;
        _most = Math.Max(nearUnits / 2, 1);
        var buyShare = 0.5 + (leg.Direction * 0.14) + Math.Clamp(moveTicks / usualMoveTicks * 0.08, -0.3, 0.3);
        if (leg.ForcedClose > 0)
            AddForced(leg.Direction > 0);
        for (var i = _random.NextGeometric(_perStep * leg.Pace); i > 0; i--)
            Add(_random.Chance(buyShare), 0.5, liquidation: false);
        if (leg.Burst && _burstLeg != _path.LegNumber && _path.Progress > 0.6)
            AddBurst(leg.Direction > 0);
        return _trades.Count == 0 ? [] : _trades.ToArray();
    }

    private void AddForced(bool buys)
    {
        for (var i = _random.NextGeometric(Math.Max(_perStep, 0.25) * 4); i > 0; i--)
            Add(buys, 1.4, liquidation: true);
    }

    private void AddBurst(bool buys)
    {
        _burstLeg = _path.LegNumber;
        var share = buys ? 0.88 : 0.12;
        for (var i = BurstLeast + _random.NextBelow(40); i > 0; i--)
            Add(_random.Chance(share), 0.12, liquidation: false);
    }

    private void Add(bool buys, double weight, bool liquidation)
    {
        // weight / sqrt(u) has twice the weight as its mean; the cap keeps one order from clearing the book.
        var units = (long)(_meanUnits * weight / Math.Sqrt(_random.NextUnit() + 0.0004)) + 1;
        units = Math.Min(Math.Min(units, _most), Math.Max(_left, 1));
        _left -= units;
        _trades.Add(new OutsideTrade(buys, _step.ToDecimal(units), liquidation));
    }
}
