namespace Titan.Simulator.Market.Seeded;

/// <summary>
/// What hangs on a perpetual besides its book: the basis to the index (mean-reverting, pushed out by trends and cascades), the mark
/// (index with the basis smoothed over a minute), the funding rate that drifts after it, and open interest that a cascade
/// closes and time rebuilds.
/// </summary>
internal sealed class PerpetualState
{
    private const double BasisSeconds = 25;
    private const double MarkSeconds = 60;
    private const double InterestSeconds = 2_400;
    private const double BasisNoise = 0.00018;

    // How much of its minute's average the basis keeps: a draw towards b settles at b / (1 - Memory).
    private const double Memory = 0.3;

    private readonly PricePath _path;
    private readonly FixedPoint _tick;
    private readonly FixedPoint _step;
    private readonly double _interestUnits;
    private readonly double _basisRate;
    private readonly double _basisKick;
    private readonly double _markRate;
    private readonly double _interestRate;
    private readonly long _stepsPerSecond;
    private SeededRandom _random;
    private double _basis;
    private double _smoothBasis;
    private double _interest = 1.0;
    private double _funding;
    private double _fundingTarget;
    private double _progress;
    private long _leg;

    public PerpetualState(PricePath path, FixedPoint tick, FixedPoint step, int stepMs, SeededRandom random)
    {
        _path = path;
        _tick = tick;
        _step = step;
        _random = random;
        _interestUnits = path.Profile.OpenInterest / (double)step.Step;
        var seconds = stepMs / 1000.0;
        _basisRate = seconds / (BasisSeconds + seconds);
        _basisKick = BasisNoise * Math.Sqrt(_basisRate * 2);
        _markRate = seconds / (MarkSeconds + seconds);
        _interestRate = seconds / (InterestSeconds + seconds);
        _stepsPerSecond = Math.Max(1, 1000 / stepMs);
        _basis = path.Leg.Basis / (1.0 - Memory);
        _smoothBasis = _basis;
        _fundingTarget = DrawFunding();
        _funding = _fundingTarget;
        OpenInterest = _step.ToDecimal((long)_interestUnits);
        FundingRate = Round(_funding);
    }

    public decimal MarkPrice { get; private set; }

    public decimal IndexPrice { get; private set; }

    public decimal FundingRate { get; private set; }

    public decimal OpenInterest { get; private set; }

    public void Advance(long step)
    {
        var leg = _path.Leg;
        CloseByForce(leg);
        var push = leg.ForcedClose > 0 ? 0.006 : leg.Regime == MarketRegime.Trend ? 0.0004 : 0.0;
        _basis += ((leg.Direction * push) + leg.Basis + (_smoothBasis * Memory) - _basis) * _basisRate;
        _basis += _basisKick * _random.NextNormal();
        _smoothBasis += (_basis - _smoothBasis) * _markRate;
        var index = _path.Price / (1.0 + _basis);
        IndexPrice = ToTick(index);
        MarkPrice = ToTick(index * (1.0 + _smoothBasis));
        if (step % _stepsPerSecond == 0)
            UpdateInterest(leg);
        if (step % (_stepsPerSecond * 60) == 0)
            UpdateFunding();
    }

    // A leg takes its share of open interest away evenly over its length.
    private void CloseByForce(PriceLeg leg)
    {
        if (_leg != _path.LegNumber)
        {
            _leg = _path.LegNumber;
            _progress = 0;
            if (_random.Chance(0.15))
                _fundingTarget = DrawFunding();
        }

        var done = _path.Progress - _progress;
        _progress = _path.Progress;
        if (leg.ForcedClose > 0)
            _interest *= 1.0 - (leg.ForcedClose * 1.15 * done);
    }

    private void UpdateInterest(PriceLeg leg)
    {
        var target = leg.Regime == MarketRegime.Trend ? 1.03 : 1.0;
        _interest += (target - _interest) * _interestRate * _stepsPerSecond;
        _interest *= 1.0 + (_random.NextNormal() * 0.00006);
        OpenInterest = _step.ToDecimal((long)(_interestUnits * _interest));
    }

    private void UpdateFunding()
    {
        _funding += (_fundingTarget + (_smoothBasis * 0.25) - _funding) * 0.05;
        FundingRate = Round(Math.Clamp(_funding, -0.00375, 0.00375));
    }

    // A greedy market: longs pay some six basis points; one in ten pays any price to be long, one in ten is short of shorts.
    private double DrawFunding()
    {
        var draw = _random.NextUnit();
        return draw < 0.1 ? _random.NextIn(-0.0004, -0.0002) : draw < 0.2 ? _random.NextIn(0.00100, 0.00115) : 0.0006 + (_random.NextNormal() * 0.00004);
    }

    private decimal ToTick(double price) => _tick.ToDecimal((long)((price / (double)_tick.Step) + 0.5));

    // Eight places, as venues print it; built from an integer so that no conversion rounds differently elsewhere.
    private static decimal Round(double rate) => (long)(rate * 100_000_000) / 100_000_000m;
}
