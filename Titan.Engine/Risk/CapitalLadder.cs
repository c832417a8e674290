namespace Titan.Engine.Risk;

/// <summary>
/// Phase and tier by equity (spec titan-trading 3.2; seed: phase 1 is $200 to $5K). A phase falls only below 95 % of its boundary, so that
/// equity around a boundary does not make it flicker.
/// </summary>
public static class CapitalLadder
{
    private const decimal Hysteresis = 0.95m;

    private static readonly decimal[] Boundaries = [5_000m, 50_000m];

    private static readonly (decimal Below, Tier Tier)[] Tiers =
    [
        (1_500m, new Tier("MICRO", 20m)),
        (5_000m, new Tier("SMALL", 10m)),
        (25_000m, new Tier("MEDIUM", 5m)),
        (50_000m, new Tier("LARGE", 3m)),
    ];

    private static readonly Tier Institutional = new("INSTITUTIONAL", 2m);

    /// <param name="current">Phase until now; 0 before the first.</param>
    /// <param name="equity">USDT.</param>
    /// <returns>Phase 1 to 3.</returns>
    public static int PhaseOf(int current, decimal equity)
    {
        var phase = 1 + Boundaries.Count(boundary => equity >= boundary);
        while (phase < current && equity >= FallsBelow(phase + 1))
        {
            phase++;
        }

        return phase;
    }

    /// <summary>Equity from which the phase begins; null for phase 1.</summary>
    public static decimal? BeginsAt(int phase) => phase is 2 or 3 ? Boundaries[phase - 2] : null;

    /// <summary>Equity below which the phase falls; null for phase 1.</summary>
    public static decimal? FallsBelow(int phase) => BeginsAt(phase) * Hysteresis;

    public static Tier TierOf(decimal equity)
    {
        foreach (var (below, tier) in Tiers)
        {
            if (equity < below)
            {
                return tier;
            }
        }

        return Institutional;
    }
}

/// <summary>A size of account and the sum of notionals over equity that it may hold.</summary>
public sealed record Tier(string Name, decimal MaxLeverage);
