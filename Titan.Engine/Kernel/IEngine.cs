using System.Threading.Channels;
using Titan.Engine.Ledger;

namespace Titan.Engine.Kernel;

/// <summary>What the console, the API and the command line see of the engine: the newest snapshot, what happens, and one way to act.</summary>
public interface IEngine
{
    /// <summary>Newest snapshot; never null, never changes once read.</summary>
    EngineSnapshot Snapshot { get; }

    /// <summary>
    /// Hands the command to the loop and waits for its answer. Stopping acts are never refused for load. Cancelling stops the wait,
    /// not the act.
    /// </summary>
    Task<CommandResult> SendAsync(EngineCommand command, CancellationToken cancellationToken);

    /// <summary>What FLATTEN ALL would do and cost now, at the venue's current depth. Reads only; takes at most about 1.5 s.</summary>
    Task<Model.FlattenForecast> ForecastFlattenAsync(CancellationToken cancellationToken);

    /// <summary>New snapshots as they are published, newest only (a slow reader skips). Dispose ends the subscription.</summary>
    SnapshotSubscription SubscribeSnapshots();

    /// <summary>Facts from now on, in order, bounded (a slow reader loses the oldest and is told the gap by the sequence). Dispose ends it.</summary>
    FactSubscription SubscribeFacts();

    /// <summary>A correlation id that was never used in this ledger.</summary>
    Model.CorrelationId NewCorrelation(string prefix);
}

/// <summary>A reader's place in the stream of snapshots.</summary>
public sealed class SnapshotSubscription(ChannelReader<EngineSnapshot> reader, Action onDispose) : IDisposable
{
    public ChannelReader<EngineSnapshot> Reader => reader;

    public void Dispose() => onDispose();
}

/// <summary>A reader's place in the stream of facts.</summary>
public sealed class FactSubscription(ChannelReader<JournalEntry> reader, Action onDispose) : IDisposable
{
    public ChannelReader<JournalEntry> Reader => reader;

    public void Dispose() => onDispose();
}
