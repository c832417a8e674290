namespace Titan.Engine.Model;

/// <summary>
/// What a running market is allowed more of: above a score of 80 the limits on spread and slippage are taken times 1.25, above 90 times 1.5
/// (spec titan-trading 4.4). Scores are 0 to 100.
/// </summary>
public static class Momentum
{
    private const decimal Most = 100m;
    private const decimal High = 80m;
    private const decimal Extreme = 90m;

    /// <summary>How often a limit is taken; 1 without a score.</summary>
    public static decimal Allowance(decimal? score) => score switch { > Extreme => 1.5m, > High => 1.25m, _ => 1m };

    /// <summary>
    /// The score of a velocity, for who tells none: 80 at the velocity that asks for an order at market, so that only what is faster is allowed more
    /// (the spec names the thresholds, not the score; this is ours).
    /// </summary>
    /// <param name="velocity">Fraction per second.</param>
    /// <param name="extremeVelocity">scavenger.extremeVelocity, above 0.</param>
    public static decimal OfVelocity(decimal velocity, decimal extremeVelocity) =>
        velocity <= 0 ? 0m : velocity >= extremeVelocity * (Most / High) ? Most : High * velocity / extremeVelocity;
}
