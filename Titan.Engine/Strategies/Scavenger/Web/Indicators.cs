using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>Indicators over closed bars, oldest first. Not numbers to trade at, so they are doubles.</summary>
internal static class Indicators
{
    /// <summary>Mean true range of the last bars over the last close, percent; 14 bars give 13 true ranges (spec titan-trading 2.1).</summary>
    public static double AverageTrueRangePercent(ReadOnlySpan<Bar> bars, int period = 14)
    {
        if (bars.Length < period)
        {
            return 0.0;
        }

        var sum = 0m;
        for (var index = bars.Length - period + 1; index < bars.Length; index++)
        {
            sum += TrueRange(bars[index], bars[index - 1].Close);
        }

        return (double)(sum / (period - 1) / bars[^1].Close * 100m);
    }

    /// <summary>Mean and population standard deviation of the closes of a window that ends at an index.</summary>
    public static (double Mean, double Deviation) Closes(ReadOnlySpan<Bar> bars, int last, int period)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var index = last - period + 1; index <= last; index++)
        {
            sum += (double)bars[index].Close;
        }

        var mean = sum / period;
        for (var index = last - period + 1; index <= last; index++)
        {
            var distance = (double)bars[index].Close - mean;
            squares += distance * distance;
        }

        return (mean, Math.Sqrt(squares / period));
    }

    /// <summary>Wilder's ADX with its directional indices; null with fewer than two periods of bars.</summary>
    public static (double Adx, double Plus, double Minus)? DirectionalMovement(ReadOnlySpan<Bar> bars, int period = 14)
    {
        if (bars.Length < (period * 2) + 1)
        {
            return null;
        }

        var (range, up, down, adx, plus, minus) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var index = 1; index < bars.Length; index++)
        {
            ref readonly var bar = ref bars[index];
            ref readonly var before = ref bars[index - 1];
            var (rise, fall) = ((double)(bar.High - before.High), (double)(before.Low - bar.Low));
            var share = index <= period ? 1.0 : (period - 1.0) / period;
            range = (range * share) + (double)TrueRange(bar, before.Close);
            up = (up * share) + (rise > fall && rise > 0 ? rise : 0.0);
            down = (down * share) + (fall > rise && fall > 0 ? fall : 0.0);
            if (index < period)
            {
                continue;
            }

            (plus, minus) = range > 0 ? (100.0 * up / range, 100.0 * down / range) : (0.0, 0.0);
            var spread = plus + minus > 0 ? 100.0 * Math.Abs(plus - minus) / (plus + minus) : 0.0;
            var nth = index - period;
            adx = nth < period ? ((adx * nth) + spread) / (nth + 1) : ((adx * (period - 1)) + spread) / period;
        }

        return (adx, plus, minus);
    }

    private static decimal TrueRange(in Bar bar, decimal lastClose) =>
        Math.Max(bar.High - bar.Low, Math.Max(Math.Abs(bar.High - lastClose), Math.Abs(bar.Low - lastClose)));
}
