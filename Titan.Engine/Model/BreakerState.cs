namespace Titan.Engine.Model;

/// <summary>
/// The circuit breaker as it stands (spec titan-trading 5.2). Percentages are positive percent. Survives restart; never re-arms.
/// </summary>
public sealed record BreakerState
{
    /// <summary>Tripped: entries stop, positions stay, a cooldown runs.</summary>
    public const string Soft = "SOFT";

    /// <summary>Everything was flattened and Titan is LOCKED until released by hand.</summary>
    public const string Hard = "HARD";

    public bool Active { get; init; }

    /// <summary>SOFT (positions stay) or HARD (flatten and lock).</summary>
    public string Type { get; init; } = Soft;
    public string? Reason { get; init; }

    /// <summary>Codes of everything that fired since the trip.</summary>
    public IReadOnlyList<string> Triggers { get; init; } = [];
    public DateTimeOffset? TriggeredAt { get; init; }
    public DateTimeOffset? CooldownEndsAt { get; init; }

    /// <summary>Equity at the trip, USDT.</summary>
    public decimal EquityAtTrip { get; init; }

    /// <summary>Net losses in a row; a win resets, break-even does nothing.</summary>
    public int ConsecutiveLosses { get; init; }

    /// <summary>What fired after the trip and changed nothing.</summary>
    public int ExtraTriggers => Math.Max(0, Triggers.Count - 1);
    public int ResetCount { get; init; }
    public DateTimeOffset? LastResetAt { get; init; }
}
