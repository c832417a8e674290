using Titan.Engine.Journal;
using Titan.Web.Controls;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>Points of the equity curve as the chart takes them: rising seconds and USDT, the live one last.</summary>
public static class EquityCurve
{
    public static (long[] Times, double[] Values) Of(IReadOnlyList<EquityPoint> points, EquityLines live)
    {
        var times = new List<long>(points.Count + 1);
        var values = new List<double>(points.Count + 1);
        foreach (var point in points)
        {
            Add(times, values, point.At.ToUnixTimeSeconds(), (double)decimal.Round(point.Equity, 2));
        }

        if (live is { At: { } at, Equity: { } equity })
        {
            Add(times, values, at, equity);
        }

        return ([.. times], [.. values]);
    }

    /// <summary>The curve in one sentence, for those who cannot see it.</summary>
    public static string Describe(double[] values, EquityLines live, ChartRange range) => values.Length == 0 || live.Equity is not { } now
        ? T("Equity over {0}: nothing recorded yet.", range.Label)
        : T("Equity over {0}: from {1} to {2} USDT, lowest {3}, highest {4}, breaker below {5}.", range.Label, Money(values[0]), Money(now), Money(values.Min()), Money(values.Max()), live.Breaker is { } breaker ? Money(breaker) : T("unknown"));

    // Times must rise for the chart: a point of the same second replaces the one before, an older one is left out.
    private static void Add(List<long> times, List<double> values, long at, double value)
    {
        if (times.Count > 0 && at <= times[^1])
        {
            if (at == times[^1])
            {
                values[^1] = value;
            }

            return;
        }

        times.Add(at);
        values.Add(value);
    }

    private static string Money(double value) => Figures.Money((decimal)value);
}
