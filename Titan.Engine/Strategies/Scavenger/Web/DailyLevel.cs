using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// Break through yesterday's high or low, yesterday being the bars 48 to 24 hours ago (spec titan-trading 2.3 DAILY_LEVEL): the nearer of
/// the two within 2 % of the close.
/// </summary>
internal sealed class DailyLevel : ITrapFinder
{
    private const int BarsAtLeast = 48;
    private const int Day = 24;
    private const decimal Near = 0.02m;

    public TrapType Type => TrapType.DailyLevel;

    public TrapPlan? Find(in WebSight sight) => Find(sight.Symbol.Hours.Bars);

    public static TrapPlan? Find(ReadOnlySpan<Bar> bars)
    {
        if (bars.Length < BarsAtLeast)
        {
            return null;
        }

        var (high, low) = (decimal.MinValue, decimal.MaxValue);
        foreach (ref readonly var bar in bars[^BarsAtLeast..^Day])
        {
            (high, low) = (Math.Max(high, bar.High), Math.Min(low, bar.Low));
        }

        var close = bars[^1].Close;
        var (toHigh, toLow) = (Math.Abs(close - high) / close, Math.Abs(close - low) / close);
        return toHigh < Near && toHigh < toLow ? new TrapPlan(TrapType.DailyLevel, Side.Buy, high * 1.001m, 0.03m)
            : toLow < Near ? new TrapPlan(TrapType.DailyLevel, Side.Sell, low * 0.999m, 0.03m)
            : null;
    }
}
