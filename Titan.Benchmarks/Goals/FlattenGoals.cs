using System.Globalization;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>Goal 13: FLATTEN ALL, to the last acknowledgement and to the venue's word that nothing is left.</summary>
internal static class FlattenGoals
{
    private const int Symbols = 50;
    private const int MarketFrames = 200_000;
    private const int MarketRate = 5_000;

    public static Goal Flatten(GoalSetting setting)
    {
        string[] quiet = ["--scenario", "account", "--symbols", Count(Symbols), "--answer-ms", "20"];
        string[] moving = [.. quiet, "--rate", Count(MarketRate), "--data", setting.Files.Books(Symbols, MarketFrames)];

        Contestant Ours(string name, string peer, int positions, string[] stub) =>
            Contestant.Net(name, "flatten", peer, "--port", "{port}", "--symbols", Count(Symbols), "--positions", Count(positions), "--scratch", setting.Cache)
                with
            { Stub = stub };

        Contestant Peer(string name, string peer, string mode, string samples) =>
            Contestant.Node(name, setting.Peers, "flatten.mjs", "--peer", peer, "--port", "{port}", "--mode", mode, "--positions", "50", "--samples", samples) with { Stub = quiet };

        Contestant Floor(string name, string orders) => Contestant.Net(name, "flatten-floor", name, "--port", "{port}", "--positions", orders) with { Stub = quiet };

        return new Goal(
            "13", "FLATTEN ALL, stub answers each order after 20 ms",
            [
                Ours("titan", "titan", 50, quiet), Ours("titan-ws", "titan-ws", 50, quiet),
                Peer("ccxt-one-by-one", "ccxt", "serial", "5"), Peer("ccxt-together", "ccxt", "together", "30"), Peer("bybit-api-together", "bybit-api", "together", "30"),
                Floor("floor-one", "1"), Floor("floor-together", "50"),
                Ours("titan-5", "titan", 5, quiet), Ours("titan-1", "titan", 1, quiet),
                Ours("titan-market", "titan", 50, moving), Ours("titan-5-market", "titan", 5, moving), Ours("titan-1-market", "titan", 1, moving),
            ],
            [
                new("last acknowledgement p50 ÷ ccxt one by one", "p50_us", "titan", "ccxt-one-by-one", false, 0.10, 0.035),
                new("last acknowledgement p50 ÷ ccxt together", "p50_us", "titan", "ccxt-together", false, null, 0.4),
                new("last acknowledgement p50 ÷ bybit-api together", "p50_us", "titan", "bybit-api-together", false, null, null),
                new("first flatten of the process ÷ ccxt's first together", "first_us", "titan", "ccxt-together", false, null, null),
                new("last acknowledgement p50 ÷ one order's round trip (limit)", "p50_us", "titan", "floor-one", false, 2, null),
                new("last acknowledgement p50 ÷ 20 ms + 50 × CPU (limit)", "p50_us", "titan", "floor-together", false, null, null) { OtherMetric = "limit_us" },
                new("last acknowledgement p50 ÷ 50 bare HttpClient orders together", "p50_us", "titan", "floor-together", false, null, null),
                new("order entry socket: last acknowledgement p50 ÷ ccxt together", "p50_us", "titan-ws", "ccxt-together", false, null, null),
                new("order entry socket ÷ one order's round trip (limit)", "p50_us", "titan-ws", "floor-one", false, 2, null),
                new("50 positions ÷ 1 (round trips)", "p50_us", "titan", "titan-1", false, null, null),
                new("click to venue-confirmed flat p50, 50 ÷ ccxt's last acknowledgement one by one", "flat_p50_us", "titan", "ccxt-one-by-one", false, null, null) { OtherMetric = "p50_us" },
                new("click to flat p99, market of 5,000/s ÷ quiet, 50", "flat_p99_us", "titan-market", "titan", false, null, null),
                new("click to flat p99, market of 5,000/s ÷ quiet, 5", "flat_p99_us", "titan-5-market", "titan-5", false, null, null),
                new("click to flat p99, market of 5,000/s ÷ quiet, 1", "flat_p99_us", "titan-1-market", "titan-1", false, null, null),
            ])
        {
            Rounds = 9,
            Metrics = ["p50_us", "p99_us", "first_us", "flat_p50_us", "flat_p99_us", "flat_max_us", "cpu_ms", "flush_p50_us", "market_per_s"],
        };
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
