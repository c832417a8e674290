namespace Titan.Engine.Model;

/// <summary>
/// The circuit breaker as it stands (spec titan-trading 5.2). Percentages are positive percent. Survives restart; never re-arms.
/// </summary>
public sealed record BreakerState
{
    public bool Active { get; init; }

    /// <summary>SOFT (positions stay) or HARD (flatten and lock).</summary>
    public string Type { get; init; } = "SOFT";
    public string? Reason { get; init; }

    /// <summary>Codes of everything that fired since the trip.</summary>
    public IReadOnlyList<string> Triggers { get; init; } = [];
    public DateTimeOffset? TriggeredAt { get; init; }
    public DateTimeOffset? CooldownEndsAt { get; init; }

    /// <summary>Equity at the trip, USDT.</summary>
    public decimal EquityAtTrip { get; init; }

    /// <summary>Net losses in a row; a win resets, break-even does nothing.</summary>
    public int ConsecutiveLosses { get; init; }
    public int ResetCount { get; init; }
    public DateTimeOffset? LastResetAt { get; init; }
}
