using System.Globalization;
using Titan.Benchmarks.Journaling;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>Goals 10 and 11: start to ready, steady memory, and the soak.</summary>
internal static class LifetimeGoals
{
    private const int MarketFrames = 200_000;

    public static Goal Start(GoalSetting setting)
    {
        RecoveryFiles.Demand(setting.Cache, 1_000_000);
        Contestant Net(string name) => Contestant.Net(name, "start", name, "--scratch", setting.Cache, "--web", setting.Web, "--peers", setting.Peers);

        return new Goal(
            "10", "Start to ready, empty journal",
            [Net("titan"), Net("node-stack"), Net("floor-blazor"), Net("titan-million"), Net("titan-million-plain")],
            [
                new("start to ready ÷ loaded Node stack", "ready_ms", "titan", "node-stack", false, 1.3, 0.8),
                new("processor time to ready ÷ loaded Node stack's", "ready_cpu_ms", "titan", "node-stack", false, null, null),
                new("start to ready ÷ small Blazor application (limit)", "ready_ms", "titan", "floor-blazor", false, 1.1, null),
                new("with 1 M journal entries ÷ empty journal", "ready_ms", "titan-million", "titan", false, null, 1.5),
                new("the same without any state snapshot", "ready_ms", "titan-million-plain", "titan", false, null, null),
            ])
        {
            Metrics = ["ready_ms", "ready_cpu_ms", "rss_mb"],
        };
    }

    public static Goal Memory(GoalSetting setting)
    {
        const string Short = "10";
        Contestant Net(string name) => Contestant.Net(name, "memory", name, "--scratch", setting.Cache, "--web", setting.Web, "--peers", setting.Peers, "--seconds", Short);

        const int Frames = 400_000;
        return new Goal(
            "11", "Steady memory: 50 symbols at 5,000 frames a second, 10 positions, 20 circuits (shortened run)",
            [
                Product(setting, "memory", setting.Duration(120)), Net("node-stack"), Net("floor-blazor"),
                Contestant.Node("ccxt", setting.Peers, "stream.mjs", "--peer", "ccxt", "--port", "{port}", "--frames", "400000", "--cold", "150000", "--instruments", setting.Files.Instruments(10))
                    with { Stub = ["--scenario", "flood", "--data", setting.Files.Books(10, Frames), "--symbols", "10"] },
            ],
            [
                new("resident memory ÷ ccxt with 10 books", "rss_mb", "titan", "ccxt", false, 1.2, 0.8),
                new("resident memory ÷ small Blazor application (limit)", "rss_mb", "titan", "floor-blazor", false, 1.5, null),
                new("resident memory ÷ loaded Node stack idle", "rss_mb", "titan", "node-stack", false, null, null),
                Comparison.Bound("resident memory, MB", "rss_mb", "titan", false, 400, null),
                Comparison.Bound("growth over the last half", "growth", "titan", false, null, 0.01),
            ])
        {
            Rounds = 1,
            Metrics = ["rss_mb", "rss_max_mb", "growth", "cores", "alive", "seconds"],
        };
    }

    /// <summary>The product alone, for as long as asked, an hour unless told otherwise; not part of <c>all</c>.</summary>
    public static Goal Soak(GoalSetting setting) => new(
        "soak", "Soak: 50 symbols at 5,000 frames a second (unless told otherwise), 10 positions, 20 circuits",
        [Product(setting, "soak", setting.Duration(3_600))],
        [
            Comparison.Bound("resident memory, MB", "rss_mb", "titan", false, 400, null),
            Comparison.Bound("growth over the last half", "growth", "titan", false, null, 0.01),
            Comparison.Bound("circuits that still live", "alive", "titan", true, 20, null),
        ])
    {
        Rounds = 1,
        Metrics = ["rss_mb", "rss_first_mb", "rss_last_mb", "rss_max_mb", "growth", "cores", "alive", "payload_b_per_s_each", "wire_b_per_s_each", "batches_per_s_each", "market_per_s", "seconds"],
    };

    private static Contestant Product(GoalSetting setting, string operation, int seconds) => Contestant.Net(
        "titan", "soak", "titan", "--op", operation, "--port", "{port}", "--scratch", setting.Cache, "--web", setting.Web, "--peers", setting.Peers,
        "--seconds", seconds.ToString(CultureInfo.InvariantCulture), "--symbols", "50", "--open", "10", "--circuits", "20")
        with
    {
        Stub = ["--scenario", "account", "--symbols", "50", "--open", "10", "--rate", setting.Rate(5_000).ToString(CultureInfo.InvariantCulture), "--data", setting.Files.Books(50, MarketFrames)],
        Patience = TimeSpan.FromSeconds(seconds + 180),
    };
}
