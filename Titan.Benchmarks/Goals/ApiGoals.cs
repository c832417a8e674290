using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>Goal 14: the API's positions while the engine follows a market.</summary>
internal static class ApiGoals
{
    private const int MarketFrames = 200_000;

    public static Goal Positions(GoalSetting setting)
    {
        string[] account = ["--scenario", "account", "--symbols", "50", "--open", "50"];

        Contestant Net(string name) => Contestant.Net(
            name, "api", name, "--port", "{port}", "--scratch", setting.Cache, "--web", setting.Web, "--peers", setting.Peers, "--seconds", "5");

        return new Goal(
            "14", "API GET positions, 50 rows, 16 connections",
            [
                Net("titan") with { Stub = [.. account, "--rate", "20000", "--data", setting.Files.Books(50, MarketFrames)] }, Net("titan-idle") with { Stub = account },
                Net("node-http"), Net("floor-empty"), Net("floor-bytes"),
            ],
            [
                new("req/s ÷ idle node:http", "per_s", "titan", "node-http", true, 0.8, 1.3),
                new("p99 ÷ idle node:http", "p99_us", "titan", "node-http", false, 2, 1),
                new("req/s ÷ empty ASP.NET endpoint (limit)", "per_s", "titan", "floor-empty", true, 0.6, null),
                new("req/s ÷ ASP.NET endpoint with the same bytes", "per_s", "titan", "floor-bytes", true, null, null),
                new("idle engine: req/s ÷ idle node:http", "per_s", "titan-idle", "node-http", true, null, null),
                new("idle engine: p99 ÷ idle node:http", "p99_us", "titan-idle", "node-http", false, null, null),
                new("idle engine: req/s ÷ empty ASP.NET endpoint", "per_s", "titan-idle", "floor-empty", true, null, null),
                new("server CPU a request, idle engine ÷ node:http", "cpu_us_each", "titan-idle", "node-http", false, null, null),
            ])
        {
            Metrics = ["per_s", "p50_us", "p99_us", "cpu_us_each", "body_bytes", "rss_mb", "market_per_s"],
        };
    }
}
