using System.Globalization;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Goals;

/// <summary>Goals 1 to 3: frames of books and trades.</summary>
internal static class MarketGoals
{
    private const int Frames = 200_000;
    private const int StreamFrames = 400_000;
    private const int ColdFrames = 150_000;

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static Goal Books(GoalSetting setting)
    {
        Contestant Ours(string name, string peer, int symbols) =>
            Contestant.Net(name, "book", peer, "--data", setting.Files.Books(symbols, Frames), "--symbols", symbols.ToString(CultureInfo.InvariantCulture), "--seconds", setting.Seconds)
                with
            { CheckGroup = string.Create(CultureInfo.InvariantCulture, $"{symbols} symbols") };

        Contestant Peer(string name, string peer, int symbols) =>
            Contestant.Node(name, setting.Peers, "book.mjs", "--peer", peer, "--data", setting.Files.Books(symbols, Frames), "--instruments", setting.Files.Instruments(symbols), "--seconds", setting.Seconds)
                with
            { CheckGroup = peer == "node-parse-only" ? "" : string.Create(CultureInfo.InvariantCulture, $"{symbols} symbols") };

        return new Goal(
            "1", "Book frame to applied book, in memory",
            [
                Ours("titan", "titan", 10), Peer("ccxt", "ccxt", 10), Peer("bybit-api", "bybit-api", 10), Peer("node-careful", "node-careful", 10), Peer("node-hand", "node-hand", 10),
                Peer("node-parse-only", "node-parse-only", 10), Ours("floor-reader", "floor-reader", 10), Ours("floor-scanner", "floor-scanner", 10),
                Ours("titan-100", "titan", 100), Ours("titan-500", "titan", 500), Ours("floor-scanner-500", "floor-scanner", 500), Peer("ccxt-500", "ccxt", 500),
            ],
            [
                new("frames a processor second against ccxt", "per_cpu_s", "titan", "ccxt", true, 6, 12),
                new("frames a processor second against careful hand-written Node", "per_cpu_s", "titan", "node-careful", true, 3, 6),
                new("frames a processor second against Node's fixed-order scanner", "per_cpu_s", "titan", "node-hand", true, null, null),
                new("frames a processor second against bybit-api + orderbooks", "per_cpu_s", "titan", "bybit-api", true, null, null),
                new("frames a processor second against the hand scanner (limit)", "per_cpu_s", "titan", "floor-scanner", true, 0.5, null),
                new("frames a processor second against the Utf8JsonReader floor", "per_cpu_s", "titan", "floor-reader", true, null, null),
                new("processor time a frame, 100 symbols ÷ 10", "ns_each", "titan-100", "titan", false, 1.15, null),
                new("processor time a frame, 500 symbols ÷ 10", "ns_each", "titan-500", "titan", false, 1.15, null),
                new("the same of the hand scanner (cache misses)", "ns_each", "floor-scanner-500", "floor-scanner", false, null, null),
                new("the same of ccxt", "ns_each", "ccxt-500", "ccxt", false, null, null),
                new("cold first second ÷ ccxt's", "cold_per_s", "titan", "ccxt", true, null, null),
            ])
        {
            Metrics = ["per_cpu_s", "per_s", "cold_per_s", "cpu_us_each", "alloc_b_each"],
        };
    }

    public static Goal Streams(GoalSetting setting)
    {
        Contestant Ours(string name, string peer, int symbols) =>
            Contestant.Net(name, "stream", peer, "--port", "{port}", "--frames", Count(StreamFrames), "--cold", Count(ColdFrames), "--symbols", Count(symbols)) with { Stub = Flood(symbols), CheckGroup = $"{Count(symbols)} symbols" };

        Contestant Peer(string name, int symbols) =>
            Contestant.Node(name, setting.Peers, "stream.mjs", "--peer", name, "--port", "{port}", "--frames", Count(StreamFrames), "--cold", Count(ColdFrames), "--instruments", setting.Files.Instruments(symbols))
                with
            { Stub = Flood(symbols), CheckGroup = $"{Count(symbols)} symbols" };

        string[] Flood(int symbols) => ["--scenario", "flood", "--data", setting.Files.Books(symbols, StreamFrames), "--symbols", Count(symbols)];

        return new Goal(
            "2", "Book frames through a WebSocket into the engine's queue",
            [
                Ours("titan", "titan", 10), Peer("ccxt", 10), Peer("bybit-api", 10), Peer("node-hand", 10), Ours("floor-scanner", "floor-scanner", 10),
                Ours("floor-reader", "floor-reader", 10), Ours("titan-loop", "titan-loop", 10), Ours("titan-100", "titan", 100),
            ],
            [
                new("CPU a frame ÷ ccxt's", "cpu_us_each", "titan", "ccxt", false, 0.40, 0.22),
                new("CPU a frame ÷ bybit-api's", "cpu_us_each", "titan", "bybit-api", false, null, null),
                new("CPU a frame ÷ hand-written Node's", "cpu_us_each", "titan", "node-hand", false, null, null),
                new("CPU a frame ÷ the hand-scanner floor's (limit)", "cpu_us_each", "titan", "floor-scanner", false, 1.3, null),
                new("with the engine's loop draining the queue, ÷ ccxt's", "cpu_us_each", "titan-loop", "ccxt", false, null, null),
                new("100 symbols ÷ 10", "cpu_us_each", "titan-100", "titan", false, 1.15, null),
                new("frames/s ÷ ccxt's", "per_s", "titan", "ccxt", true, null, null),
            ])
        {
            Metrics = ["cpu_us_each", "cold_cpu_us_each", "per_s", "alloc_b_each", "rss_mb"],
        };
    }

    public static Goal Trades(GoalSetting setting)
    {
        var data = setting.Files.Trades(10, Frames);
        return new Goal(
            "3", "Public trades to normalised events, in memory",
            [
                Contestant.Net("titan", "trades", "titan", "--data", data, "--seconds", setting.Seconds) with { CheckGroup = "trades" },
                Contestant.Node("ccxt", setting.Peers, "trades.mjs", "--peer", "ccxt", "--data", data, "--instruments", setting.Files.Instruments(10), "--seconds", setting.Seconds) with { CheckGroup = "trades" },
                Contestant.Node("bybit-api", setting.Peers, "trades.mjs", "--peer", "bybit-api", "--data", data, "--instruments", setting.Files.Instruments(10), "--seconds", setting.Seconds) with { CheckGroup = "trades" },
                Contestant.Net("floor-reader", "trades", "floor-reader", "--data", data, "--seconds", setting.Seconds) with { CheckGroup = "trades" },
            ],
            [
                new("trades a processor second against ccxt", "per_cpu_s", "titan", "ccxt", true, 10, 20),
                new("trades a processor second against bybit-api", "per_cpu_s", "titan", "bybit-api", true, 2, 4),
                new("trades a processor second against the Utf8JsonReader floor", "per_cpu_s", "titan", "floor-reader", true, 0.8, null),
            ])
        {
            Metrics = ["per_cpu_s", "per_s", "cold_per_s", "cpu_us_each", "alloc_b_each"],
        };
    }
}
