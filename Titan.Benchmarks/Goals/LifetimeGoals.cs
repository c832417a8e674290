using Titan.Benchmarks.Journaling;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>Goals 10 and 11: start to ready, and steady memory.</summary>
internal static class LifetimeGoals
{
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
        const string Seconds = "120";
        Contestant Net(string name, string seconds) => Contestant.Net(name, "memory", name, "--scratch", setting.Cache, "--web", setting.Web, "--peers", setting.Peers, "--seconds", seconds)
            with
        { Patience = TimeSpan.FromMinutes(6) };

        const int Frames = 400_000;
        return new Goal(
            "11", "Steady memory (shortened run)",
            [
                Net("titan", Seconds), Net("node-stack", "10"), Net("floor-blazor", "10"),
                Contestant.Node("ccxt", setting.Peers, "stream.mjs", "--peer", "ccxt", "--port", "{port}", "--frames", "400000", "--cold", "150000", "--instruments", setting.Files.Instruments(10))
                    with { Stub = ["--scenario", "flood", "--data", setting.Files.Books(10, Frames), "--symbols", "10"] },
            ],
            [
                new("resident memory ÷ ccxt with 10 books", "rss_mb", "titan", "ccxt", false, 1.2, 0.8),
                new("resident memory ÷ small Blazor application (limit)", "rss_mb", "titan", "floor-blazor", false, 1.5, null),
                new("resident memory ÷ loaded Node stack idle", "rss_mb", "titan", "node-stack", false, null, null),
            ])
        {
            Rounds = 1,
            Metrics = ["rss_mb", "growth", "cores", "seconds"],
        };
    }
}
