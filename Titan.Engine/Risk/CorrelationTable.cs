using Titan.Engine.Ledger;

namespace Titan.Engine.Risk;

/// <summary>
/// Pearson correlations of the instruments' returns over the last hundred minutes, made anew every five (spec titan-trading 3.4 step 10). A
/// pair with too few common minutes is unknown and counts as 0.5; an instrument with itself is 1.
/// </summary>
public sealed class CorrelationTable
{
    private const int FewestReturns = 20;
    private const int Minutes = MinuteCloses.Kept - 1;
    private const double Unknown = 0.5;

    private double[,] _pairs = new double[0, 0];

    /// <summary>Counts up whenever the table is made anew.</summary>
    public int Version { get; private set; }

    public double Between(int one, int other) =>
        one == other ? 1.0 : IsKnown(one, other) ? _pairs[one, other] : Unknown;

    public bool IsKnown(int one, int other) =>
        one == other || (one < _pairs.GetLength(0) && other < _pairs.GetLength(0) && !double.IsNaN(_pairs[one, other]));

    public void Make(IReadOnlyList<InstrumentSight> sights)
    {
        var pairs = new double[sights.Count, sights.Count];
        var newest = 0L;
        foreach (var sight in sights)
        {
            newest = Math.Max(newest, sight?.Memory.Closes.Newest ?? 0);
        }

        for (var one = 0; one < sights.Count; one++)
        {
            for (var other = one + 1; other < sights.Count; other++)
            {
                pairs[one, other] = pairs[other, one] = sights[one] is { } a && sights[other] is { } b
                    ? Pearson(a.Memory.Closes, b.Memory.Closes, newest)
                    : double.NaN;
            }
        }

        _pairs = pairs;
        Version++;
    }

    private static double Pearson(MinuteCloses one, MinuteCloses other, long newest)
    {
        var (count, sumX, sumY, sumXX, sumYY, sumXY) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var minute = newest - Minutes + 1; minute <= newest; minute++)
        {
            if (one.ReturnAt(minute) is { } x && other.ReturnAt(minute) is { } y)
            {
                (count, sumX, sumY, sumXX, sumYY, sumXY) = (count + 1, sumX + x, sumY + y, sumXX + (x * x), sumYY + (y * y), sumXY + (x * y));
            }
        }

        var spread = ((count * sumXX) - (sumX * sumX)) * ((count * sumYY) - (sumY * sumY));
        return count >= FewestReturns && spread > 0 ? Math.Clamp(((count * sumXY) - (sumX * sumY)) / Math.Sqrt(spread), -1.0, 1.0) : double.NaN;
    }
}
