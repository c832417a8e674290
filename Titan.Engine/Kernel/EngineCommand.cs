using Titan.Engine.Model;

namespace Titan.Engine.Kernel;

/// <summary>
/// An act of an operator or of the machine, numbered and judged by the loop like every other input. Every door makes the same record;
/// the author says who, with which roles and through which door. Its correlation id marks everything that follows from it.
/// </summary>
public abstract record EngineCommand(Author Author, string? Reason, CorrelationId Correlation);

/// <summary>Asks for ARMED; refused with the failed preconditions. <paramref name="Confirm"/> must be LIVE in live mode.</summary>
public sealed record ArmCommand(Author Author, string? Reason, CorrelationId Correlation, string? Confirm = null)
    : EngineCommand(Author, Reason, Correlation);

/// <summary>Always allowed: cancels working entries, leaves stops and targets.</summary>
public sealed record DisarmCommand(Author Author, string? Reason, CorrelationId Correlation) : EngineCommand(Author, Reason, Correlation);

/// <summary>FLATTEN ALL; answered at venue-confirmed flat or after 30 s with what is left.</summary>
public sealed record FlattenCommand(Author Author, string? Reason, CorrelationId Correlation) : EngineCommand(Author, Reason, Correlation);

/// <summary>Cancels every working entry; protective orders only when asked.</summary>
public sealed record CancelAllCommand(Author Author, string? Reason, CorrelationId Correlation, bool IncludeProtective)
    : EngineCommand(Author, Reason, Correlation);

/// <summary>
/// KILL SWITCH: lock first, pause, cancel, flatten (spec titan-trading 5.4). The code or word was judged at the door. Answered like a
/// flatten, with each step's outcome.
/// </summary>
public sealed record KillCommand(Author Author, string? Reason, CorrelationId Correlation) : EngineCommand(Author, Reason, Correlation);

/// <summary>Lifts the kill's (or a hard limit's) lock and pause; needs a reason of 5 to 500 characters; never re-arms.</summary>
public sealed record ReleaseCommand(Author Author, string? Reason, CorrelationId Correlation) : EngineCommand(Author, Reason, Correlation);

/// <summary>
/// Emergency shutdown (seed 000 "Emergency Shutdown"): LOCKED until cleared, working entries cancelled, positions keep their stops, a
/// marker file says so to whoever looks. Clearing needs a reason and never re-arms.
/// </summary>
public sealed record EmergencyCommand(Author Author, string? Reason, CorrelationId Correlation, bool Clear) : EngineCommand(Author, Reason, Correlation);

/// <summary>Closes a position, or reduces it by <paramref name="Quantity"/> (base currency, a multiple of the step), reduce-only at market.</summary>
public sealed record ClosePositionCommand(Author Author, string? Reason, CorrelationId Correlation, string Symbol, decimal? Quantity = null)
    : EngineCommand(Author, Reason, Correlation);

/// <summary>
/// Sets the stop or target of a position on the venue: null leaves it, 0 removes it. A stop that loosens or goes needs a reason. Answered
/// when the venue shows it.
/// </summary>
public sealed record ModifyProtectionCommand(Author Author, string? Reason, CorrelationId Correlation, string Symbol, decimal? StopLoss, decimal? TakeProfit)
    : EngineCommand(Author, Reason, Correlation);

/// <summary>Cancels one working order by our id or the venue's; a stop is not cancelled but removed by <see cref="ModifyProtectionCommand"/>.</summary>
public sealed record CancelOrderCommand(Author Author, string? Reason, CorrelationId Correlation, string OrderId) : EngineCommand(Author, Reason, Correlation);

/// <summary>Asks the venue now and settles differences.</summary>
public sealed record ReconcileCommand(Author Author, string? Reason, CorrelationId Correlation) : EngineCommand(Author, Reason, Correlation);

/// <summary>Asks the venue now and says what a reconcile would do, without doing it.</summary>
public sealed record CompareCommand(Author Author, CorrelationId Correlation) : EngineCommand(Author, null, Correlation);

/// <summary>Lifts the breaker's lock before its cooldown; needs a reason of 5 to 500 characters; never re-arms.</summary>
public sealed record ResetBreakerCommand(Author Author, string? Reason, CorrelationId Correlation) : EngineCommand(Author, Reason, Correlation);

/// <summary>Pauses or resumes the strategies' entries; the arm stays.</summary>
public sealed record PauseCommand(Author Author, string? Reason, CorrelationId Correlation, bool Paused) : EngineCommand(Author, Reason, Correlation);

/// <summary>
/// Sets the weights of the phases by hand for at most 24 hours (spec titan-trading 3.7): each between 0 and 1, together 1, with a reason of 5 to
/// 500 characters. Setting one while one holds replaces it.
/// </summary>
public sealed record OverrideCommand(Author Author, string? Reason, CorrelationId Correlation, decimal W1, decimal W2, decimal W3, decimal Hours)
    : EngineCommand(Author, Reason, Correlation);

/// <summary>Ends the override before its time; the formula rules again.</summary>
public sealed record EndOverrideCommand(Author Author, string? Reason, CorrelationId Correlation) : EngineCommand(Author, Reason, Correlation);

/// <summary>
/// Sets some of the limits of risk anew, by name (maxLeverage); judged whole, in force at once, one version. <paramref name="Confirm"/> must be LEVERAGE
/// when the leverage is raised above 20.
/// </summary>
public sealed record ChangeLimitsCommand(Author Author, string? Reason, CorrelationId Correlation, IReadOnlyDictionary<string, decimal> Limits, string? Confirm = null)
    : EngineCommand(Author, Reason, Correlation);

/// <summary>
/// Puts a symbol on the whitelist or takes it off (<paramref name="Add"/> false); judged whole, in force at the next intent, one version. What is not of the
/// session yet is asked for at the venue first, and watched from the answer on. Refused by SYMBOL_LISTED, SYMBOL_ABSENT, LAST_SYMBOL, SYMBOL_UNKNOWN (the venue
/// does not list it), VENUE_UNREACHABLE, INVALID_CONFIG (its form).
/// </summary>
public sealed record ChangeWhitelistCommand(Author Author, string? Reason, CorrelationId Correlation, string Symbol, bool Add) : EngineCommand(Author, Reason, Correlation);

/// <summary>Returns to the settings of an older version, which was read from the ledger, by a new version equal to it.</summary>
public sealed record RollbackSettingsCommand(Author Author, string? Reason, CorrelationId Correlation, Ledger.SettingsAccepted Target, string? Confirm = null)
    : EngineCommand(Author, Reason, Correlation);

/// <summary>Puts an act that happened outside the engine (sign-in, account change) into the one audit chain.</summary>
public sealed record RecordAuditCommand(Author Author, string? Reason, CorrelationId Correlation, string Action, string Result, string? Detail)
    : EngineCommand(Author, Reason, Correlation);
