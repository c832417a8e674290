using Titan.Engine.Kernel;
using Titan.Web.Controls;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>A price line as the chart takes it: rising seconds and prices, null where nothing was heard.</summary>
public sealed record PriceSeries(long[] Times, double?[] Prices)
{
    public bool IsEmpty => Times.Length == 0;

    public static PriceSeries Of(IReadOnlyList<PricePoint> points)
    {
        var times = new List<long>(points.Count);
        var prices = new List<double?>(points.Count);
        foreach (var point in points)
        {
            // Times must rise for the chart; of one second the last price counts.
            var at = point.At.ToUnixTimeSeconds();
            if (times.Count == 0 || at > times[^1])
            {
                times.Add(at);
                prices.Add(point.Price);
            }
            else if (point.Price is not null)
            {
                prices[^1] = point.Price;
            }
        }

        return new PriceSeries([.. times], [.. prices]);
    }

    /// <summary>The chart in one sentence, for those who cannot see it.</summary>
    public string Describe(string symbol, ChartRange range, PriceLevels levels, int marks)
    {
        var known = Prices.Where(price => price is not null).Select(price => (decimal)price!.Value).ToArray();
        if (known.Length == 0)
        {
            return T("Price of {0} over {1}: nothing heard yet.", symbol, range.Label);
        }

        string Written(decimal price) => Figures.Mark(price, levels.Decimals);
        var lines = levels.Rows.Count == 0 ? "" : " " + T("Lines: {0}.", string.Join(", ", levels.Rows.Take(6).Select(level => $"{level.Label} {level.Text}")));
        return T("Price of {0} over {1}: from {2} to {3}, lowest {4}, highest {5}.", symbol, range.Label, Written(known[0]), Written(known[^1]), Written(known.Min()), Written(known.Max()))
            + lines + (marks == 0 ? "" : " " + T("{0} in the table.", Figures.Plural(marks, T("event"), T("events"))));
    }
}
