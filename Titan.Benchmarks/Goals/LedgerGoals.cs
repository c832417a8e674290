using System.Globalization;
using Titan.Benchmarks.Journaling;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>Goals 6 to 8: gates, durable appends, recovery.</summary>
internal static class LedgerGoals
{
    private const int Entries = 1_000_000;

    public static Goal Risk(GoalSetting setting)
    {
        Contestant Ours(string name, string positions, string orders) =>
            Contestant.Net(name, "risk", "titan", "--positions", positions, "--orders", orders, "--seconds", setting.Seconds) with { CheckGroup = "verdict" };

        return new Goal(
            "6", "Risk: sizing and all gates for one intent",
            [
                Ours("titan", "5", "10"), Ours("titan-1000-positions", "1000", "10"), Ours("titan-10000-orders", "5", "10000"),
                Contestant.Net("floor-decimal", "risk", "floor-decimal", "--seconds", setting.Seconds) with { CheckGroup = "verdict" },
            ],
            [
                new("time an intent ÷ 11-check decimal floor", "ns_each", "titan", "floor-decimal", false, 3, 1),
                new("1,000 positions ÷ 5", "ns_each", "titan-1000-positions", "titan", false, 1.1, null),
                new("10,000 open orders ÷ 10", "ns_each", "titan-10000-orders", "titan", false, 1.1, null),
            ])
        {
            Metrics = ["ns_each", "alloc_b_each", "cold_per_s"],
        };
    }

    public static Goal Append(GoalSetting setting)
    {
        Contestant Net(string name, params string[] more) => Contestant.Net(name, ["journal", name, "--scratch", setting.Cache, .. more]);

        return new Goal(
            "7", "Durable journal append",
            [Net("titan"), Net("titan-alone"), Net("sqlite-one"), Net("sqlite-thousand")],
            [
                new("events/s saturated ÷ SQLite FULL one row", "per_s", "titan", "sqlite-one", true, 8, 20),
                new("events/s saturated ÷ SQLite FULL batches of 1,000 (limit)", "per_s", "titan", "sqlite-thousand", true, 0.5, null),
                new("one alone: p50 ÷ bare flush beside it", "p50_us", "titan-alone", "titan-alone", false, 1.3, 1.15) { OtherMetric = "flush_p50_us" },
            ])
        {
            Rounds = 9,
            Metrics = ["per_s", "p50_us", "flush_p50_us", "cpu_us_each", "commits_per_event"],
        };
    }

    public static Goal Recovery(GoalSetting setting)
    {
        RecoveryFiles.Demand(setting.Cache, Entries);
        var entries = Entries.ToString(CultureInfo.InvariantCulture);
        Contestant Net(string name) => Contestant.Net(name, "recovery", name, "--cache", setting.Cache, "--entries", entries);

        return new Goal(
            "8", "Recovery: cold process to rebuilt state, 1 M facts",
            [
                Net("titan") with { CheckGroup = "state" }, Net("titan-snapshot") with { CheckGroup = "state" },
                Contestant.Node("better-sqlite3", setting.Peers, "recovery.mjs", "--database", Path.Combine(RecoveryFiles.Folder(setting.Cache, Entries, snapshot: false), "titan_execution.db")) with { CheckGroup = "state" },
                Net("floor-binary"),
            ],
            [
                new("whole process ÷ better-sqlite3 read and fold", "total_s", "titan", "better-sqlite3", false, 0.6, 0.25),
                new("with a state snapshot ÷ better-sqlite3", "total_s", "titan-snapshot", "better-sqlite3", false, null, 0.02),
                new("restore alone with a snapshot ÷ better-sqlite3's read", "restore_s", "titan-snapshot", "better-sqlite3", false, null, null),
                new("processor time ÷ better-sqlite3's", "cpu_s", "titan", "better-sqlite3", false, null, null),
                new("processor time with a snapshot ÷ better-sqlite3's", "cpu_s", "titan-snapshot", "better-sqlite3", false, null, null),
                new("whole process ÷ binary floor (limit)", "total_s", "titan", "floor-binary", false, 5, null),
            ])
        {
            Metrics = ["total_s", "restore_s", "cpu_s", "rss_mb"],
        };
    }
}
