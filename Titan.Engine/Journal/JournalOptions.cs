namespace Titan.Engine.Journal;

/// <summary>Where the journal lives and how often it takes a state snapshot.</summary>
public sealed record JournalOptions
{
    /// <summary>Folder that holds the database and the lease; created when missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Entries between two state snapshots: bounds the tail that a start must replay. 100–1000000.</summary>
    public int SnapshotEvery { get; init; } = 10_000;

    /// <summary>State snapshots kept.</summary>
    public int SnapshotsKept { get; init; } = 5;

    /// <summary>Batches that may wait for the disk; more make the engine stop opening risk.</summary>
    public int QueueCapacity { get; init; } = 8_192;

    /// <summary>Most database pages, 0 for no limit; tests fill a small "disk" with it.</summary>
    public int MaxPages { get; init; }

    public string DatabasePath => Path.Combine(DataDirectory, "titan_execution.db");

    public string LeasePath => Path.Combine(DataDirectory, "titan.lock");
}
