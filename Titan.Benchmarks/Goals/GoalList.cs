using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>The goals that are measured here, by their number or name on the performance page.</summary>
internal static class GoalList
{
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
        ["10"] = LifetimeGoals.Start,
        ["11"] = LifetimeGoals.Memory,
        ["13"] = FlattenGoals.Flatten,
        ["14"] = ApiGoals.Positions,
        [JudgementGoals.Id] = JudgementGoals.Make,
    };

    public static IReadOnlyList<string> Ids => [.. All.Keys];

    public static Goal Make(string id, GoalSetting setting) => All[id](setting);
}
