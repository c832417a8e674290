using Titan.Engine.Model;

namespace Titan.Engine.Strategies;

/// <summary>All that a strategy may see and do inside one event. Filled by the kernel before each call.</summary>
public sealed class StrategyContext
{
    private readonly List<Intent> _intents = [];
    private Func<InstrumentId, bool> _isBusy = static _ => false;

    /// <summary>The event's own time, UTC.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>False while history is replayed into the strategy: what it proposes then is dropped.</summary>
    public bool Live { get; private set; }

    /// <summary>Intents proposed since the last <see cref="Begin"/>.</summary>
    public IReadOnlyList<Intent> Intents => _intents;

    /// <summary>A position or a working entry on the instrument exists.</summary>
    public bool IsBusy(InstrumentId instrument) => _isBusy(instrument);

    /// <summary>Hands an intent to the gates.</summary>
    public void Propose(in Intent intent) => _intents.Add(intent);

    /// <summary>Kernel only: starts an event.</summary>
    public void Begin(DateTimeOffset now, bool live, Func<InstrumentId, bool> isBusy)
    {
        Now = now;
        Live = live;
        _isBusy = isBusy;
        _intents.Clear();
    }
}
