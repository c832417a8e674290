using Titan.Engine.Journal;
using Titan.Engine.Ledger;

namespace Titan.Benchmarks.Orders;

/// <summary>A journal that keeps nothing and is never slow: shows what the order path costs without its flush. For measuring only.</summary>
internal sealed class VolatileJournal : IJournal
{
    private long _sequence = 1;

    public event Action<JournalStatus>? StatusChanged
    {
        add { }
        remove { }
    }

    public JournalStatus Status => new(true, Volatile.Read(ref _sequence), 0, 0, null, 0);

    public Task<EngineState> RestoreAsync(CancellationToken cancellationToken)
    {
        var state = new EngineState();
        state.Apply(new JournalEntry(1, TimeProvider.System.GetUtcNow(), new LedgerOpened("benchm")));
        return Task.FromResult(state);
    }

    public bool TryAppend(JournalBatch batch)
    {
        Volatile.Write(ref _sequence, batch.Entries[^1].Sequence);
        batch.AfterDurable?.Invoke();
        return true;
    }

    public void Expect()
    {
    }

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
