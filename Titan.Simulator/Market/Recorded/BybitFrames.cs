using System.Text.Json;

namespace Titan.Simulator.Market.Recorded;

/// <summary>Bybit v5: <c>orderbook.*</c> snapshots and deltas, <c>publicTrade.*</c>.</summary>
internal static class BybitFrames
{
    public static void Decode(JsonElement frame, List<SessionEvent> events)
    {
        if (!frame.TryGetProperty("topic", out var topic) || topic.GetString() is not { } name)
            return;
        var timeMs = frame.GetProperty("ts").GetInt64();
        var data = frame.GetProperty("data");
        if (name.StartsWith("orderbook.", StringComparison.Ordinal))
            Book(timeMs, data, frame.GetProperty("type").GetString() == "snapshot", events);
        else if (name.StartsWith("publicTrade.", StringComparison.Ordinal))
            Trades(timeMs, data, events);
    }

    private static void Book(long timeMs, JsonElement data, bool whole, List<SessionEvent> events)
    {
        var symbol = data.GetProperty("s").GetString()!;
        if (whole || data.GetProperty("u").GetInt64() == 1)
            events.Add(new(timeMs, symbol, SessionEventKind.Clear, false, 0, 0));
        SessionFile.Levels(events, timeMs, symbol, bids: true, data.GetProperty("b"));
        SessionFile.Levels(events, timeMs, symbol, bids: false, data.GetProperty("a"));
    }

    private static void Trades(long timeMs, JsonElement data, List<SessionEvent> events)
    {
        foreach (var trade in data.EnumerateArray())
        {
            events.Add(new(
                timeMs,
                trade.GetProperty("s").GetString()!,
                SessionEventKind.Trade,
                trade.GetProperty("S").GetString() == "Buy",
                SessionFile.Decimal(trade.GetProperty("p")),
                SessionFile.Decimal(trade.GetProperty("v"))));
        }
    }
}
