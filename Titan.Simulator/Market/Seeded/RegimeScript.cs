namespace Titan.Simulator.Market.Seeded;

/// <summary>
/// Writes what an instrument does next, as legs: quiet or range or squeeze, its pokes at the edges, the breakout, then
/// follow-through or failure; and cascades when they are called for. Every duration and distance is drawn from its own stream.
/// </summary>
internal sealed class RegimeScript(double liveliness, SeededRandom random)
{
    private const int Minute = 60_000;
    private readonly Queue<PriceLeg> _legs = new();
    private SeededRandom _random = random;
    private double _halfWidth = 0.0022 * liveliness;

    public bool TryNext(out PriceLeg leg) => _legs.TryDequeue(out leg);

    /// <summary>What follows when the legs have run out.</summary>
    /// <param name="last">The regime that has just ended.</param>
    /// <param name="stretch">Price over its long-run level, minus one: far above, the next break rather goes down.</param>
    public void PlanNext(MarketRegime last, double stretch)
    {
        var draw = _random.NextUnit();
        if (last != MarketRegime.Quiet && draw < 0.18)
            PlanQuiet();
        else if (draw < 0.42)
            PlanRange(MarketRegime.Squeeze, Milliseconds(20, 32), DrawDirection(stretch), _random.Chance(0.72));
        else
            PlanRange(MarketRegime.Range, RangeDuration(), DrawDirection(stretch), _random.Chance(0.55));
    }

    /// <summary>The days before the start, up to the opening range.</summary>
    public void PlanDays(OpeningAct act, int untilMs)
    {
        _legs.Clear();
        foreach (var leg in DaysBefore.Legs(act, untilMs, ref _random))
            Add(leg);
    }

    /// <summary>The range every instrument stands in at the start, the break that ends it at a known time, and the run at the landmark.</summary>
    public void PlanOpening(int durationMs, OpeningAct act)
    {
        _legs.Clear();
        _halfWidth = act.HalfWidth;
        var approach = Milliseconds(0.6, 1.0);
        Swing(MarketRegime.Range, durationMs - approach, noise: 0.8, pace: 1.0, pokes: false, act.Basis);
        Add(new(MarketRegime.Range, LegAim.FromCenter, act.Direction * _halfWidth * 0.85, approach) { Noise = 0.8, Basis = act.Basis });
        Add(new(act.End == ActEnd.Follows ? MarketRegime.Trend : MarketRegime.Range, LegAim.BeyondChannel, _random.NextIn(0.0006, 0.0010), Milliseconds(0.025, 0.06))
        {
            Direction = act.Direction,
            Pace = 2.2,
            Depth = 0.8,
            Burst = true,
            Basis = act.Basis,
        });
        foreach (var leg in act.Legs())
            Add(leg);
    }

    /// <summary>A breakout in the wake of the leader's.</summary>
    public void PlanSympathy(int direction, bool follows)
    {
        _legs.Clear();
        Add(new(MarketRegime.Range, LegAim.FromCenter, direction * _halfWidth * 0.8, Milliseconds(0.02, 0.5)));
        PlanBreak(MarketRegime.Range, direction, follows);
    }

    /// <summary>
    /// Forced closing into a thin book: the move, a pause at the extreme, a rebound of a third to a half, then minutes of stress.
    /// </summary>
    public void PlanCascade(int delayMs, int direction, double size, double forcedClose)
    {
        _legs.Clear();
        if (delayMs > 0)
            Add(Stress(LegAim.FromHere, 0, delayMs, noise: 1.5, depth: 0.6));
        Add(Stress(LegAim.FromHere, direction * size, Milliseconds(0.4, 1.0), noise: 2.5, depth: 0.15) with
        {
            Direction = direction,
            Pace = 3.0,
            ExtraSpread = 0.00012,
            ForcedClose = forcedClose,
        });
        Add(Stress(LegAim.FromHere, -direction * size * 0.08, Milliseconds(0.15, 0.4), noise: 3.0, depth: 0.25));
        Add(Stress(LegAim.FromHere, -direction * size * _random.NextIn(0.33, 0.5), Milliseconds(1.3, 2.6), noise: 2.0, depth: 0.4) with
        {
            Direction = -direction,
            Pace = 2.0,
        });
        for (var i = 4 + _random.NextBelow(4); i > 0; i--)
        {
            var swing = _random.NextSign() * _random.NextIn(0.0008, 0.0026) * liveliness;
            Add(Stress(LegAim.FromHere, swing, Milliseconds(0.5, 1.2), noise: 2.0, depth: 0.5));
        }
    }

    private void PlanQuiet()
    {
        _halfWidth = _random.NextIn(0.0007, 0.0011) * liveliness;
        Swing(MarketRegime.Quiet, Milliseconds(6, 16), noise: 0.5, pace: 0.55, pokes: false);
    }

    private void PlanRange(MarketRegime regime, int durationMs, int direction, bool follows, bool pokes = true)
    {
        var squeeze = regime == MarketRegime.Squeeze;
        _halfWidth = (squeeze ? _random.NextIn(0.0010, 0.0016) : _random.NextIn(0.0015, 0.0027)) * liveliness;
        var approach = Math.Min(Milliseconds(0.6, 1.4), durationMs / 2);
        Swing(regime, durationMs - approach, squeeze ? 0.7 : 1.0, squeeze ? 0.75 : 1.0, pokes && !squeeze);
        Add(new(regime, LegAim.FromCenter, direction * _halfWidth * 0.85, approach));
        PlanBreak(regime, direction, follows);
    }

    private void Swing(MarketRegime regime, int durationMs, double noise, double pace, bool pokes, double basis = 0)
    {
        var side = _random.NextSign();
        var left = durationMs;
        var sincePoke = 0;
        while (left > 0)
        {
            var length = Math.Min(left, Milliseconds(1.4, 4.5));
            var depth = _random.NextIn(0.5, 0.85);
            Add(new(regime, LegAim.FromCenter, side * _halfWidth * depth, length) { Noise = noise, Pace = pace, Basis = basis });
            left -= length;
            sincePoke += length;
            if (pokes && sincePoke > 9 * Minute && left > 6 * Minute && _random.Chance(0.15))
            {
                left -= PlanPoke(regime, side);
                sincePoke = 0;
            }

            if (_random.Chance(0.8))
                side = -side;
        }
    }

    // A look over the edge that finds nobody there: seconds outside, then back; returns the time it takes.
    private int PlanPoke(MarketRegime regime, int direction)
    {
        var outMs = Milliseconds(0.05, 0.15);
        var holdMs = Milliseconds(0.05, 0.5);
        var backMs = Milliseconds(0.2, 0.9);
        Add(new(regime, LegAim.BeyondChannel, _random.NextIn(0.0004, 0.0009) * liveliness, outMs)
        {
            Direction = direction,
            Pace = 1.9,
            Burst = _random.Chance(0.5),
        });
        Add(new(regime, LegAim.FromHere, 0, holdMs) { Pace = 1.2 });
        Add(new(regime, LegAim.FromCenter, direction * _halfWidth * 0.3, backMs) { Direction = -direction, Pace = 1.3 });
        return outMs + holdMs + backMs;
    }

    private void PlanBreak(MarketRegime regime, int direction, bool follows)
    {
        Add(new(follows ? MarketRegime.Trend : regime, LegAim.BeyondChannel, _random.NextIn(0.0008, 0.0018) * liveliness, Milliseconds(0.025, 0.1))
        {
            Direction = direction,
            Noise = 1.2,
            Pace = 2.2,
            Depth = 0.8,
            Burst = _random.Chance(0.7),
            Leads = follows,
        });
        if (follows)
            PlanTrend(direction);
        else
            PlanFailure(regime, direction);
    }

    private void PlanTrend(int direction)
    {
        var strong = _random.Chance(0.22);
        var distance = (strong ? _random.NextIn(0.018, 0.030) : _random.NextIn(0.0065, 0.014)) * Math.Max(liveliness, 0.85);
        var totalMs = strong ? Milliseconds(14, 32) : Milliseconds(5, 14);
        var waves = strong ? 5 + _random.NextBelow(4) : 2 + _random.NextBelow(3);
        for (var i = 0; i < waves; i++)
        {
            var stretch = _random.NextIn(0.75, 1.25) / waves;
            Add(new(MarketRegime.Trend, LegAim.FromHere, direction * distance * 1.4 * stretch, (int)(totalMs * 0.62 * stretch))
            {
                Direction = direction,
                Noise = 1.3,
                Pace = 1.5,
            });
            Add(new(MarketRegime.Trend, LegAim.FromHere, -direction * distance * 0.4 * stretch, (int)(totalMs * 0.38 * stretch))
            {
                Noise = 1.2,
                Pace = 1.1,
            });
        }
    }

    private void PlanFailure(MarketRegime regime, int direction)
    {
        Add(new(regime, LegAim.FromHere, direction * _random.NextIn(-0.0002, 0.0004), Milliseconds(0.1, 0.9)) { Pace = 1.4 });
        Add(new(regime, LegAim.FromCenter, direction * _halfWidth * _random.NextIn(-0.5, 0.3), Milliseconds(0.3, 1.6))
        {
            Direction = -direction,
            Noise = 1.2,
            Pace = 1.5,
        });
    }

    private static PriceLeg Stress(LegAim aim, double distance, int durationMs, double noise, double depth) =>
        new(MarketRegime.Stressed, aim, distance, durationMs) { Noise = noise, Depth = depth, Pace = 1.7, ExtraSpread = 0.00006 };

    private void Add(PriceLeg leg) => _legs.Enqueue(leg);

    private int DrawDirection(double stretch) => _random.Chance(0.5 - Math.Clamp(stretch * 2.0, -0.4, 0.4)) ? 1 : -1;

    // Twenty to sixty minutes, the shorter ones more often.
    private int RangeDuration()
    {
        var draw = _random.NextUnit();
        return (int)((20 + (40 * draw * draw)) * Minute);
    }

    private int Milliseconds(double lowMinutes, double highMinutes) => (int)(_random.NextIn(lowMinutes, highMinutes) * Minute);
}
