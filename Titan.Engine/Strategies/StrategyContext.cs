using Titan.Engine.Model;

namespace Titan.Engine.Strategies;

/// <summary>All that a strategy may see and do inside one event. Filled by the kernel before each call.</summary>
public sealed class StrategyContext
{
    private readonly List<Intent> _intents = [];
    private readonly List<StrategyNote> _notes = [];
    private Func<InstrumentId, bool> _isBusy = static _ => false;

    /// <summary>The engine's time, UTC: when the event was handled, not when it happened.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>False while history is replayed into the strategy: what it proposes then is dropped.</summary>
    public bool Live { get; private set; }

    /// <summary>Account equity, USDT; null while it is unknown or too old to be judged on.</summary>
    public decimal? Equity { get; private set; }

    /// <summary>An operator, a lost feed or the kill switch paused the strategies: they watch and open nothing.</summary>
    public bool Paused { get; private set; }

    /// <summary>Limits of risk in force.</summary>
    public TradeLimits Limits { get; set; } = new();

    /// <summary>Which instruments are on the whitelist in force; the kernel's to set.</summary>
    public Func<InstrumentId, bool> Listed { get; set; } = static _ => true;

    /// <summary>Intents proposed since the last <see cref="Begin"/>.</summary>
    public IReadOnlyList<Intent> Intents => _intents;

    /// <summary>Notes made since the last <see cref="Begin"/>, in order.</summary>
    public IReadOnlyList<StrategyNote> Notes => _notes;

    /// <summary>A position or a working entry on the instrument exists.</summary>
    public bool IsBusy(InstrumentId instrument) => _isBusy(instrument);

    /// <summary>The instrument is on the whitelist: what is not may be watched and is refused by its gate.</summary>
    public bool IsListed(InstrumentId instrument) => Listed(instrument);

    /// <summary>Hands an intent to the gates.</summary>
    public void Propose(in Intent intent) => _intents.Add(intent);

    /// <summary>Says something for the record. Dropped while not <see cref="Live"/>.</summary>
    /// <param name="type">The word that operators search for: TRAP_SPRUNG.</param>
    /// <param name="message">One sentence with its numbers.</param>
    /// <param name="instrument">Whom it is about.</param>
    /// <param name="correlation">What it belongs to.</param>
    public void Note(string type, string message, InstrumentId? instrument = null, CorrelationId? correlation = null)
    {
        if (Live)
        {
            _notes.Add(new StrategyNote(type, message, instrument, correlation));
        }
    }

    /// <summary>Kernel only: starts an event.</summary>
    public void Begin(DateTimeOffset now, bool live, Func<InstrumentId, bool> isBusy, decimal? equity = null, bool paused = false)
    {
        (Now, Live, Equity, Paused) = (now, live, equity, paused);
        _isBusy = isBusy;
        _intents.Clear();
        _notes.Clear();
    }
}
