namespace Titan.Benchmarks.Measuring;

/// <summary>Samples of time, and ranks in them once sorted.</summary>
internal static class Quantiles
{
    /// <summary>Wall time since a time stamp of the system's clock, finer than a TimeSpan tells.</summary>
    public static double MicrosecondsSince(long stamp) => (TimeProvider.System.GetTimestamp() - stamp) * (1e6 / TimeProvider.System.TimestampFrequency);

    /// <summary>The sample at a share (0 to 1) of ascending samples; 0 when there are none.</summary>
    public static double Of(IReadOnlyList<double> ascending, double share) =>
        ascending.Count == 0 ? 0 : ascending[Math.Clamp((int)Math.Ceiling(share * ascending.Count) - 1, 0, ascending.Count - 1)];

    public static double Median(IEnumerable<double> samples)
    {
        var ascending = samples.Order().ToArray();
        if (ascending.Length == 0)
        {
            return double.NaN;
        }

        var middle = ascending.Length / 2;
        return ascending.Length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }
}
