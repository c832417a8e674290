namespace Titan.Simulator.Market.Recorded;

/// <summary>A bar as it stands in a file; <paramref name="TakerBuys"/> is null where the file does not split the volume.</summary>
internal readonly record struct RecordedBar(
    long OpenTimeMs, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, decimal? Turnover, decimal? TakerBuys);

/// <summary>Reads <c>ts_ms,open,high,low,close,volume[,quote_volume|turnover,trades,taker_buy_volume]</c>, checking every row.</summary>
internal static class BarFile
{
    public static IEnumerable<RecordedBar> Read(string path)
    {
        using var table = new CsvTable(path, "ts_ms", "open", "high", "low", "close");
        var volume = table.Column("volume");
        var dollars = table.Column("volume_usd");
        if (volume < 0 && dollars < 0)
            throw table.Expected("a column volume (base) or volume_usd");
        var turnover = Math.Max(table.Column("quote_volume"), table.Column("turnover"));
        var takers = table.Column("taker_buy_volume");
        var last = long.MinValue;
        while (table.Read())
        {
            var bar = new RecordedBar(
                table.Time(table.Column("ts_ms")),
                table.Price(table.Column("open")),
                table.Price(table.Column("high")),
                table.Price(table.Column("low")),
                table.Price(table.Column("close")),
                volume >= 0 ? table.Size(volume) : 0,
                turnover >= 0 ? table.Size(turnover) : null,
                takers >= 0 ? table.Size(takers) : null);
            if (volume < 0)
                bar = bar with { Turnover = table.Size(dollars), Volume = table.Size(dollars) / bar.Close };
            if (bar.OpenTimeMs <= last)
                throw table.Expected("a time after the row before");
            if (bar.Low > Math.Min(bar.Open, bar.Close) || bar.High < Math.Max(bar.Open, bar.Close))
                throw table.Expected("low <= open, close <= high");
            last = bar.OpenTimeMs;
            yield return bar;
        }
    }
}
