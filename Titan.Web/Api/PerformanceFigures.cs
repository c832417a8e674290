using Titan.Engine.Model;
using Titan.Engine.Risk;

namespace Titan.Web.Api;

/// <summary>Figures over closed trades, oldest first: net of fees and funding, money in USDT; null where there is nothing to divide by.</summary>
public static class PerformanceFigures
{
    public static object Of(IReadOnlyList<ClosedTrade> trades)
    {
        decimal[] net = [.. trades.Select(trade => trade.NetPnl)];
        decimal[] wins = [.. net.Where(pnl => pnl > 0)];
        decimal[] losses = [.. net.Where(pnl => pnl < 0)];
        var (won, lost) = (wins.Sum(), -losses.Sum());
        return new
        {
            trades = net.Length,
            wins = wins.Length,
            losses = losses.Length,
            win_rate = net.Length == 0 ? (decimal?)null : decimal.Round(100m * wins.Length / net.Length, 2),
            total_pnl = net.Sum(),
            fees = trades.Sum(trade => trade.Fees),
            funding = trades.Sum(trade => trade.Funding),
            average_win = wins.Length == 0 ? (decimal?)null : decimal.Round(wins.Average(), 8),
            average_loss = losses.Length == 0 ? (decimal?)null : decimal.Round(losses.Average(), 8),
            payoff = wins.Length == 0 || losses.Length == 0 ? (decimal?)null : decimal.Round(wins.Average() / -losses.Average(), 4),
            profit_factor = lost == 0 ? (decimal?)null : decimal.Round(won / lost, 4),
            sharpe = net.Length < 2 ? (double?)null : Math.Round(PerformanceModifier.SharpeOf(net), 4),
            max_drawdown = MaxDrawdown(net),
            average_r = trades.Any(trade => trade.RMultiple is not null) ? decimal.Round(trades.Where(trade => trade.RMultiple is not null).Average(trade => trade.RMultiple!.Value), 4) : (decimal?)null,
        };
    }

    /// <summary>Deepest fall of the running sum from its highest point before, USDT, positive.</summary>
    public static decimal MaxDrawdown(IEnumerable<decimal> net)
    {
        var (sum, peak, deepest) = (0m, 0m, 0m);
        foreach (var pnl in net)
        {
            sum += pnl;
            peak = Math.Max(peak, sum);
            deepest = Math.Max(deepest, peak - sum);
        }

        return deepest;
    }
}
