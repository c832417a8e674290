using Titan.Engine.Ledger;

namespace Titan.Engine.Journal;

/// <summary>
/// The append-only, hash-chained record. One writer with group commit: whatever was handed over while one commit ran goes into
/// the next. What must wait for the disk is handed over as <see cref="JournalBatch.AfterDurable"/>.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Opens or creates the database, checks it, and rebuilds the state from the last state snapshot and the tail.</summary>
    /// <exception cref="JournalException">Corrupt, locked, unreadable or newer: the message says what to do.</exception>
    Task<EngineState> RestoreAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Hands a batch over; never blocks. False when the bounded queue is full: then the engine stops opening risk.
    /// <see cref="JournalBatch.AfterDurable"/> runs on the writer's thread after the commit, batches in order; it must not block.
    /// </summary>
    bool TryAppend(JournalBatch batch);

    /// <summary>Facts that effects wait for may be handed over in a moment: whoever writes them may wake up meanwhile. A hint, which promises nothing.</summary>
    void Expect();

    /// <summary>Waits until everything handed over so far is on disk (orderly stop, tests).</summary>
    Task FlushAsync(CancellationToken cancellationToken);

    JournalStatus Status { get; }

    /// <summary>Raised on the writer's thread when writing starts to fail or works again.</summary>
    event Action<JournalStatus>? StatusChanged;
}

/// <summary>Entries that belong together, and what may happen once they are on disk.</summary>
public sealed record JournalBatch(IReadOnlyList<JournalEntry> Entries, Action? AfterDurable);

/// <summary>How writing goes. Times in ms.</summary>
public sealed record JournalStatus(bool Writable, long DurableSequence, int Pending, double LastWriteMs, string? Problem, long SizeBytes);

/// <summary>The journal cannot be used; the message names the file, what is wrong and what to do.</summary>
public sealed class JournalException : Exception
{
    public JournalException(string message)
        : base(message)
    {
    }

    public JournalException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public JournalException()
    {
    }
}
