namespace Titan.Simulator.Market.Seeded;

/// <summary>
/// The latent price of one instrument: the script's leg, two mean-reverting noises of its own (partly shared with the
/// market) and its share of the common factor. Times are milliseconds of venue time from the start, negative before it.
/// </summary>
internal sealed class PricePath
{
    // Stationary deviations as fractions of price for liveliness one.
    private const double FastDeviation = 0.00013;
    private const double MediumDeviation = 0.00030;

    // Share of the shocks that the whole market feels at once, and the rest: 0.8 squared + 0.6 squared = 1.
    private const double Shared = 0.8;
    private const double Own = 0.6;

    private readonly InstrumentProfile _profile;
    private readonly RegimeScript _script;
    private readonly MinuteChannel _channel = new();
    private readonly double _liveliness;
    private SeededRandom _random;
    private double _center;
    private double _offset;
    private double _from;
    private double _to;
    private long _legStartMs;
    private long _legEndMs;
    private double _fast;
    private double _medium;
    private double _common;
    private double _noise = 1.0;

    public PricePath(InstrumentProfile profile, RegimeScript script, double volatility, SeededRandom random, long startMs)
    {
        _profile = profile;
        _script = script;
        _liveliness = profile.Liveliness * volatility;
        _random = random;
        _center = profile.BasePrice;
        Price = _center;
        _legStartMs = startMs;
        _legEndMs = startMs;
        _channel.Observe(startMs, Price);
    }

    public InstrumentProfile Profile => _profile;

    public RegimeScript Script => _script;

    public PriceLeg Leg { get; private set; }

    public double Price { get; private set; }

    public MarketRegime Regime => Leg.Regime;

    /// <summary>Counts legs, so that others see when a new one has begun.</summary>
    public long LegNumber { get; private set; }

    /// <summary>How far the leg has come, 0 to 1.</summary>
    public double Progress { get; private set; }

    public double Stretch => (Price / _profile.BasePrice) - 1.0;

    public void Advance(long nowMs, in NoiseScale scale, double sharedShock, double common)
    {
        _common = common * _profile.Beta;
        while (nowMs >= _legEndMs)
        {
            _offset = _to;
            BeginLeg(_legEndMs);
        }

        Progress = (double)(nowMs - _legStartMs) / (_legEndMs - _legStartMs);
        _offset = _from + ((_to - _from) * Progress);
        // Noise swells and calms over seconds instead of jumping with the leg.
        _noise += (Leg.Noise - _noise) * (1.0 - scale.FastKeep);
        _fast = (_fast * scale.FastKeep) + (scale.FastKick * ((Shared * sharedShock) + (Own * _random.NextNormal())));
        _medium = (_medium * scale.MediumKeep) + (scale.MediumKick * ((Shared * sharedShock) + (Own * _random.NextNormal())));
        Price = _center * (1.0 + _offset + Wander());
        _channel.Observe(nowMs, Price);
    }

    /// <summary>Drops what was planned and goes on with the script as it stands now.</summary>
    public void Interrupt(long nowMs) => BeginLeg(nowMs);

    /// <summary>Multiplies the whole past by a factor; the history is laid so that it ends at the base price.</summary>
    public void Rescale(double factor)
    {
        _center *= factor;
        Price *= factor;
        _channel.Rescale(factor);
    }

    /// <summary>Makes the present price the middle that ranges are measured from.</summary>
    public void Recenter()
    {
        _center *= 1.0 + _offset;
        _offset = 0;
        _to = 0;
    }

    private double Wander() =>
        (((_fast * FastDeviation) + (_medium * MediumDeviation)) * _liveliness * _noise) + _common;

    private void BeginLeg(long startMs)
    {
        if (!_script.TryNext(out var leg))
        {
            Recenter();
            _script.PlanNext(Leg.Regime, Stretch);
            if (!_script.TryNext(out leg))
                throw new InvalidOperationException("A script wrote no legs.");
        }

        Leg = leg;
        LegNumber++;
        _from = _offset;
        _legStartMs = startMs;
        _legEndMs = startMs + Math.Max(leg.DurationMs, 100);
        _to = leg.Aim switch
        {
            LegAim.FromHere => _offset + leg.Distance,
            LegAim.BeyondChannel => Beyond(leg.Direction, leg.Distance),
            _ => leg.Distance,
        };
    }

    // The guide ends where price, with the noise it carries now, stands that far outside the channel.
    private double Beyond(int direction, double distance)
    {
        var target = _channel.Edge(direction) * (1.0 + (direction * distance));
        var offset = (target / _center) - 1.0 - Wander();
        return direction > 0 ? Math.Max(offset, _offset) : Math.Min(offset, _offset);
    }
}
