using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Tests.Support;

/// <summary>An engine whose picture and answers the test writes; it keeps what it was asked.</summary>
internal sealed class FakeEngine : IEngine
{
    private readonly Broadcast<EngineSnapshot> _snapshots = new(64);
    private readonly Broadcast<JournalEntry> _facts = new(64);
    private int _correlations;

    public EngineSnapshot Snapshot { get; set; } = Blank(new DateTimeOffset(2026, 11, 21, 3, 14, 22, TimeSpan.Zero));

    public List<EngineCommand> Commands { get; } = [];

    /// <summary>The same without what only tells the audit.</summary>
    public IReadOnlyList<EngineCommand> Acts
    {
        get
        {
            lock (Commands)
            {
                return [.. Commands.Where(command => command is not RecordAuditCommand)];
            }
        }
    }

    public Func<EngineCommand, CommandResult> Answer { get; set; } = _ => CommandResult.Done("done");

    /// <summary>What a flatten would do, as the test says.</summary>
    public FlattenForecast Forecast { get; set; } = new(DateTimeOffset.UnixEpoch, [], 0, 0);

    public Task<FlattenForecast> ForecastFlattenAsync(CancellationToken cancellationToken) => Task.FromResult(Forecast);

    public Task<CommandResult> SendAsync(EngineCommand command, CancellationToken cancellationToken)
    {
        lock (Commands)
        {
            Commands.Add(command);
        }

        return Task.FromResult(Answer(command));
    }

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

    public CorrelationId NewCorrelation(string prefix) => new($"{prefix}-{Interlocked.Increment(ref _correlations)}");

    public void Happen(JournalEntry entry) => _facts.Send(entry);

    /// <summary>Shows a new picture to everyone who watches.</summary>
    public void Publish(EngineSnapshot snapshot)
    {
        Snapshot = snapshot;
        _snapshots.Send(snapshot);
    }

    /// <summary>A healthy, reconciled, disarmed engine with 2,450 USDT and nothing open.</summary>
    public static EngineSnapshot Blank(DateTimeOffset at) => new()
    {
        Version = 1,
        At = at,
        StartedAt = at.AddMinutes(-5),
        Identity = new EngineIdentity("0.1.0", "PAPER", "bybit", "simulator", "abcdef", "3f9a0c12d4e5", "seed 7", new EngineLimits(0.07m, 0.15m, 5, 20m, 50m, 0.02m, 3)),
        Readiness = new ReadinessView(true, true, null),
        Arm = MasterArm.Initial,
        Breaker = new BreakerState(),
        Equity = new EquityBook
        {
            Known = true,
            WalletBalance = 2478.24m,
            UnrealizedPnl = -28.24m,
            AvailableMargin = 1200m,
            Equity = 2450m,
            AsOf = at,
            Day = DateOnly.FromDateTime(at.UtcDateTime),
            DayStartEquity = 2471.20m,
            SessionPeak = 2507.68m,
            HighWatermark = 2507.68m,
            WatermarkReference = 2507.68m,
        },
        EquityFresh = true,
        BreakerBelow = 2332.1424m,
        BrainView = new BrainView { Phase = 1, Tier = "SMALL", LeverageCap = 10m },
        Venue = new VenueStatus(
            [new StreamStatus(StreamKind.Public, true, at, at, 0, 10, 0), new StreamStatus(StreamKind.Private, true, at, at, 0, 10, 0)],
            true, 38, 12, true, 1, 10, false, 0, null),
        Reconcile = new ReconcileView(at.AddSeconds(-41), true, 0, 0, [], "timer"),
        Load = new EngineLoad(0, 0, 0, 0, 100, 0, true, 3, 0, null, 200),
        Statistics = new TradingStatistics(),
        TotalLeverage = 0m,
    };
}
