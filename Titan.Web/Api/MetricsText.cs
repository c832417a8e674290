using System.Globalization;
using System.Text;

namespace Titan.Web.Api;

/// <summary>Prometheus text format 0.0.4: HELP and TYPE once per name, samples below. Invariant numbers, escaped labels.</summary>
internal sealed class MetricsText
{
    private readonly StringBuilder _text = new();

    public MetricsText Metric(string name, string type, string help)
    {
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n').Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }

    public MetricsText Sample(string name, double value, params (string Name, string Value)[] labels)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').AppendJoin(',', labels.Select(label => $"{label.Name}=\"{Escape(label.Value)}\"")).Append('}');
        }

        _text.Append(' ').Append(double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }

    public MetricsText Histogram(string name, string help, MetricsHistogram histogram) => Histograms(name, help, [(histogram, [])]);

    /// <summary>One histogram by labels.</summary>
    public MetricsText Histograms(string name, string help, IReadOnlyList<(MetricsHistogram Histogram, (string Name, string Value)[] Labels)> parts)
    {
        Metric(name, "histogram", help);
        foreach (var (histogram, labels) in parts)
        {
            Buckets(name, histogram, labels);
        }

        return this;
    }

    private void Buckets(string name, MetricsHistogram histogram, (string Name, string Value)[] labels)
    {
        var (counts, sum, count) = histogram.Read();
        var running = 0L;
        for (var i = 0; i < histogram.Bounds.Count; i++)
        {
            running += counts[i];
            Sample(name + "_bucket", running, [.. labels, ("le", histogram.Bounds[i].ToString("R", CultureInfo.InvariantCulture))]);
        }

        Sample(name + "_bucket", count, [.. labels, ("le", "+Inf")]).Sample(name + "_sum", sum, labels).Sample(name + "_count", count, labels);
    }

    public override string ToString() => _text.ToString();

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

/// <summary>A histogram with fixed bounds; values in the unit of its name.</summary>
internal sealed class MetricsHistogram(params double[] bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;
    private long _count;

    public IReadOnlyList<double> Bounds => bounds;

    public void Observe(double value)
    {
        var slot = Array.FindIndex(bounds, bound => value <= bound);
        lock (_gate)
        {
            _counts[slot < 0 ? bounds.Length : slot]++;
            _sum += value;
            _count++;
        }
    }

    public (long[] Counts, double Sum, long Count) Read()
    {
        lock (_gate)
        {
            return ([.. _counts], _sum, _count);
        }
    }
}
