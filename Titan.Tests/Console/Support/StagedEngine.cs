using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>An engine whose snapshots a test sets and whose answers a test writes; keeps every command it was given.</summary>
internal sealed class StagedEngine(EngineSnapshot first) : IEngine
{
    private readonly List<Channel<EngineSnapshot>> _readers = [];
    private readonly TaskCompletionSource _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EngineSnapshot _snapshot = first;
    private int _correlations;

    public ConcurrentQueue<EngineCommand> Commands { get; } = new();

    /// <summary>What each command is answered with; done unless a test says otherwise.</summary>
    public Func<EngineCommand, Task<CommandResult>> Answer { get; set; } = _ => Task.FromResult(CommandResult.Done("done"));

    /// <summary>Completes with the first reader.</summary>
    public Task Subscribed => _subscribed.Task;

    public int Subscriptions
    {
        get
        {
            lock (_readers)
            {
                return _readers.Count;
            }
        }
    }

    public EngineSnapshot Snapshot => Volatile.Read(ref _snapshot);

    public void Publish(EngineSnapshot snapshot)
    {
        Volatile.Write(ref _snapshot, snapshot);
        lock (_readers)
        {
            foreach (var reader in _readers)
            {
                reader.Writer.TryWrite(snapshot);
            }
        }
    }

    public void Publish(Func<EngineSnapshot, EngineSnapshot> change)
    {
        var next = change(Snapshot);
        Publish(next with { Version = next.Version + 1 });
    }

    /// <summary>What a flatten would do, as the test says.</summary>
    public FlattenForecast Forecast { get; set; } = new(DateTimeOffset.UnixEpoch, [], 0, 0);

    /// <summary>The forecast waits for this.</summary>
    public Task Depth { get; set; } = Task.CompletedTask;

    public async Task<FlattenForecast> ForecastFlattenAsync(CancellationToken cancellationToken)
    {
        await Depth;
        return Forecast;
    }

    public Task<CommandResult> SendAsync(EngineCommand command, CancellationToken cancellationToken)
    {
        Commands.Enqueue(command);
        return Answer(command);
    }

    public SnapshotSubscription SubscribeSnapshots()
    {
        var channel = Channel.CreateBounded<EngineSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_readers)
        {
            _readers.Add(channel);
        }

        _subscribed.TrySetResult();
        return new SnapshotSubscription(channel.Reader, () =>
        {
            lock (_readers)
            {
                _readers.Remove(channel);
            }
        });
    }

    public FactSubscription SubscribeFacts() => new(Channel.CreateBounded<JournalEntry>(1).Reader, () => { });

    public CorrelationId NewCorrelation(string prefix) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Interlocked.Increment(ref _correlations)}"));
}
