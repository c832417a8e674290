using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>
/// Break through a heavy volume node, where stops and liquidations cluster (spec titan-trading 2.3 LIQUIDATION). 50 equal bins from the
/// lowest low to the highest high, each bar's volume in the bin of its close; of the three largest the first above the close is the long
/// candidate, the first below the short one, and the larger volume wins.
/// </summary>
internal sealed class LiquidationLevel : ITrapFinder
{
    private const int BarsAtLeast = 50;
    private const int Bins = 50;
    private const int Largest = 3;

    public TrapType Type => TrapType.Liquidation;

    public TrapPlan? Find(in WebSight sight) => Find(sight.Symbol.Hours.Bars);

    public static TrapPlan? Find(ReadOnlySpan<Bar> bars)
    {
        if (bars.Length < BarsAtLeast)
        {
            return null;
        }

        var (low, high) = (decimal.MaxValue, decimal.MinValue);
        foreach (ref readonly var bar in bars)
        {
            (low, high) = (Math.Min(low, bar.Low), Math.Max(high, bar.High));
        }

        var count = high > low ? Bins : 1;
        var width = (high - low) / count;
        Span<decimal> volumes = stackalloc decimal[count];
        foreach (ref readonly var bar in bars)
        {
            var bin = width == 0 ? 0 : Math.Min((int)((bar.Close - low) / width), count - 1);
            volumes[bin] += bar.Volume;
        }

        return Choose(volumes, low, width, bars[^1].Close);
    }

    private static TrapPlan? Choose(Span<decimal> volumes, decimal low, decimal width, decimal close)
    {
        (decimal Price, decimal Volume)? above = null, below = null;
        for (var rank = 0; rank < Math.Min(Largest, volumes.Length); rank++)
        {
            var bin = Heaviest(volumes);
            var (price, volume) = (low + (width * (bin + 0.5m)), volumes[bin]);
            volumes[bin] = -1m;
            if (volume <= 0)
            {
                break;
            }

            if (price > close)
            {
                above ??= (price, volume);
            }
            else if (price < close)
            {
                below ??= (price, volume);
            }
        }

        return (above, below) switch
        {
            ({ } up, { } down) when up.Volume > down.Volume => Long(up.Price),
            (_, { } down) => new TrapPlan(TrapType.Liquidation, Side.Sell, down.Price * 0.998m, 0.05m),
            ({ } up, null) => Long(up.Price),
            _ => null,
        };
    }

    private static TrapPlan Long(decimal centre) => new(TrapType.Liquidation, Side.Buy, centre * 1.002m, 0.05m);

    private static int Heaviest(ReadOnlySpan<decimal> volumes)
    {
        var best = 0;
        for (var bin = 1; bin < volumes.Length; bin++)
        {
            best = volumes[bin] > volumes[best] ? bin : best;
        }

        return best;
    }
}
