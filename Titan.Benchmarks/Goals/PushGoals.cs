using System.Globalization;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>Goal 9: the console's push to many viewers, and what a silent market and a hanging browser cost.</summary>
internal static class PushGoals
{
    public static Goal Push(GoalSetting setting)
    {
        string[] account = ["--scenario", "push", "--symbols", "10", "--open", "10"];
        string[] common = ["--scratch", setting.Cache, "--web", setting.Web, "--peers", setting.Peers];

        Contestant Titan(string name, int circuits, params string[] more) => Contestant.Net(
            name, ["push", name, "--port", "{port}", .. common, "--circuits", circuits.ToString(CultureInfo.InvariantCulture), .. more])
            with
        { Stub = account, Patience = TimeSpan.FromMinutes(8) };

        Contestant Peer(string name) => Contestant.Net(name, ["push", name, .. common, "--circuits", "100"]) with { Patience = TimeSpan.FromMinutes(8) };

        return new Goal(
            "9", "Console push: ten rows and the sums change five times a second, overview page",
            [
                Titan("titan", 100), Peer("socket.io"), Peer("floor-hub"), Peer("floor-raw"), Peer("ws"), Titan("titan-1", 1), Titan("titan-20", 20),
                Titan("titan-300", 300), Titan("titan-stalled", 100, "--stalled", "10"), Titan("titan-plain", 100, "--wire", "plain"),
                Titan("titan-silent", 20) with { Stub = [.. account, "--silent"] },
            ],
            [
                new("CPU a delivered update ÷ socket.io's", "cpu_us_each", "titan", "socket.io", false, 2.5, 1),
                new("CPU a delivered update ÷ SignalR hub with JSON (limit)", "cpu_us_each", "titan", "floor-hub", false, 2, null),
                new("CPU a delivered update ÷ ASP.NET raw WebSocket", "cpu_us_each", "titan", "floor-raw", false, null, null),
                new("the same with 300 circuits ÷ socket.io's with 100", "cpu_us_each", "titan-300", "socket.io", false, null, null),
                Comparison.Bound("bytes an update on the wire, as a browser gets them (compressed)", "wire_b_each", "titan", false, 1_700, 600),
                Comparison.Bound("bytes an update before compression", "payload_b_each", "titan", false, 1_700, 600),
                Comparison.Bound("cores for 100 circuits, without the engine's own", "push_cores", "titan", false, 0.05, null),
                Comparison.Bound("cores for 300 circuits, without the engine's own", "push_cores", "titan-300", false, null, 0.05),
                Comparison.Bound("KB a circuit, 300 of them", "kb_each", "titan-300", false, null, 250),
                new("KB a circuit ÷ SignalR hub's, 100 of each", "kb_each", "titan", "floor-hub", false, null, null),
                Comparison.Bound("bytes a second to a circuit while nothing moves but the clock and ages", "payload_b_per_s_each", "titan-silent", false, null, null),
                Comparison.Bound("batches and messages waiting for a browser that hangs", "most_pending", "titan-stalled", false, 10, 1),
                Comparison.Bound("what the others get while ten hang ÷ before", "others_ratio", "titan-stalled", true, 0.97, null),
            ])
        {
            Rounds = 3,
            Metrics = ["updates_per_s_each", "cpu_us_each", "whole_cpu_us_each", "push_cores", "cores_alone", "payload_b_each", "wire_b_each", "payload_b_per_s_each", "batches_per_s_each", "cell_messages_per_s_each", "kb_each", "rss_mb", "latency_p50_ms", "latency_p99_ms"],
        };
    }

    /// <summary>What one pair of eyes gets: seed 001 allows 50 ms of delivery at the 95th percentile.</summary>
    public static Goal Pixel(GoalSetting setting)
    {
        Contestant Titan(string name, int others) => Contestant.Net(
            name, "pixel", name, "--port", "{port}", "--scratch", setting.Cache, "--web", setting.Web, "--peers", setting.Peers, "--circuits", others.ToString(CultureInfo.InvariantCulture))
            with
        { Stub = ["--scenario", "push", "--symbols", "10", "--open", "10"], Patience = TimeSpan.FromMinutes(4) };

        return new Goal(
            "pixel", "Venue's tick to pixel, and an address to a live page, in a real browser on Overview",
            [Titan("titan", 0), Titan("titan-beside-100", 100)],
            [
                Comparison.Bound("tick to pixel, p50, ms", "pixel_p50_ms", "titan", false, null, null),
                Comparison.Bound("tick to pixel, p95, ms", "pixel_p95_ms", "titan", false, null, null),
            ])
        {
            Rounds = 3,
            Metrics = ["pixel_p50_ms", "pixel_p95_ms", "pixel_p99_ms", "pixels", "first_paint_cold_ms", "first_paint_ms", "live_cold_ms", "live_ms"],
        };
    }
}
