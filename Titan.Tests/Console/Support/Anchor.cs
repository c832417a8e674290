using System.Collections.Immutable;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Engine.Venues;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>
/// One moment with figures that fit together: paper, equity 2,450.00 under a peak of 2,507.68, three covered positions, armed for 2 h 41 m.
/// Tests change what they are about. Times count from <see cref="At"/>.
/// </summary>
internal static class Anchor
{
    public static DateTimeOffset At { get; } = new(2026, 11, 21, 3, 14, 22, TimeSpan.Zero);

    public static EngineLimits Limits { get; } = new(0.07m, 0.15m, 5, 20m, 10m, 0.02m, 3);

    public static EngineSnapshot Snapshot() => SnapshotAt(At);

    /// <summary>The same moment moved to another time, for pages that live on the machine's clock.</summary>
    public static EngineSnapshot SnapshotAt(DateTimeOffset at) => new()
    {
        Version = 1,
        At = at,
        StartedAt = at.AddHours(-3),
        Identity = new EngineIdentity("0.1.0", "PAPER", "bybit", "simulator", "abcdef", "3f9a0c12d4e5", "seed 7", Limits),
        Readiness = new ReadinessView(true, true, null),
        Arm = new MasterArm(ArmState.Armed, LockCause.None, at.AddMinutes(-161).AddSeconds(-4), "titan_admin", ""),
        Preconditions = Preconditions(),
        Breaker = new BreakerState { ConsecutiveLosses = 1 },
        Equity = new EquityBook
        {
            Known = true,
            WalletBalance = 2_478.24m,
            UnrealizedPnl = -28.24m,
            Equity = 2_450.00m,
            AsOf = at,
            Day = DateOnly.FromDateTime(at.UtcDateTime),
            DayStartEquity = 2_471.20m,
            SessionPeak = 2_507.68m,
            HighWatermark = 2_507.68m,
            WatermarkReference = 2_507.68m,
        },
        EquityFresh = true,
        BreakerView = new BreakerView { Measures = [new MeasureView("DAILY_DRAWDOWN", "daily drawdown", default, 2.30m, 7m, "%", 0.3286m, false, null, 2_332.1424m)] },
        BrainView = Brain(at),
        BreakerBelow = 2_332.1424m,
        EquityIfAllStops = 2_362.00m,
        Positions = [Btc(at), Eth(at), Sol(at)],
        Venue = Venue(at),
        Reconcile = new ReconcileView(at.AddSeconds(-41), true, 3, 3, [], "timer"),
        Load = new EngineLoad(0, 0, 0, 0, 120_000, 4, true, 3, 0, null, 120),
        Statistics = new TradingStatistics
        {
            SignalsPerMinute = 3.2,
            OrderLatencyP95Ms = 84,
            FillRate = 94.4m,
            FillRateFilled = 17,
            FillRateTerminal = 18,
            WinRate = 57.142857m,
            Wins = 24,
            Closed = 42,
            RealizedToday = 7.04m,
        },
        Strategies = [new StrategyView("Breakout", "RUNNING", [])],
        Scavenger = Tripwires.View(at),
        Alerts = Alerts(at),
        TotalLeverage = 4.7533m,
        JournalSequence = 184_230,
    };

    public static PositionView Btc(DateTimeOffset at) => Position("BTCUSDT", 0.052m, 91_842.0m, 91_512.4m, 90_923.5m, 94_597.3m, 1, 3, at.AddMinutes(-81), 0.4);

    public static PositionView Eth(DateTimeOffset at) => Position("ETHUSDT", 0.78m, 3_012.40m, 3_021.15m, 2_982.28m, 3_102.77m, 2, 2, at.AddMinutes(-54), 0.3);

    public static PositionView Sol(DateTimeOffset at) => Position("SOLUSDT", -32.6m, 138.42m, 138.97m, 139.80m, 134.27m, 2, 1, at.AddMinutes(-27), 4.2);

    public static Order Entry(DateTimeOffset at) => new()
    {
        Id = new ClientOrderId("tabcdefentry"),
        Correlation = new CorrelationId("signal-1"),
        Instrument = new InstrumentId("XRPUSDT"),
        Side = Side.Buy,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.PostOnly,
        Purpose = OrderPurpose.Entry,
        Quantity = 410m,
        Price = 2.1174m,
        Source = "Breakout",
        CreatedAt = at,
        UpdatedAt = at,
        Status = OrderStatus.Accepted,
    };

    /// <summary>A day of equity that ends at the anchor's figure: quiet, a rise after midnight to the peak, then the fall.</summary>
    public static IReadOnlyList<EquityPoint> Curve(DateTimeOffset at)
    {
        var points = new List<EquityPoint>();
        var walk = new Random(7);
        var value = 2_441m;
        for (var minute = 24 * 60; minute >= 0; minute -= 5)
        {
            var wish = minute > 194 ? 2_441m + (minute < 900 ? 26m : 12m) : minute > 65 ? 2_471m + ((194 - minute) * 0.282m) : 2_507.68m - ((65 - minute) * 0.887m);
            value += ((wish - value) * 0.35m) + (((decimal)walk.NextDouble() - 0.5m) * 5m);
            value = minute == 65 ? 2_507.68m : Math.Min(value, 2_505m);
            points.Add(new EquityPoint(at.AddMinutes(-minute), decimal.Round(value, 2), 2_478.24m));
        }

        points[^1] = points[^1] with { Equity = 2_450.00m };
        return points;
    }

    private static PositionView Position(
        string symbol, decimal quantity, decimal entry, decimal mark, decimal stop, decimal target, int priceDecimals, int quantityDecimals, DateTimeOffset opened, double naked)
    {
        var position = new Position
        {
            Id = $"p-{symbol}",
            Instrument = new InstrumentId(symbol),
            SignedQuantity = quantity,
            EntryPrice = entry,
            Leverage = 10m,
            InitialStop = stop,
            StopLoss = stop,
            TakeProfit = target,
            WantedStop = stop,
            WantedTarget = target,
            CoveredQuantity = Math.Abs(quantity),
            NakedBefore = TimeSpan.FromSeconds(naked),
            OpenedAt = opened,
            UpdatedAt = opened,
        };
        var open = position.UnrealizedPnl(mark);
        return new PositionView
        {
            Position = position,
            MarkPrice = mark,
            UnrealizedPnl = open,
            Leverage = 10m,
            RMultiple = open / (Math.Abs(entry - stop) * Math.Abs(quantity)),
            Coverage = 1m,
            NakedSecondsTotal = naked,
            VenueQuantity = quantity,
            PriceDecimals = priceDecimals,
            QuantityDecimals = quantityDecimals,
        };
    }

    private static BrainView Brain(DateTimeOffset at) => new()
    {
        Phase = 1,
        NextPhaseAt = 5_000m,
        Tier = "SMALL",
        LeverageCap = 10m,
        OpenRisk = 116.24m,
        MaxOpenRisk = 147.00m,
        DailyHeadroom = 15.90m,
        Decisions = [new DecisionView(184_101, at.AddMinutes(-2), "sc-XRP-031207-b18e", "Scavenger", "DAILY_LEVEL", "XRPUSDT", Side.Buy, false, "OpenRisk", "RISK_LIMIT", 2_288m, 0m, "burst", "165.21 against 146.92; bid 2.1399 ask 2.1401 age 84 ms equity 2448.62")],
    };

    private static ImmutableArray<Precondition> Preconditions() =>
    [
        new("BYBIT", "Bybit", true, "38 ms", "Check keys and network; it reconnects by itself"),
        new("BINANCE", "Binance", null, "not installed", "Comes with the Scavenger", Installed: false),
        new("DATABASE", "Database", true, "writable", "Free disk space; writing resumes by itself"),
        new("RECONCILED", "Reconciled", true, "41 s, in sync", "Reconcile now and settle what differs"),
        new("BREAKER", "Breaker", true, "closed", "Wait for the cooldown or reset it with a reason"),
        new("DAILY_LOSS", "Daily loss", true, "−2.3 of −7 %", "No entries until the next day or a reset"),
        new("CONFIG", "Config", true, "valid", "Correct the settings named at start"),
        new("CLOCK", "Clock", true, "+12 ms", "Synchronise the machine's clock"),
    ];

    private static VenueStatus Venue(DateTimeOffset at) => new(
        [
            new StreamStatus(StreamKind.Public, true, at.AddHours(-3), at.AddMilliseconds(-200), 0, 1_000, 0),
            new StreamStatus(StreamKind.Private, true, at.AddHours(-3), at.AddSeconds(-12), 0, 100, 0),
            new StreamStatus(StreamKind.Trade, true, at.AddHours(-3), at.AddSeconds(-30), 0, 50, 0),
        ],
        true, 128, 12, true, 3, 10, false, 0, null);

    private static ImmutableArray<AlertView> Alerts(DateTimeOffset at) =>
    [
        new(184_101, at.AddMinutes(-2), "RISK_LIMIT", AlertSeverity.Low, "Signal denied: XRPUSDT RISK_LIMIT, open risk 165.21 > 146.92", "XRPUSDT"),
        new(183_777, at.AddMinutes(-6), "API_LATENCY", AlertSeverity.Medium, "API round trip 128 ms > 100 ms", null),
        new(182_009, at.AddMinutes(-26), "POSITION_NAKED", AlertSeverity.Critical, "SOLUSDT naked for 4 s: 32.6 of 32.6 without a live stop", "SOLUSDT"),
    ];
}
