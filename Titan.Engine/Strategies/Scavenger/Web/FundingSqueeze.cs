using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// Shorts pay to stay while lows rise and buyers take more than before: they are squeezed above the close
/// (spec titan-trading 2.4 FUNDING_SQUEEZE). Needs twenty 5m bars and ten minutes of trades.
/// </summary>
internal sealed class FundingSqueeze : ITrapFinder
{
    private const int BarsAtLeast = 20;
    private const int HighBars = 10;
    private const decimal Funding = -0.0002m;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    public TrapType Type => TrapType.FundingSqueeze;

    public TrapPlan? Find(in WebSight sight)
    {
        var symbol = sight.Symbol;
        return symbol.FundingRate is { } rate && symbol.Cvd.Covers(Window, Window)
            ? Find(symbol.FiveMinutes.Bars, rate, symbol.Cvd.Sum(Window, TimeSpan.Zero), symbol.Cvd.Sum(Window, Window))
            : null;
    }

    /// <param name="bars">Closed 5m bars.</param>
    /// <param name="rate">Funding, fraction per interval.</param>
    /// <param name="cvdNow">Of the last 300 s.</param>
    /// <param name="cvdBefore">Of the 300 s before those.</param>
    public static TrapPlan? Find(ReadOnlySpan<Bar> bars, decimal rate, decimal cvdNow, decimal cvdBefore)
    {
        if (bars.Length < BarsAtLeast || rate > Funding || bars[^1].Low <= bars[^2].Low || bars[^2].Low <= bars[^3].Low || cvdNow <= cvdBefore)
        {
            return null;
        }

        var high = 0m;
        foreach (ref readonly var bar in bars[^HighBars..])
        {
            high = Math.Max(high, bar.High);
        }

        return new TrapPlan(TrapType.FundingSqueeze, Side.Buy, bars[^1].Close * 1.001m, 0.10m, bars[^1].Low * 0.995m, high * 1.02m);
    }
}
