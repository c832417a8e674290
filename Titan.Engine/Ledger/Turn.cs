using Titan.Engine.Configuration;
using Titan.Engine.Model;

namespace Titan.Engine.Ledger;

/// <summary>
/// One turn of the engine in progress: the state, the input's time, the facts recorded and the effects emitted so far. Handed to the
/// rooms of the domain so that each can decide; a fact changes the state at once, an effect happens after the turn.
/// </summary>
public sealed class Turn(EngineState state, TitanConfig config, InstrumentTable instruments)
{
    private readonly List<JournalEntry> _facts = [];
    private readonly List<Effect> _effects = [];
    private (SettingsInForce? Of, TitanConfig Config) _inForce = (null, config);

    public EngineState State => state;

    /// <summary>As files, environment and command line say.</summary>
    public TitanConfig Asked => config;

    /// <summary>In force: as asked, with the limits and the whitelist of the accepted version once an operator changed them while Titan ran. The same object until another version is.</summary>
    public TitanConfig Config
    {
        get
        {
            if (!ReferenceEquals(_inForce.Of, state.Settings))
            {
                _inForce = (state.Settings, state.Settings?.Over(config) ?? config);
            }

            return _inForce.Config;
        }
    }

    public InstrumentTable Instruments => instruments;

    /// <summary>The input's time; no other clock exists inside a turn.</summary>
    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<JournalEntry> Facts => _facts;

    public IReadOnlyList<Effect> Effects => _effects;

    /// <summary>Starts the next turn; facts and effects of the last one must have been taken.</summary>
    public void Begin(DateTimeOffset now)
    {
        // Time never runs backwards in the journal, whatever the wall clock does.
        Now = now > state.At ? now : state.At;
        _facts.Clear();
        _effects.Clear();
    }

    /// <summary>Records a fact: it becomes the next journal entry and changes the state now.</summary>
    /// <returns>The trade that it finished, if it did.</returns>
    public ClosedTrade? Record(Fact fact)
    {
        var entry = new JournalEntry(state.Sequence + 1, Now, fact);
        var closed = state.Apply(entry);
        _facts.Add(entry);
        return closed;
    }

    public void Emit(Effect effect) => _effects.Add(effect);

    /// <summary>Records an alert: the console shows it, the log carries it.</summary>
    public void Alert(string code, AlertSeverity severity, string message, InstrumentId? instrument = null, decimal? value = null, decimal? threshold = null) =>
        Record(new AlertRaised(code, severity, message, instrument?.Value, value, threshold));

    public void Note(string type, string message, InstrumentId? instrument = null, CorrelationId? correlation = null) =>
        Record(new EventNoted(type, message, instrument?.Value, correlation));
}
