using System.Globalization;
using System.Text.Json;

namespace Titan.Simulator.Market.Recorded;

/// <summary>
/// Reads raw sessions, one JSON object a line: Binance frames (<c>{"recv_ns","msg"}</c> or <c>{"type","msg"}</c>), Bybit v5
/// order-book and trade frames, and the old Bybit protocol as cryptofeed kept it (<c>{"dir","t","msg"}</c>).
/// Frames of other streams are passed over.
/// </summary>
internal static class SessionFile
{
    public static IEnumerable<SessionEvent> Read(RecordingName name)
    {
        using var lines = new RecordingLines(name.Path);
        var binance = new BinanceFrames(name.Symbol);
        var events = new List<SessionEvent>();
        while (lines.Next() is { } line)
        {
            events.Clear();
            Decode(name, line, lines, binance, events);
            foreach (var happened in events)
                yield return happened;
        }
    }

    private static void Decode(RecordingName name, string line, RecordingLines lines, BinanceFrames binance, List<SessionEvent> events)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            switch (name.Kind)
            {
                case RecordingKind.BinanceSession:
                    binance.Decode(document.RootElement, events);
                    break;
                case RecordingKind.BybitSession:
                    BybitFrames.Decode(document.RootElement, events);
                    break;
                default:
                    CryptofeedBybitFrames.Decode(document.RootElement, events);
                    break;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw lines.Expected($"a frame of a {name.Kind} ({unreadable.Message.TrimEnd('.')})", unreadable);
        }
    }

    /// <summary>A decimal that venues write as a string or as a number.</summary>
    internal static decimal Decimal(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? decimal.Parse(value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : value.GetDecimal();

    /// <summary>Adds the levels of an array of <c>[price, size]</c>.</summary>
    internal static void Levels(List<SessionEvent> events, long timeMs, string symbol, bool bids, JsonElement levels)
    {
        foreach (var level in levels.EnumerateArray())
            events.Add(new(timeMs, symbol, SessionEventKind.Level, bids, Decimal(level[0]), Decimal(level[1])));
    }
}
