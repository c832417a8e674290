using Titan.Engine.Journal;
using Titan.Engine.Ledger;

namespace Titan.Tests.Kernel;

/// <summary>A journal in memory whose disk a test may fill, hold and empty.</summary>
internal sealed class MemoryJournal : IJournal
{
    private readonly List<JournalEntry> _entries = [];
    private readonly Queue<Action> _waiting = new();

    public event Action<JournalStatus>? StatusChanged;

    /// <summary>Commits wait until <see cref="Commit"/>.</summary>
    public bool Holds { get; set; }

    /// <summary>The bounded queue is full.</summary>
    public bool Full { get; set; }

    /// <summary>As they are now, while the loop may go on writing.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries];
            }
        }
    }

    public JournalStatus Status { get; private set; } = new(true, 0, 0, 0, null, 0);

    public Task<EngineState> RestoreAsync(CancellationToken cancellationToken) => Task.FromResult(new EngineState());

    public bool TryAppend(JournalBatch batch)
    {
        if (Full)
        {
            return false;
        }

        lock (_entries)
        {
            _entries.AddRange(batch.Entries);
        }

        if (Holds && batch.AfterDurable is { } later)
        {
            _waiting.Enqueue(later);
        }
        else
        {
            batch.AfterDurable?.Invoke();
        }

        return true;
    }

    public void Commit()
    {
        while (_waiting.TryDequeue(out var after))
        {
            after();
        }
    }

    public void Become(bool writable)
    {
        Status = Status with { Writable = writable, Problem = writable ? null : "disk full" };
        StatusChanged?.Invoke(Status);
    }

    /// <summary>How often it was told that facts may come, and what it held then.</summary>
    public List<int> Expected { get; } = [];

    public void Expect() => Expected.Add(Entries.Count);

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
