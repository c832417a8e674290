namespace Titan.Simulator.Market.Recorded;

/// <summary>The spread minute by minute out of a quote file (<c>ts_ms,...,bid_close,...,ask_close,...</c>); a missing minute keeps the last.</summary>
internal sealed class QuoteFile
{
    private readonly List<(long TimeMs, decimal Spread)> _rows = [];

    private QuoteFile(string path)
    {
        using var table = new CsvTable(path, "ts_ms", "bid_close", "ask_close");
        var (time, bid, ask) = (table.Column("ts_ms"), table.Column("bid_close"), table.Column("ask_close"));
        while (table.Read())
            _rows.Add((table.Time(time), table.Price(ask) - table.Price(bid)));
    }

    /// <summary>The named file, or the twin of a <c>_trade_</c> file when it exists, or null.</summary>
    public static QuoteFile? For(RecordingName name, RecordedMarketOptions options)
    {
        if (options.QuoteFile is { } named)
            return new QuoteFile(named);
        var folder = Path.GetDirectoryName(name.Path) ?? "";
        var file = Path.GetFileName(name.Path);
        var twin = Path.Combine(folder, file.Replace("_trade_", "_quote_", StringComparison.Ordinal));
        return twin != name.Path && File.Exists(twin) ? new QuoteFile(twin) : null;
    }

    /// <summary>The spread last known at a time; null before the first quote, or when the quote was locked or crossed.</summary>
    public decimal? SpreadAt(long timeMs)
    {
        var index = _rows.BinarySearch((timeMs, decimal.MaxValue));
        var row = index >= 0 ? index : ~index - 1;
        return row >= 0 && _rows[row].Spread > 0 ? _rows[row].Spread : null;
    }
}
