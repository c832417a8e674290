using System.Collections.Immutable;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Engine.Strategies.Scavenger.Views;
using Titan.Engine.Venues;

namespace Titan.Engine.Kernel;

/// <summary>
/// The engine as it stood at one moment: immutable, versioned, made by the loop at most ten times a second and shared by all readers.
/// Money in USDT, drawdowns positive percent, quantities in base currency. The first one (version 0) says nothing is known.
/// </summary>
public sealed record EngineSnapshot
{
    public long Version { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public required EngineIdentity Identity { get; init; }

    /// <summary>Restored from the journal, reconciled with the venue, hence ready; why not, when not.</summary>
    public required ReadinessView Readiness { get; init; }
    public required MasterArm Arm { get; init; }
    public bool PausedByOperator { get; init; }
    public bool PausedByFeed { get; init; }

    /// <summary>The kill switch's pause; ends with its release.</summary>
    public bool PausedByKill { get; init; }
    public ImmutableArray<Precondition> Preconditions { get; init; } = [];
    public required BreakerState Breaker { get; init; }

    /// <summary>How far every measure of the breaker is from its limit.</summary>
    public BreakerView BreakerView { get; init; } = BreakerView.Unknown;

    /// <summary>Phase, capital, headroom, portfolio and the newest decisions.</summary>
    public BrainView BrainView { get; init; } = BrainView.Unknown;
    public required EquityBook Equity { get; init; }

    /// <summary>Equity may be judged: known and at most 15 s old.</summary>
    public bool EquityFresh { get; init; }

    /// <summary>Equity below which the daily breaker trips; null while equity is unknown.</summary>
    public decimal? BreakerBelow { get; init; }

    /// <summary>Equity if every stop filled now at its price; uncovered positions count at mark.</summary>
    public decimal? EquityIfAllStops { get; init; }
    public ImmutableArray<PositionView> Positions { get; init; } = [];
    public ImmutableArray<Order> WorkingOrders { get; init; } = [];

    /// <summary>Open orders on the venue that are not of our book: stops and targets of positions, and orders of other hands.</summary>
    public ImmutableArray<OrderReport> VenueOrders { get; init; } = [];
    public required VenueStatus Venue { get; init; }

    /// <summary>The leader's feed (Binance spot).</summary>
    public SpotFeedStatus Spot { get; init; } = SpotFeedStatus.NotInstalled;
    public ReconcileView? Reconcile { get; init; }

    /// <summary>Finished rounds since the start of the process, newest first, at most 20; the first one is <see cref="Reconcile"/>.</summary>
    public ImmutableArray<ReconcileView> ReconcileRounds { get; init; } = [];

    /// <summary>The running FLATTEN ALL, with its legs and steps; null when none runs.</summary>
    public FlattenRun? Flatten { get; init; }

    /// <summary>Receipt of the last finished one; older ones are in the history.</summary>
    public FlattenReceipt? LastFlatten { get; init; }
    public required EngineLoad Load { get; init; }
    public required TradingStatistics Statistics { get; init; }
    public ImmutableArray<StrategyView> Strategies { get; init; } = [];

    /// <summary>The trap strategy with its tripwires; null when it is not installed.</summary>
    public ScavengerView? Scavenger { get; init; }

    /// <summary>Newest first, at most 50.</summary>
    public ImmutableArray<AlertView> Alerts { get; init; } = [];

    /// <summary>Reasons why entries are denied right now, most important first; empty when an intent could pass.</summary>
    public ImmutableArray<string> EntryBlocks { get; init; } = [];

    /// <summary>Symbols on the whitelist whose market data are not followed: just joining, or not listed by the venue at the start. They are not entered.</summary>
    public ImmutableArray<string> NotWatched { get; init; } = [];

    /// <summary>Sum of position notionals over equity; null while equity is unknown.</summary>
    public decimal? TotalLeverage { get; init; }
    public long JournalSequence { get; init; }
}

/// <summary>What runs: product version, PAPER or LIVE, venue and its environment, ledger epoch, version of the configuration, limits that views show.</summary>
public sealed record EngineIdentity(
    string Version, string Mode, string Venue, string Environment, string Epoch, string ConfigVersion, string? MarketLabel, EngineLimits Limits)
{
    /// <summary>When the version of the configuration in force was accepted, as its tag; null before the session began.</summary>
    public string? VersionTag { get; init; }

    /// <summary>All limits of risk in force; null before the engine's first snapshot.</summary>
    public Configuration.RiskConfig? Risk { get; init; }

    /// <summary>Symbols of the whitelist in force; null before the engine's first snapshot.</summary>
    public IReadOnlyList<string>? Whitelist { get; init; }

    /// <summary>What files, environment and command line ask, with what an accepted version sets instead.</summary>
    public Configuration.TitanConfig Over(Configuration.TitanConfig asked) => asked with
    {
        Risk = Risk ?? asked.Risk,
        Whitelist = Whitelist is null ? asked.Whitelist : new Configuration.WhitelistConfig { Symbols = Whitelist },
    };
}

/// <summary>Limits in force; fractions.</summary>
public sealed record EngineLimits(
    decimal MaxDailyDrawdown, decimal HardDrawdown, int MaxPositions, decimal MaxLeverage, decimal MaxTotalLeverage, decimal MaxRiskPerTrade,
    int MaxConsecutiveLosses)
{
    public static EngineLimits Of(Configuration.RiskConfig risk) => new(
        risk.MaxDailyDrawdown, risk.HardDrawdown, risk.MaxPositions, risk.MaxLeverage, risk.MaxTotalLeverage, risk.MaxRiskPerTrade, risk.MaxConsecutiveLosses);
}

public sealed record ReadinessView(bool Restored, bool Reconciled, string? NotReadyBecause)
{
    public bool Ready => Restored && Reconciled && NotReadyBecause is null;
}

/// <summary>One position as operators see it.</summary>
public sealed record PositionView
{
    public required Position Position { get; init; }

    /// <summary>Terms of its instrument; null until they are loaded.</summary>
    public Instrument? Instrument { get; init; }

    /// <summary>Null until a mark price was seen.</summary>
    public decimal? MarkPrice { get; init; }
    public decimal? UnrealizedPnl { get; init; }

    /// <summary>Percent of the margin used.</summary>
    public decimal? UnrealizedPnlPercent { get; init; }
    public decimal? LiquidationPrice { get; init; }
    public decimal? MarginUsed { get; init; }
    public decimal Leverage { get; init; }

    /// <summary>Open gain in units of the entry risk; null without a stop.</summary>
    public decimal? RMultiple { get; init; }

    /// <summary>Covered share, 0 to 1.</summary>
    public decimal Coverage { get; init; }
    public double NakedSecondsTotal { get; init; }
    public double NakedSecondsNow { get; init; }

    /// <summary>Funding rate, a fraction per interval, positive when longs pay; null until the venue told one.</summary>
    public decimal? FundingRate { get; init; }

    /// <summary>When funding is next paid; null until the venue told it.</summary>
    public DateTimeOffset? NextFunding { get; init; }

    /// <summary>Size on the venue when last told, signed; null before.</summary>
    public decimal? VenueQuantity { get; init; }
    public int PriceDecimals { get; init; }
    public int QuantityDecimals { get; init; }
}

/// <summary>A finished reconciliation.</summary>
public sealed record ReconcileView(DateTimeOffset At, bool InSync, int ShadowCount, int VenueCount, ImmutableArray<MismatchView> Mismatches, string Trigger)
{
    /// <summary>From the question to the verdict; null when it is not known.</summary>
    public TimeSpan? Took { get; init; }
}

/// <summary>Load of the engine's own parts. Ages and latencies in ms.</summary>
public sealed record EngineLoad(
    int CommandDepth, int ReportDepth, int MarketDepth, long MarketDropped, long InputsHandled, double LoopAgeMs,
    bool JournalWritable, double JournalLastWriteMs, int JournalPending, string? JournalProblem, double StreamAgeMs);

/// <summary>Figures of trading. Rates in percent 0 to 100; null while there is nothing to measure.</summary>
public sealed record TradingStatistics
{
    public double SignalsPerMinute { get; init; }
    public double? OrderLatencyP95Ms { get; init; }

    /// <summary>Filled over terminal entry orders of the last 24 h or last 100; null with none.</summary>
    public decimal? FillRate { get; init; }
    public int FillRateFilled { get; init; }
    public int FillRateTerminal { get; init; }
    public decimal? WinRate { get; init; }
    public int Wins { get; init; }
    public int Closed { get; init; }
    public decimal RealizedToday { get; init; }
    public int IntentsApproved { get; init; }
    public int IntentsDenied { get; init; }

    /// <summary>Last decision in one line, with its time.</summary>
    public string? LastDecision { get; init; }
    public DateTimeOffset? LastDecisionAt { get; init; }
}

/// <summary>A strategy's own facts for people: name, state, lines of key and value.</summary>
public sealed record StrategyView(string Name, string State, ImmutableArray<KeyValuePair<string, string>> Facts);

public sealed record AlertView(long Sequence, DateTimeOffset At, string Code, AlertSeverity Severity, string Message, string? Symbol)
{
    /// <summary>Somebody should say that he has seen it. Good news (INFO) is listed and asks nothing of anybody.</summary>
    public bool WantsAcknowledgement => Severity > AlertSeverity.Info;
}
