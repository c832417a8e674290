using System.Globalization;

namespace Titan.Engine.Risk;

/// <summary>
/// What a phase's capital is multiplied by for its last seven days (spec titan-trading 3.3): 0.5 when the Sharpe ratio is below zero, 1.2 above
/// two, else 1, and 1 while there are fewer than ten trades.
/// </summary>
public readonly record struct PerformanceModifier(decimal Factor, decimal? Sharpe, int Trades, string Reason)
{
    private const int FewestTrades = 10;
    private const double Flat = 3.0;

    public static readonly TimeSpan Window = TimeSpan.FromDays(7);

    /// <param name="netPnl">Net P&amp;L of each trade, USDT.</param>
    public static PerformanceModifier Of(IReadOnlyCollection<decimal> netPnl)
    {
        var sharpe = SharpeOf(netPnl);
        decimal? said = netPnl.Count < 2 ? null : decimal.Round((decimal)sharpe, 6);
        var text = string.Create(CultureInfo.InvariantCulture, $"Sharpe {sharpe:0.00} over {netPnl.Count} trades");
        return netPnl.Count < FewestTrades ? new(1m, said, netPnl.Count, $"{netPnl.Count} of {FewestTrades} trades in seven days")
            : sharpe < 0 ? new(0.5m, said, netPnl.Count, $"{text}: below 0")
            : sharpe > 2 ? new(1.2m, said, netPnl.Count, $"{text}: above 2")
            : new(1m, said, netPnl.Count, text);
    }

    /// <summary>Mean over sample deviation of the trades' P&amp;L times the root of 365; without deviation 3, -3 or 0 by sign; 0 below two trades.</summary>
    public static double SharpeOf(IReadOnlyCollection<decimal> netPnl)
    {
        if (netPnl.Count < 2)
        {
            return 0.0;
        }

        var mean = netPnl.Average(pnl => (double)pnl);
        var deviation = Math.Sqrt(netPnl.Sum(pnl => ((double)pnl - mean) * ((double)pnl - mean)) / (netPnl.Count - 1));

        // Equal trades leave a deviation of rounding only; that is none.
        return deviation <= Math.Abs(mean) * 1e-12 ? Flat * Math.Sign(mean) : mean / deviation * Math.Sqrt(365.0);
    }
}
