namespace Titan.Benchmarks.Running;

/// <summary>
/// One line of a goal: ours divided by the other's in the same round. Below (or above) the gate the work is not done; the goal is
/// what we want to be known for. Null where none is set. Without an other it is our figure itself that is judged.
/// </summary>
internal sealed record Comparison(string Words, string Metric, string Ours, string Other, bool HigherIsBetter, double? Gate, double? Goal)
{
    /// <summary>The other's metric when it is named differently.</summary>
    public string? OtherMetric { get; init; }

    /// <summary>A figure of ours against a bound, without anyone beside it.</summary>
    public static Comparison Bound(string words, string metric, string ours, bool higherIsBetter, double? gate, double? goal) => new(words, metric, ours, "", higherIsBetter, gate, goal);

    public string Verdict(double ratio) =>
        Goal is { } goal && Meets(ratio, goal) ? "goal met"
        : Gate is { } gate ? Meets(ratio, gate) ? Goal is null ? "met" : "gate met, goal missed" : "GATE MISSED"
        : Goal is null ? "" : "goal missed";

    private bool Meets(double ratio, double bound) => HigherIsBetter ? ratio >= bound : ratio <= bound;
}
