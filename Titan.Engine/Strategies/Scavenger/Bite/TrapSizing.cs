namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>
/// Size of a trap's position (spec titan-trading 2.8): a quarter of Kelly as margin, bounded by the loss at the stop. Fractions and
/// multiples of equity; risk bounds it further.
/// </summary>
internal static class TrapSizing
{
    private const decimal Quarter = 0.25m;

    /// <summary>W - (1 - W) / R, W the confidence, R target over stop. May be negative: then there is no bet.</summary>
    public static decimal Kelly(int confidence, decimal stopFraction, decimal targetFraction)
    {
        var win = confidence / 100m;
        return stopFraction <= 0 || targetFraction <= 0 ? 0m : win - ((1m - win) / (targetFraction / stopFraction));
    }

    /// <summary>Margin to ask for: equity × Kelly / 4, at most the share one position may take.</summary>
    public static decimal Margin(decimal equity, decimal kelly, decimal maxPositionShare) =>
        equity * Math.Min(Quarter * Math.Max(0m, kelly), maxPositionShare);

    /// <summary>The least of what Kelly, the loss at the stop, the capital authorised and the venue's largest order allow; quote currency.</summary>
    public static decimal Notional(
        decimal equity, decimal kelly, decimal leverage, decimal stopFraction, decimal maxRisk, decimal maxPositionShare,
        decimal authorised = decimal.MaxValue, decimal venueMost = decimal.MaxValue)
    {
        if (stopFraction <= 0)
        {
            return 0m;
        }

        var byKelly = Margin(equity, kelly, maxPositionShare) * leverage;
        var byRisk = equity * maxRisk / stopFraction;
        return Math.Min(Math.Min(byKelly, byRisk), Math.Min(authorised, venueMost));
    }
}
