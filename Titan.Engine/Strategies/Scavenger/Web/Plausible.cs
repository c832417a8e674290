namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// The largest figures that are taken for figures at all. Far beyond any market, and far below where decimal arithmetic ends: what is
/// larger would not only be wrong, it would stop the sums.
/// </summary>
internal static class Plausible
{
    /// <summary>Quote currency per unit.</summary>
    public const decimal Price = 1_000_000_000_000m;

    /// <summary>Base currency in one print, a bar, or open.</summary>
    public const decimal Quantity = 1_000_000_000_000_000m;

    /// <summary>Quote currency turned over.</summary>
    public const decimal Turnover = 1_000_000_000_000_000_000m;

    /// <summary>Funding per interval, fraction, either way.</summary>
    public const decimal Funding = 1m;
}
