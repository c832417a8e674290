using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>Goals 4 and 5: from a market event to order bytes, and an order's round trip.</summary>
internal static class OrderGoals
{
    public static Goal Trigger(GoalSetting setting)
    {
        string[] stub = ["--scenario", "trigger", "--symbols", "10", "--warm", "300", "--samples", "400", "--pace", setting.Pace(5)];

        Contestant Ours(string name) => Contestant.Net(name, "trigger", name, "--port", "{port}", "--scratch", setting.Cache) with { Stub = stub };

        Contestant Peer(string name) => Contestant.Node(name, setting.Peers, "order.mjs", "--peer", name, "--port", "{port}", "--mode", "trigger") with { Stub = stub };

        return new Goal(
            "4", "Market event to order bytes on the socket, whole path",
            [Ours("titan"), Ours("titan-noflush"), Ours("titan-ws"), Ours("titan-ws-noflush"), Peer("ccxt"), Peer("bybit-api"), Contestant.Net("floor", "trigger-floor", "floor", "--port", "{port}") with { Stub = stub }],
            [
                new("p50 ÷ ccxt's, REST, durable intent", "p50_us", "titan", "ccxt", false, 0.8, 0.4),
                new("p99 ÷ ccxt's", "p99_us", "titan", "ccxt", false, 1.0, 0.4),
                new("p50 ÷ ccxt's without the flush", "p50_us", "titan-noflush", "ccxt", false, null, 0.15),
                new("p99 ÷ ccxt's without the flush", "p99_us", "titan-noflush", "ccxt", false, null, null),
                new("order entry socket: p50 ÷ ccxt's REST", "p50_us", "titan-ws", "ccxt", false, null, null),
                new("p50 ÷ bybit-api's", "p50_us", "titan", "bybit-api", false, null, null),
                new("p50 without the flush ÷ the floor (book, one check, signature, HttpClient)", "p50_us", "titan-noflush", "floor", false, null, null),
                new("bare flush p50 ÷ ccxt's p50 (below 0.25: a good minute)", "flush_p50_us", "titan", "ccxt", false, null, null) { OtherMetric = "p50_us" },
                new("the same with flushes as far apart as the orders", "paced_flush_p50_us", "titan", "ccxt", false, null, null) { OtherMetric = "p50_us" },
            ])
        {
            Rounds = 9,
            Metrics = ["p50_us", "p99_us", "cold_p50_us", "first_us", "flush_p50_us", "paced_flush_p50_us", "paced_flush_p99_us", "missed"],
        };
    }

    public static Goal RoundTrip(GoalSetting setting)
    {
        string[] stub = ["--scenario", "quiet", "--symbols", "10"];

        Contestant Ours(string name, string peer, string flight) =>
            Contestant.Net(name, "order", peer, "--port", "{port}", "--flight", flight, "--orders", flight == "1" ? "2000" : "8000") with { Stub = stub };

        Contestant Peer(string name, string peer, string flight) =>
            Contestant.Node(name, setting.Peers, "order.mjs", "--peer", peer, "--port", "{port}", "--mode", "roundtrip", "--flight", flight, "--orders", flight == "1" ? "2000" : "8000", "--warm", "2000")
                with
            { Stub = stub };

        return new Goal(
            "5", "Order round trip to the acknowledgement",
            [
                Ours("titan", "titan", "1"), Ours("titan-ws", "titan-ws", "1"), Peer("ccxt", "ccxt", "1"), Peer("ccxt-ws", "ccxt-ws", "1"), Peer("bybit-api", "bybit-api", "1"), Peer("node-hand", "node-hand", "1"),
                Ours("floor-http", "floor-http", "1"), Ours("floor-ws", "floor-ws", "1"), Ours("floor-socket", "floor-socket", "1"),
                Ours("titan-16", "titan", "16"), Ours("titan-ws-16", "titan-ws", "16"), Peer("ccxt-16", "ccxt", "16"),
            ],
            [
                new("REST p50 ÷ ccxt's", "p50_us", "titan", "ccxt", false, 0.6, 0.33),
                new("REST CPU an order ÷ ccxt's", "cpu_us_each", "titan", "ccxt", false, null, 0.33),
                new("order entry socket p50 ÷ ccxt's REST", "p50_us", "titan-ws", "ccxt", false, null, 0.15),
                new("order entry socket p50 ÷ ccxt's socket", "p50_us", "titan-ws", "ccxt-ws", false, null, null),
                new("REST p50 ÷ bybit-api's", "p50_us", "titan", "bybit-api", false, null, null),
                new("REST p50 ÷ HttpClient floor (limit)", "p50_us", "titan", "floor-http", false, 1.3, null),
                new("socket p50 ÷ WebSocket echo (limit)", "p50_us", "titan-ws", "floor-ws", false, 2.0, null),
                new("orders/s, 16 in flight, ÷ ccxt's", "per_s", "titan-16", "ccxt-16", true, 3, null),
                new("REST p99 ÷ ccxt's", "p99_us", "titan", "ccxt", false, null, null),
                new("first order of the process ÷ ccxt's", "first_us", "titan", "ccxt", false, null, null),
            ])
        {
            Metrics = ["p50_us", "p99_us", "cpu_us_each", "per_s", "first_us"],
        };
    }
}
