namespace Titan.Simulator.Market.Seeded;

/// <summary>
/// The nine latent prices together: one common factor, the leader's breakouts that others join, and the cascades.
/// History and live steps advance the same model, only with steps of another length.
/// </summary>
internal sealed class MarketModel
{
    // Stationary deviation of the common factor, fraction of price.
    private const double CommonDeviation = 0.0010;

    // Altcoins go along with this share of what BTC has moved away from its average of twenty minutes.
    private const double LeaderPull = 0.5;
    private const double LeaderSeconds = 1_200;
    private const double LargestPull = 0.015;
    private const int Leader = 0;

    private readonly double _volatility;
    private readonly CascadeSchedule _cascades;
    private readonly long[] _joinAtMs;
    private readonly int[] _joinDirection;
    private readonly int[] _slots;
    private readonly OpeningAct[] _acts;
    private SeededRandom _random;
    private NoiseScale _scale;
    private int _scaleMs;
    private double _common;
    private double _leaderAverage;
    private long _leaderLeg;
    private bool _opening;

    public MarketModel(int seed, SeededMarketOptions options, long startMs)
    {
        _volatility = options.Volatility;
        _random = new SeededRandom(seed, stream: 0);
        _cascades = new CascadeSchedule(options, new SeededRandom(seed, stream: 1), startMs);
        var profiles = InstrumentProfile.All;
        Paths = new PricePath[profiles.Count];
        _leaderAverage = profiles[Leader].BasePrice;
        _joinAtMs = new long[profiles.Count];
        _joinDirection = new int[profiles.Count];
        Array.Fill(_joinAtMs, long.MaxValue);
        _slots = new int[profiles.Count];
        _acts = new OpeningAct[profiles.Count];
        for (var i = 0; i < Paths.Length; i++)
        {
            var script = new RegimeScript(profiles[i].Liveliness * _volatility, new SeededRandom(seed, stream: 100 + i));
            Paths[i] = new PricePath(profiles[i], script, _volatility, new SeededRandom(seed, stream: 200 + i), startMs);
        }
    }

    public PricePath[] Paths { get; }

    public void Advance(long nowMs, int stepMs)
    {
        if (stepMs != _scaleMs)
        {
            _scaleMs = stepMs;
            _scale = NoiseScale.For(stepMs);
        }

        if (!_opening)
            _cascades.Run(nowMs, Paths, _volatility);
        var shock = _random.NextNormal();
        _common = (_common * _scale.CommonKeep) + (_scale.CommonKick * _random.NextNormal());
        var common = _common * CommonDeviation * _volatility;
        var pull = 0.0;
        for (var i = 0; i < Paths.Length; i++)
        {
            Paths[i].Advance(nowMs, _scale, shock, i == Leader ? common : common + pull);
            if (i == Leader)
                pull = PullOfLeader(stepMs);
            if (nowMs >= _joinAtMs[i])
                Join(i, nowMs);
        }

        FollowLeader(nowMs);
    }

    /// <summary>
    /// Writes the days before the start and deals the acts of the opening: who leaves his range when, at which landmark, and how it ends. BTC comes
    /// last, because the others go along with it.
    /// </summary>
    /// <param name="nowMs">Time now, milliseconds before the start.</param>
    /// <param name="openingMs">How long before the start the opening ranges begin.</param>
    public void PlanDays(long nowMs, int openingMs)
    {
        _opening = true;
        var mirror = _random.NextSign();
        for (var i = 0; i < _slots.Length; i++)
            _slots[i] = Paths.Length - 1 - i;
        for (var i = _slots.Length - 1; i > 1; i--)
        {
            var j = 1 + _random.NextBelow(i);
            (_slots[i], _slots[j]) = (_slots[j], _slots[i]);
        }

        for (var i = 0; i < Paths.Length; i++)
        {
            var act = ActOf(i);
            _acts[i] = act.Landmark == Landmark.Discount ? act : act with { Direction = act.Direction * mirror };
            Paths[i].Recenter();
            Paths[i].Script.PlanDays(_acts[i], openingMs);
            Paths[i].Interrupt(nowMs);
            _joinAtMs[i] = long.MaxValue;
        }
    }

    /// <summary>
    /// Puts every instrument into a range that ends at its own time after the start: four in the first two minutes, so that
    /// whoever watches sees a breakout soon, the others over the quarter of an hour that follows.
    /// </summary>
    public void PlanOpening(long nowMs)
    {
        ReadOnlySpan<int> seconds = [22, 48, 78, 108, 165, 355, 420, 620, 700];
        for (var i = 0; i < Paths.Length; i++)
        {
            var endMs = (seconds[_slots[i]] * 1000) + _random.NextBelow(6000);
            Paths[i].Recenter();
            Paths[i].Script.PlanOpening((int)(endMs - nowMs), _acts[i]);
            Paths[i].Interrupt(nowMs);
        }
    }

    /// <summary>Lays the past so that it ends at the base prices, and lets cascades come again.</summary>
    public void BeginLive()
    {
        foreach (var path in Paths)
        {
            var factor = path.Profile.BasePrice * _random.NextIn(0.995, 1.005) / path.Price;
            path.Rescale(factor);
            if (path == Paths[Leader])
                _leaderAverage *= factor;
        }

        _cascades.BeginLive();
        _opening = false;
    }

    // In the order in which they leave their ranges: wins and losses alternate, and so do the directions.
    private OpeningAct ActOf(int index) => _slots[index] switch
    {
        0 => new(Landmark.Band, 1, ActEnd.Wick),
        1 => new(Landmark.Discount, 1, ActEnd.Follows),
        2 => new(Landmark.Node, 1, ActEnd.Fails),
        3 => new(Landmark.Node, -1, ActEnd.Wick),
        4 => new(Landmark.Discount, 1, ActEnd.Follows),
        5 => new(Landmark.Node, -1, ActEnd.Fails),
        6 => new(Landmark.Day, -1, ActEnd.Follows),
        7 => new(Landmark.Node, 1, ActEnd.Wick),
        _ => new(Landmark.Band, 1, ActEnd.Wick),
    };

    private double PullOfLeader(int stepMs)
    {
        var seconds = stepMs / 1000.0;
        _leaderAverage += (Paths[Leader].Price - _leaderAverage) * (seconds / (LeaderSeconds + seconds));
        return LeaderPull * Math.Clamp((Paths[Leader].Price / _leaderAverage) - 1.0, -LargestPull, LargestPull);
    }

    private void FollowLeader(long nowMs)
    {
        var leader = Paths[Leader];
        if (leader.LegNumber == _leaderLeg)
            return;
        _leaderLeg = leader.LegNumber;
        if (!leader.Leg.Leads || nowMs < 0)
            return;
        for (var i = 1; i < Paths.Length; i++)
        {
            var ready = Paths[i].Regime is MarketRegime.Range or MarketRegime.Squeeze && nowMs > 900_000;
            if (!ready || !_random.Chance(0.35))
                continue;
            _joinAtMs[i] = nowMs + (long)_random.NextIn(1_000, 25_000);
            _joinDirection[i] = leader.Leg.Direction;
        }
    }

    private void Join(int index, long nowMs)
    {
        _joinAtMs[index] = long.MaxValue;
        var path = Paths[index];
        if (path.Regime is not (MarketRegime.Range or MarketRegime.Squeeze))
            return;
        path.Script.PlanSympathy(_joinDirection[index], _random.Chance(0.6));
        path.Interrupt(nowMs);
    }
}
