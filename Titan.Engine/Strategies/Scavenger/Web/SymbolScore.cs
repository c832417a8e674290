namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>How promising a symbol is, 0–100: 0.4 volatility + 0.3 turnover of the last bar + 0.3 traps (spec titan-trading 2.1 step 3).</summary>
internal static class SymbolScore
{
    private const double FullAtrPercent = 5.0;
    private const decimal FullTurnover = 10_000_000m;
    private const int FullTraps = 3;

    /// <param name="atrPercent">Mean true range over close, percent.</param>
    /// <param name="turnover">Quote turnover of the last 1h bar.</param>
    /// <param name="traps">Traps found; a symbol without one scores 0.</param>
    public static decimal Of(double atrPercent, decimal turnover, int traps)
    {
        if (traps == 0)
        {
            return 0m;
        }

        var volatility = (decimal)Math.Min(atrPercent / FullAtrPercent, 1.0) * 100m;
        var volume = Math.Min(turnover / FullTurnover, 1m) * 100m;
        var count = Math.Min((decimal)traps / FullTraps, 1m) * 100m;
        return (0.4m * volatility) + (0.3m * volume) + (0.3m * count);
    }
}
