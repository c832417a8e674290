using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>The goals that are measured here, by their number or name on the performance page.</summary>
internal static class GoalList
{
    /// <summary>An hour long, so it runs only when named.</summary>
    private const string Soak = "soak";

    private static readonly Dictionary<string, Func<GoalSetting, Goal>> All = new(StringComparer.Ordinal)
    {
        ["1"] = MarketGoals.Books,
        ["2"] = MarketGoals.Streams,
        ["3"] = MarketGoals.Trades,
        ["4"] = OrderGoals.Trigger,
        ["5"] = OrderGoals.RoundTrip,
        ["6"] = LedgerGoals.Risk,
        ["7"] = LedgerGoals.Append,
        ["8"] = LedgerGoals.Recovery,
        ["9"] = PushGoals.Push,
        ["pixel"] = PushGoals.Pixel,
        ["10"] = LifetimeGoals.Start,
        ["11"] = LifetimeGoals.Memory,
        ["13"] = FlattenGoals.Flatten,
        ["14"] = ApiGoals.Positions,
        [JudgementGoals.Id] = JudgementGoals.Make,
    };

    /// <summary>What <c>all</c> means.</summary>
    public static IReadOnlyList<string> Ids => [.. All.Keys];

    public static bool Knows(string id) => id == Soak || All.ContainsKey(id);

    public static Goal Make(string id, GoalSetting setting) => id == Soak ? LifetimeGoals.Soak(setting) : All[id](setting);
}
