namespace Titan.Simulator.Market.Recorded;

internal enum RecordingKind
{
    Bars,
    Trades,
    BinanceSession,
    BybitSession,
    CryptofeedBybitSession,
}

/// <summary>What a file's name says: <c>venue_market_SYMBOL_interval_...</c>, words joined by underscores.</summary>
/// <param name="Path">As it was given.</param>
/// <param name="Kind">How to read it.</param>
/// <param name="Symbol">The instrument; empty for sessions of several.</param>
/// <param name="Interval">Length of a bar; zero unless the file holds bars.</param>
internal sealed record RecordingName(string Path, RecordingKind Kind, string Symbol, TimeSpan Interval)
{
    private const string Known =
        "a name such as bybit_linear_BTCUSDT_5m_2025-04.csv.gz, lean_bybit_linear_BTCUSDT_1m_trade_20221213.csv.gz, "
        + "binance_spot_ETHUSDT_aggtrades_20201101.csv.gz, binance_usdm_BTCUSDT_raw_20240808.jsonl.gz, "
        + "bybit_linear_XRPUSDT_orderbook500_20241201.jsonl.gz or cryptofeed_bybit_usdt_perp_raw_20210417.jsonl.gz";

    public static RecordingName Parse(string path)
    {
        var file = System.IO.Path.GetFileName(path);
        var stem = Trim(Trim(Trim(file, ".gz"), ".csv"), ".jsonl");
        var words = stem.Split('_');
        if (words.Contains("quote"))
            throw new RecordingFormatException(path, 0, "a _trade_ file (its _quote_ twin is found beside it)");

        for (var i = 1; i < words.Length; i++)
        {
            if (LengthOf(words[i]) is { } length)
                return new(path, RecordingKind.Bars, words[i - 1], length);
            if (words[i] is "aggtrades" or "trades")
                return new(path, RecordingKind.Trades, words[i - 1], TimeSpan.Zero);
            if (words[i].StartsWith("orderbook", StringComparison.Ordinal) && words[0] == "bybit")
                return new(path, RecordingKind.BybitSession, words[i - 1], TimeSpan.Zero);
            if (words[i] is "raw" or "depth" && words[0] == "binance" && i > 2)
                return new(path, RecordingKind.BinanceSession, string.Join('_', words[2..i]), TimeSpan.Zero);
            if (words[i] == "raw" && words[0] == "cryptofeed" && words[1] == "bybit")
                return new(path, RecordingKind.CryptofeedBybitSession, "", TimeSpan.Zero);
        }

        throw new RecordingFormatException(path, 0, Known);
    }

    private static TimeSpan? LengthOf(string word) => word switch
    {
        "1s" => TimeSpan.FromSeconds(1),
        "1m" => TimeSpan.FromMinutes(1),
        "3m" => TimeSpan.FromMinutes(3),
        "5m" => TimeSpan.FromMinutes(5),
        "15m" => TimeSpan.FromMinutes(15),
        "1h" => TimeSpan.FromHours(1),
        _ => null,
    };

    private static string Trim(string name, string end) =>
        name.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? name[..^end.Length] : name;
}
