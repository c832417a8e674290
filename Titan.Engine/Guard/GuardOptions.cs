namespace Titan.Engine.Guard;

/// <summary>How the guard judges and what it does (spec titan-trading 4.7). Fractions of price, 0–1.</summary>
public sealed record GuardOptions
{
    /// <summary>Seconds without a beat after which the engine is held for dead. 5–60.</summary>
    public int SilenceSeconds { get; init; } = 10;

    /// <summary>Distance of a stop that the guard attaches, from the mark price; the stop of spec titan-trading 6 (risk.stopLossPercent). 0.001–0.1.</summary>
    public decimal StopFraction { get; init; } = 0.01m;

    /// <summary>Attempts to attach a stop before the position is closed instead.</summary>
    public int CoverAttempts { get; init; } = 3;

    /// <summary>Also close what is covered by a stop. Off unless asked for: a covered position has its end already.</summary>
    public bool FlattenCovered { get; init; }
}
