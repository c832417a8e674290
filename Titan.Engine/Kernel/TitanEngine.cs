using System.Collections.Concurrent;
using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Engine.Kernel;

/// <summary>
/// What stands between the loop and its readers: the newest snapshot, the subscriptions, and commands waiting for their answers.
/// Before the loop runs it shows an engine that is starting.
/// </summary>
public sealed class TitanEngine : IEngine
{
    private const int FactsBehind = 4_096;

    private readonly ConcurrentDictionary<CorrelationId, TaskCompletionSource<CommandResult>> _waiting = new();
    private readonly Broadcast<EngineSnapshot> _snapshots = new(1);
    private readonly Broadcast<JournalEntry> _facts = new(FactsBehind);
    private readonly TimeProvider _clock;
    private EngineSnapshot _snapshot;
    private Func<EngineCommand, CancellationToken, ValueTask>? _send;
    private Func<bool>? _idle;
    private Func<CancellationToken, Task<FlattenForecast>>? _forecast;
    private long _correlations;

    public TitanEngine(TimeProvider clock, EngineIdentity identity)
    {
        _clock = clock;
        var now = clock.GetUtcNow();
        _snapshot = new EngineSnapshot
        {
            At = now,
            StartedAt = now,
            Identity = identity,
            Readiness = new ReadinessView(false, false, "starting: restoring the journal"),
            Arm = MasterArm.Initial,
            Breaker = new BreakerState(),
            Equity = new EquityBook(),
            Venue = new VenueStatus([], false, 0, 0, false, 0, 0, false, 0, null),
            Load = new EngineLoad(0, 0, 0, 0, 0, 0, true, 0, 0, null, 0),
            Statistics = new TradingStatistics(),
        };
    }

    public EngineSnapshot Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>Nothing waits anywhere in the engine; lock-step runs advance time only then.</summary>
    public bool Idle => _idle?.Invoke() ?? true;

    public CorrelationId NewCorrelation(string prefix) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{prefix}-{_clock.GetUtcNow().ToUnixTimeMilliseconds()}-{Interlocked.Increment(ref _correlations)}"));

    public async Task<CommandResult> SendAsync(EngineCommand command, CancellationToken cancellationToken)
    {
        if (_send is not { } send)
        {
            return CommandResult.Refused("NOT_READY", "The engine is still starting; try again in a moment.");
        }

        var answer = new TaskCompletionSource<CommandResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_waiting.TryAdd(command.Correlation, answer))
        {
            return CommandResult.Refused("DUPLICATE_COMMAND", $"A command with the id {command.Correlation} is already being carried out.");
        }

        try
        {
            await send(command, cancellationToken).ConfigureAwait(false);
            return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _waiting.TryRemove(command.Correlation, out _);
        }
    }

    public Task<FlattenForecast> ForecastFlattenAsync(CancellationToken cancellationToken) =>
        _forecast?.Invoke(cancellationToken) ?? Task.FromResult(new FlattenForecast(Snapshot.At, [], 0, 0));

    public SnapshotSubscription SubscribeSnapshots()
    {
        var (reader, leave) = _snapshots.Join();
        return new SnapshotSubscription(reader, leave);
    }

    public FactSubscription SubscribeFacts()
    {
        var (reader, leave) = _facts.Join();
        return new FactSubscription(reader, leave);
    }

    internal void Connect(Func<EngineCommand, CancellationToken, ValueTask> send, Func<bool> idle, Func<CancellationToken, Task<FlattenForecast>> forecast)
    {
        (_idle, _forecast) = (idle, forecast);
        _send = send;
    }

    internal void Disconnect()
    {
        _send = null;
        foreach (var waiting in _waiting.Values)
        {
            waiting.TrySetResult(CommandResult.Refused("STOPPING", "The engine is stopping."));
        }
    }

    internal void Publish(EngineSnapshot snapshot)
    {
        Volatile.Write(ref _snapshot, snapshot);
        _snapshots.Send(snapshot);
    }

    internal void Publish(IReadOnlyList<JournalEntry> facts)
    {
        foreach (var fact in facts)
        {
            _facts.Send(fact);
        }
    }

    internal void Answer(CommandReply reply)
    {
        if (_waiting.TryGetValue(reply.Correlation, out var waiting))
        {
            waiting.TrySetResult(reply.Result);
        }
    }
}
