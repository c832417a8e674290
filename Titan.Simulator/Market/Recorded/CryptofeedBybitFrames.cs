using System.Text.Json;

namespace Titan.Simulator.Market.Recorded;

/// <summary>
/// The public protocol of Bybit before v5, as received: <c>orderBookL2_25.*</c> (snapshot; delete, update, insert) and <c>trade.*</c>.
/// Times are the recorder's, in seconds.
/// </summary>
internal static class CryptofeedBybitFrames
{
    public static void Decode(JsonElement row, List<SessionEvent> events)
    {
        if (row.GetProperty("dir").GetString() != "recv" || !row.TryGetProperty("msg", out var frame))
            return;
        if (!frame.TryGetProperty("topic", out var topic) || topic.GetString() is not { } name)
            return;
        var timeMs = (long)(row.GetProperty("t").GetDecimal() * 1000m);
        var data = frame.GetProperty("data");
        if (name.StartsWith("trade.", StringComparison.Ordinal))
            Trades(timeMs, data, events);
        else if (name.StartsWith("orderBookL2_25.", StringComparison.Ordinal))
            Book(timeMs, name["orderBookL2_25.".Length..], frame.GetProperty("type").GetString() == "snapshot", data, events);
    }

    private static void Book(long timeMs, string symbol, bool whole, JsonElement data, List<SessionEvent> events)
    {
        if (whole)
        {
            events.Add(new(timeMs, symbol, SessionEventKind.Clear, false, 0, 0));
            foreach (var level in data.GetProperty("order_book").EnumerateArray())
                events.Add(Level(timeMs, symbol, level, removed: false));
            return;
        }

        foreach (var level in data.GetProperty("delete").EnumerateArray())
            events.Add(Level(timeMs, symbol, level, removed: true));
        foreach (var level in data.GetProperty("update").EnumerateArray())
            events.Add(Level(timeMs, symbol, level, removed: false));
        foreach (var level in data.GetProperty("insert").EnumerateArray())
            events.Add(Level(timeMs, symbol, level, removed: false));
    }

    private static SessionEvent Level(long timeMs, string symbol, JsonElement level, bool removed) => new(
        timeMs,
        symbol,
        SessionEventKind.Level,
        level.GetProperty("side").GetString() == "Buy",
        SessionFile.Decimal(level.GetProperty("price")),
        removed ? 0 : SessionFile.Decimal(level.GetProperty("size")));

    private static void Trades(long timeMs, JsonElement data, List<SessionEvent> events)
    {
        foreach (var trade in data.EnumerateArray())
        {
            events.Add(new(
                timeMs,
                trade.GetProperty("symbol").GetString()!,
                SessionEventKind.Trade,
                trade.GetProperty("side").GetString() == "Buy",
                SessionFile.Decimal(trade.GetProperty("price")),
                SessionFile.Decimal(trade.GetProperty("size"))));
        }
    }
}
