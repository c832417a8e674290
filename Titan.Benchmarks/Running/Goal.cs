namespace Titan.Benchmarks.Running;

/// <summary>One goal of the performance page: who takes part, and which ratios are judged.</summary>
internal sealed record Goal(string Id, string Title, IReadOnlyList<Contestant> Contestants, IReadOnlyList<Comparison> Comparisons)
{
    /// <summary>Rounds when none are asked for: five, nine where a disk flush takes part.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Metrics shown in the table, in order.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = ["per_s"];
}
