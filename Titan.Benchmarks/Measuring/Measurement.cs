using System.Text.Json.Nodes;

namespace Titan.Benchmarks.Measuring;

/// <summary>
/// One process's figures as one JSON line on standard output: <c>op</c>, <c>peer</c>, then what was measured. Units are in the names:
/// <c>per_s</c>, <c>p50_us</c>, <c>cpu_us_each</c>, <c>alloc_b_each</c>. <c>check</c> is the answer that all contestants must share.
/// </summary>
internal sealed class Measurement(string operation, string peer)
{
    private readonly JsonObject _line = new() { ["op"] = operation, ["peer"] = peer };

    public Measurement With(string name, double value)
    {
        _line[name] = Math.Round(value, value is > -100 and < 100 ? 4 : 1);
        return this;
    }

    public Measurement With(string name, string value)
    {
        _line[name] = value;
        return this;
    }

    /// <summary>p50, p99 and largest of samples in microseconds.</summary>
    public Measurement WithLatencies(string prefix, double[] microseconds)
    {
        Array.Sort(microseconds);
        return With($"{prefix}p50_us", Quantiles.Of(microseconds, 0.50))
            .With($"{prefix}p99_us", Quantiles.Of(microseconds, 0.99))
            .With($"{prefix}max_us", microseconds.Length == 0 ? 0 : microseconds[^1]);
    }

    public void Print() => Console.Out.WriteLine(_line.ToJsonString());
}
