namespace Titan.Engine.Strategies;

/// <summary>
/// Limits of other rooms that a strategy asks within (spec titan-trading 2.8, 2.6 step 3): fractions. Risk enforces them again; asking
/// for what would be cut is only noise.
/// </summary>
public sealed record TradeLimits
{
    /// <summary>Loss at the stop of one trade over equity.</summary>
    public decimal MaxRiskPerTrade { get; init; } = 0.02m;

    /// <summary>Margin of one position over equity.</summary>
    public decimal MaxPositionSizePercent { get; init; } = 0.5m;

    /// <summary>Leverage an operator allows.</summary>
    public decimal MaxLeverage { get; init; } = 20m;

    /// <summary>How many times its costs a target must be away.</summary>
    public decimal FeeBarrierMultiplier { get; init; } = 2m;
}
