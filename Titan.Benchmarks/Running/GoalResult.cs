using System.Globalization;
using System.Text.Json.Nodes;
using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Running;

/// <summary>All lines of a goal by round and contestant, and the ratios drawn from them.</summary>
internal sealed class GoalResult(Goal goal)
{
    /// <summary>Share of the processors' time (0–1) that the host took away during a line's process.</summary>
    public const string HostTook = "host_took";

    private readonly List<IReadOnlyDictionary<string, JsonObject>> _rounds = [];
    private readonly Dictionary<string, string> _failures = new(StringComparer.Ordinal);

    public Goal Goal => goal;

    public int Rounds => _rounds.Count;

    public IReadOnlyDictionary<string, string> Failures => _failures;

    public void Add(IReadOnlyDictionary<string, JsonObject> lines)
    {
        _rounds.Add(lines);
        foreach (var group in goal.Contestants.Where(contestant => contestant.CheckGroup.Length > 0).GroupBy(contestant => contestant.CheckGroup))
        {
            var answers = group.Select(contestant => (contestant.Name, Check: lines.GetValueOrDefault(contestant.Name)?["check"]?.ToString()))
                .Where(answer => answer.Check is not null).ToArray();
            if (answers.Select(answer => answer.Check).Distinct().Count() > 1)
            {
                // The same answer or no figure.
                Failed(group.Key, "answers differ: " + string.Join(", ", answers.Select(answer => $"{answer.Name} {answer.Check}")));
            }
        }
    }

    public void Failed(string who, string why) => _failures[who] = why;

    public double[] Samples(string contestant, string metric) =>
    [
        .. _rounds.Where(round => round.TryGetValue(contestant, out var line) && line.ContainsKey(metric)).Select(round => round[contestant][metric]!.GetValue<double>()),
    ];

    public double[] Ratios(Comparison comparison) => comparison.Other.Length == 0 ? [.. Samples(comparison.Ours, comparison.Metric).Order()] :
    [
        .. _rounds
            .Where(round => Has(round, comparison.Ours, comparison.Metric) && Has(round, comparison.Other, comparison.OtherMetric ?? comparison.Metric))
            .Select(round => Value(round, comparison.Ours, comparison.Metric) / Value(round, comparison.Other, comparison.OtherMetric ?? comparison.Metric))
            .Order(),
    ];

    public string ToMarkdown()
    {
        var text = new System.Text.StringBuilder();
        var rounds = Rounds;
        text.AppendLine(CultureInfo.InvariantCulture, $"### {goal.Id}. {goal.Title} ({rounds} rounds)").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| contestant | {string.Join(" | ", goal.Metrics)} |").AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(goal.Metrics.Select(_ => "---|"))}");
        foreach (var contestant in goal.Contestants)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {contestant.Name} | {string.Join(" | ", goal.Metrics.Select(metric => Cell(Samples(contestant.Name, metric))))} |");
        }

        text.AppendLine().AppendLine("| ratio | median | min–max | gate | goal | verdict |").AppendLine("|---|---|---|---|---|---|");
        foreach (var comparison in goal.Comparisons)
        {
            var ratios = Ratios(comparison);
            if (ratios.Length == 0)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {comparison.Words} | – | – | {Bound(comparison, comparison.Gate)} | {Bound(comparison, comparison.Goal)} | not measured |");
                continue;
            }

            var median = Quantiles.Median(ratios);
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {comparison.Words} | **{median:0.###}** | {ratios[0]:0.###}–{ratios[^1]:0.###} | {Bound(comparison, comparison.Gate)} | {Bound(comparison, comparison.Goal)} | {comparison.Verdict(median)} |");
        }

        if (_rounds.SelectMany(static round => round.Values).Select(static line => line[HostTook]?.GetValue<double>() ?? 0).ToArray() is { Length: > 0 } took)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"The host took {Quantiles.Median(took):0.#%} of the processors' time ({took.Min():0.#%} to {took.Max():0.#%} in a process).");
        }

        foreach (var (who, why) in _failures)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"NO FIGURE {who}: {why}");
        }

        return text.ToString();
    }

    private static bool Has(IReadOnlyDictionary<string, JsonObject> round, string contestant, string metric) =>
        round.TryGetValue(contestant, out var line) && line.ContainsKey(metric);

    private static double Value(IReadOnlyDictionary<string, JsonObject> round, string contestant, string metric) => round[contestant][metric]!.GetValue<double>();

    private static string Cell(double[] samples) => samples.Length == 0 ? "–"
        : FormattableString.Invariant($"{Rounded(Quantiles.Median(samples))} ({Rounded(samples.Min())}–{Rounded(samples.Max())})");

    private static string Rounded(double value) =>
        Math.Abs(value) >= 1_000 ? FormattableString.Invariant($"{value:#,0}") : Math.Abs(value) < 0.1 ? FormattableString.Invariant($"{value:0.####}") : FormattableString.Invariant($"{value:0.##}");

    private static string Bound(Comparison comparison, double? bound) =>
        bound is { } value ? FormattableString.Invariant($"{(comparison.HigherIsBetter ? "≥" : "≤")} {value:0.###}") : "";
}
