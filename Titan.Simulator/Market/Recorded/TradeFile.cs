namespace Titan.Simulator.Market.Recorded;

/// <summary>A trade as it stands in a file.</summary>
internal readonly record struct RecordedTrade(long TimeMs, decimal Price, decimal Size, bool TakerBuys);

/// <summary>
/// Reads <c>ts_ms,event_ms,agg_id,price,qty,first_id,last_id,buyer_is_maker</c> or
/// <c>ts_ms,trade_id,type,side,price,amount,cost</c>, checking every row.
/// </summary>
internal static class TradeFile
{
    public static IEnumerable<RecordedTrade> Read(string path)
    {
        using var table = new CsvTable(path, "ts_ms", "price");
        var (time, price) = (table.Column("ts_ms"), table.Column("price"));
        var size = Math.Max(table.Column("qty"), table.Column("amount"));
        var maker = table.Column("buyer_is_maker");
        var side = table.Column("side");
        if (size < 0 || (maker < 0 && side < 0))
            throw table.Expected("columns qty and buyer_is_maker, or amount and side");
        var last = long.MinValue;
        while (table.Read())
        {
            var trade = new RecordedTrade(
                table.Time(time), table.Price(price), table.Size(size), maker >= 0 ? IsTakerBuy(table, maker) : IsBuy(table, side));
            if (trade.TimeMs < last)
                throw table.Expected("a time not before the row before");
            last = trade.TimeMs;
            if (trade.Size > 0)
                yield return trade;
        }
    }

    private static bool IsTakerBuy(CsvTable table, int column) => table.Text(column) switch
    {
        "0" or "false" or "False" => true,
        "1" or "true" or "True" => false,
        _ => throw table.Expected("0 or 1 in column buyer_is_maker"),
    };

    private static bool IsBuy(CsvTable table, int column) => table.Text(column) switch
    {
        "buy" or "Buy" => true,
        "sell" or "Sell" => false,
        _ => throw table.Expected("buy or sell in column side"),
    };
}
