using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// Break out of a squeeze: bands of 20 bars and two population deviations are as narrow as the narrowest tenth of 72 earlier windows
/// (spec titan-trading 2.3 BOLLINGER).
/// </summary>
internal sealed class BollingerSqueeze : ITrapFinder
{
    private const int Period = 20;
    private const int Earlier = 72;
    private const int BarsAtLeast = Period + Earlier;
    private const double Deviations = 2.0;

    // floor(72 * 0.1)
    private const int Tenth = 7;

    public TrapType Type => TrapType.Bollinger;

    public TrapPlan? Find(in WebSight sight) => Find(sight.Symbol.Hours.Bars);

    public static TrapPlan? Find(ReadOnlySpan<Bar> bars)
    {
        if (bars.Length < BarsAtLeast)
        {
            return null;
        }

        Span<double> widths = stackalloc double[Earlier];
        for (var window = 0; window < Earlier; window++)
        {
            widths[window] = Width(bars, bars.Length - BarsAtLeast + window + Period - 1);
        }

        widths.Sort();
        if (Width(bars, bars.Length - 1) > widths[Tenth])
        {
            return null;
        }

        var (mean, deviation) = Indicators.Closes(bars, bars.Length - 1, Period);
        var reach = (decimal)(Deviations * deviation);
        return bars[^1].Close > (decimal)mean
            ? new TrapPlan(TrapType.Bollinger, Side.Buy, ((decimal)mean + reach) * 1.001m, 0.04m)
            : new TrapPlan(TrapType.Bollinger, Side.Sell, ((decimal)mean - reach) * 0.999m, 0.04m);
    }

    private static double Width(ReadOnlySpan<Bar> bars, int last)
    {
        var (mean, deviation) = Indicators.Closes(bars, last, Period);
        return 2.0 * Deviations * deviation / mean;
    }
}
