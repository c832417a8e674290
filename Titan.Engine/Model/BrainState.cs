namespace Titan.Engine.Model;

/// <summary>What the Brain must not forget (spec titan-trading 3.8): phase, the modifier of phase 1, the override in force.</summary>
public sealed record BrainState
{
    /// <summary>Phase by equity with hysteresis, 1 to 3; 0 until equity was known once.</summary>
    public int Phase { get; init; }
    public DateTimeOffset? PhaseSince { get; init; }

    /// <summary>What phase 1's capital is multiplied by: 0.5, 1 or 1.2.</summary>
    public decimal Modifier { get; init; } = 1m;
    public string ModifierReason { get; init; } = "";

    /// <summary>Weights set by hand; null when the formula rules.</summary>
    public AllocationOverride? Override { get; init; }
}

/// <summary>Weights of the three phases set by a Risk Manager until a time, with the reason (spec titan-trading 3.7).</summary>
public sealed record AllocationOverride(decimal W1, decimal W2, decimal W3, string By, string Reason, DateTimeOffset Since, DateTimeOffset Until);
