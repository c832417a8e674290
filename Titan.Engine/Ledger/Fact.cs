using Titan.Engine.Configuration;
using Titan.Engine.Model;

namespace Titan.Engine.Ledger;

/// <summary>
/// Something that happened and is true for ever. The engine's state is the fold of all facts in order; nothing else changes it.
/// Each kind is one journal row: kind name, JSON payload, hash chained to the row before.
/// </summary>
public abstract record Fact;

/// <summary>First row of a journal. The epoch marks ids of this ledger on the venue, so that two ledgers on one account are told apart.</summary>
public sealed record LedgerOpened(string Epoch) : Fact;

/// <summary>A process took the ledger up, with the version of its configuration. Arm falls to DISARMED (a lock stays).</summary>
public sealed record SessionStarted(string Version, string Mode, string Venue, string Environment, string? Config = null) : Fact;

/// <summary>
/// A version of the configuration came into force: what the process started with, an operator's change, or a return to an older version. Kept for
/// ever; it holds the whole configuration as JSON, the limits that it sets, and the whitelist once an operator changed that while Titan ran.
/// <paramref name="Source"/> is start, console, api or rollback.
/// </summary>
public sealed record SettingsAccepted(
    string Tag, string Hash, string Source, string By, string Reason, RiskConfig Risk, string Json, bool Live = false, string? RolledBackFrom = null, string? RolledBackTo = null,
    IReadOnlyList<string>? Whitelist = null) : Fact;

/// <summary>An orderly stop.</summary>
public sealed record SessionEnded(string Reason) : Fact;

/// <summary>An operator's or machine's act through one of the doors: one row of the audit.</summary>
public sealed record CommandRecorded(
    CorrelationId Correlation, string Action, string Actor, string Roles, string Door, string? Reason, string Result, string? Detail) : Fact;

/// <summary>Master Arm moved.</summary>
public sealed record ArmChanged(ArmState From, ArmState To, LockCause Lock, string By, string Reason, CorrelationId Correlation) : Fact;

/// <summary>Entries paused or resumed; the arm stays. <paramref name="Cause"/> is operator, feed or kill.</summary>
public sealed record PauseChanged(bool Paused, string Cause, string By, string Reason) : Fact;

/// <summary>
/// The breaker tripped (or counted one more trigger while tripped). Value and limit in the measure's own unit, percent positive. A hard one
/// flattens and locks until released.
/// </summary>
public sealed record BreakerTripped(
    string Code, string Reason, decimal Value, decimal Limit, decimal Equity, DateTimeOffset CooldownEndsAt, bool Hard = false) : Fact;

/// <summary>The breaker was reset, by hand or by its cooldown; the drawdown references are rebased to the equity.</summary>
public sealed record BreakerReset(string By, string Reason, decimal Equity, string? Previous = null) : Fact;

/// <summary>A moderate liquidation cascade: entries rest until then (spec titan-trading 4.6). Changes are fractions.</summary>
public sealed record CascadeSeen(
    InstrumentId Instrument, decimal OpenInterestChange, decimal PriceMove, decimal VolumeRatio, DateTimeOffset PausedUntil) : Fact;

/// <summary>
/// A strategy's intent met the gates: approved, or denied with gate and numbers; with what was seen and what every gate that was asked said, so
/// that the decision can be explained at any later time. The configuration is told by the hash of its effective settings; older rows have the number 1
/// instead, or nothing.
/// </summary>
public sealed record IntentJudged(
    CorrelationId Correlation, string Strategy, InstrumentId Instrument, Side Side, decimal Quantity, decimal EntryPrice, decimal? StopLoss,
    decimal? TakeProfit, string Why, bool Approved, string? Denial, string? Gate, string Numbers, decimal AuthorisedQuantity,
    DecisionInputs? Inputs = null, IReadOnlyList<GateVerdict>? Gates = null, int ConfigVersion = 0, string? ConfigHash = null) : Fact;

/// <summary>
/// A signal from outside the strategies was heard (spec titan-trading 4.1): what became of it and, when refused or a zombie, why. A PREPARE that was
/// judged sound keeps its terms until its CONFIRM.
/// </summary>
public sealed record SignalHeard(
    CorrelationId Signal, SignalPhase Phase, string Source, string? Symbol, Side? Side, string Digest, SignalOutcome Outcome, string? Reason, string? Detail = null,
    ZombieKind? Zombie = null, SignalTerms? Terms = null) : Fact;

/// <summary>A PREPARE waited ten seconds for its CONFIRM and is given up.</summary>
public sealed record SignalLapsed(CorrelationId Signal, string? Symbol) : Fact;

/// <summary>The phase by equity moved; from 0 when it became known.</summary>
public sealed record PhaseChanged(int From, int To, decimal Equity, decimal? Threshold) : Fact;

/// <summary>What a phase's capital is multiplied by changed, with the figures that changed it.</summary>
public sealed record ModifierChanged(int Phase, decimal From, decimal To, decimal? Sharpe, int Trades, string Reason) : Fact;

/// <summary>Weights of the phases were set by hand until a time.</summary>
public sealed record AllocationOverridden(decimal W1, decimal W2, decimal W3, string By, string Reason, DateTimeOffset Until) : Fact;

/// <summary>The override ended, by hand or by its time.</summary>
public sealed record OverrideEnded(string By, string Reason) : Fact;

/// <summary>An order exists; written before it may be sent.</summary>
public sealed record OrderCreated(Order Order) : Fact;

/// <summary>An order moved through its life.</summary>
public sealed record OrderMoved(ClientOrderId Id, OrderStatus Status, string? VenueOrderId, string? Reason) : Fact;

/// <summary>A fill, once per execution id. <paramref name="Order"/> is null when no order of ours made it (stop, liquidation, other hands).</summary>
public sealed record FillBooked(
    ExecutionId Id, ClientOrderId? Order, InstrumentId Instrument, Side Side, decimal Quantity, decimal Price, decimal Fee, bool Maker,
    ExecutionKind Kind, CloseReason? CloseReason, DateTimeOffset ExecutedAt) : Fact;

/// <summary>Funding paid (positive) or received on a position, from the venue's own rows.</summary>
public sealed record FundingBooked(ExecutionId Id, InstrumentId Instrument, decimal Payment, DateTimeOffset ExecutedAt) : Fact;

/// <summary>Executions that the account held before this ledger knew it: their outcome is adopted with the position, so they are never booked.</summary>
public sealed record ExecutionsAdopted(IReadOnlyList<ExecutionId> Ids) : Fact;

/// <summary>The stop and target that live on the venue changed, or what we want there did.</summary>
public sealed record ProtectionSeen(InstrumentId Instrument, decimal? StopLoss, decimal? TakeProfit, decimal CoveredQuantity, string Source) : Fact;

/// <summary>What stop and target the engine wants on a position.</summary>
public sealed record ProtectionWanted(InstrumentId Instrument, decimal? StopLoss, decimal? TakeProfit, string By) : Fact;

/// <summary>Reconciliation overwrote the Shadow State with the venue's word (spec titan-trading 4.3).</summary>
public sealed record PositionCorrected(
    InstrumentId Instrument, DriftKind Drift, decimal ShadowQuantity, decimal VenueQuantity, decimal EntryPrice, decimal? ExitPrice, string Action) : Fact;

/// <summary>A reconciliation ended. Uncorrectable mismatches count towards the forced disarm.</summary>
public sealed record Reconciled(bool InSync, int ShadowCount, int VenueCount, int Mismatches, string Trigger) : Fact;

/// <summary>Equity was marked: wallet from the venue, unrealised P&amp;L at mark prices.</summary>
public sealed record EquityMarked(decimal WalletBalance, decimal UnrealizedPnl, decimal AvailableMargin) : Fact;

/// <summary>A UTC day began; its start equity is the last mark.</summary>
public sealed record DayRolled(DateOnly Day, decimal StartEquity) : Fact;

/// <summary>FLATTEN ALL began: who, through which door, as part of which act, and the positions as they stood.</summary>
public sealed record FlattenStarted(
    CorrelationId Correlation, string By, string Roles, string Door, string Reason, CloseReason Cause, decimal? EquityBefore, IReadOnlyList<FlattenLeg> Legs) : Fact;

/// <summary>A step of FLATTEN ALL was reached.</summary>
public sealed record FlattenAdvanced(CorrelationId Correlation, FlattenStage Stage, int Attempt, string Detail) : Fact;

/// <summary>FLATTEN ALL ended: flat by the venue's word. The receipt is part of it, so it is as durable as the act.</summary>
public sealed record FlattenEnded(CorrelationId Correlation, string Detail, FlattenReceipt? Receipt) : Fact;

/// <summary>Something a person should know: shown, counted, kept.</summary>
public sealed record AlertRaised(string Code, AlertSeverity Severity, string Message, string? Symbol, decimal? Value, decimal? Threshold) : Fact;

/// <summary>An ordinary happening for the event list (stream up, order filled …).</summary>
public sealed record EventNoted(string Type, string Message, string? Symbol, CorrelationId? Correlation) : Fact;
