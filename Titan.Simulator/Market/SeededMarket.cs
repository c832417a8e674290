using Titan.Simulator.Market.Seeded;

namespace Titan.Simulator.Market;

/// <summary>
/// Nine perpetuals out of a seed: ranges, breakouts that follow through or fail, bursts, liquidation cascades, and 200 hours of
/// bars behind the start that come from the same process. It never ends.
/// </summary>
/// <remarks>
/// The same seed and options give the same steps, byte for byte; the start only shifts their times. Not thread-safe: one caller asks
/// for the next step. A step and its lists never change afterwards, and a side of a book that did not change is the very same list as
/// in the step before.
/// </remarks>
public sealed class SeededMarket : IMarketSource
{
    private readonly MarketModel _model;
    private readonly InstrumentFeed[] _feeds;
    private readonly BarHistory[] _history;
    private readonly int _stepMs;
    private long _steps;

    /// <param name="seed">Chooses the market.</param>
    /// <param name="start">Venue time of the first step; the history ends with the last full minute before it.</param>
    /// <param name="options">Null: the demonstration market.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public SeededMarket(int seed, DateTimeOffset start, SeededMarketOptions? options = null)
    {
        options ??= new SeededMarketOptions();
        options.Validate();
        Start = start.ToUniversalTime();
        _stepMs = (int)options.Step.TotalMilliseconds;
        var profiles = InstrumentProfile.All;
        Instruments = ListedInstruments.All;

        var minutes = options.HistoryHours * 60;
        _model = new MarketModel(seed, options, -minutes * 60_000L);
        _history = HistoryGenerator.Run(_model, minutes, Start, seed);
        _feeds = new InstrumentFeed[profiles.Count];
        for (var i = 0; i < _feeds.Length; i++)
            _feeds[i] = new InstrumentFeed(_model.Paths[i], seed, i, _stepMs, options.TradePace);
    }

    /// <inheritdoc/>
    public IReadOnlyList<InstrumentSpec> Instruments { get; }

    /// <inheritdoc/>
    public DateTimeOffset Start { get; }

    /// <summary>The bars before the start; empty for a symbol that is not listed.</summary>
    public IReadOnlyList<MarketBar> History(string symbol)
    {
        var index = IndexOf(symbol);
        return index < 0 ? [] : _history[index];
    }

    /// <summary>The regime an instrument is in after the last step; Quiet for a symbol that is not listed.</summary>
    public MarketRegime Regime(string symbol)
    {
        var index = IndexOf(symbol);
        return index < 0 ? MarketRegime.Quiet : _model.Paths[index].Regime;
    }

    /// <inheritdoc/>
    public MarketStep? Next()
    {
        var elapsedMs = _steps * _stepMs;
        if (_steps > 0)
            _model.Advance(elapsedMs, _stepMs);
        var steps = new InstrumentStep[_feeds.Length];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = _feeds[i].Next(_steps);
        _steps++;
        return new MarketStep(Start.AddTicks(elapsedMs * TimeSpan.TicksPerMillisecond), steps);
    }

    private int IndexOf(string symbol)
    {
        for (var i = 0; i < Instruments.Count; i++)
        {
            if (Instruments[i].Symbol == symbol)
                return i;
        }

        return -1;
    }
}
