using Titan.Engine.Model;

namespace Titan.Engine.Kernel;

/// <summary>Who acts, with which rights and through which door (console, api, cli, oncall, system).</summary>
public sealed record Author(string Name, string Roles, string Door)
{
    public static Author System { get; } = new("system", "", "system");
}

/// <summary>
/// An act of an operator or of the machine, numbered and judged by the loop like every other input. Every door makes the same record.
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

/// <summary>Asks the venue now and settles differences.</summary>
public sealed record ReconcileCommand(Author Author, string? Reason, CorrelationId Correlation) : EngineCommand(Author, Reason, Correlation);

/// <summary>Lifts the breaker's lock before its cooldown; needs a reason of 5 to 500 characters; never re-arms.</summary>
public sealed record ResetBreakerCommand(Author Author, string? Reason, CorrelationId Correlation) : EngineCommand(Author, Reason, Correlation);

/// <summary>Pauses or resumes the strategies' entries; the arm stays.</summary>
public sealed record PauseCommand(Author Author, string? Reason, CorrelationId Correlation, bool Paused) : EngineCommand(Author, Reason, Correlation);

/// <summary>Puts an act that happened outside the engine (sign-in, account change) into the one audit chain.</summary>
public sealed record RecordAuditCommand(Author Author, string? Reason, CorrelationId Correlation, string Action, string Result, string? Detail)
    : EngineCommand(Author, Reason, Correlation);
