using System.Text.Json;
using Titan.Simulator.Market;
using Titan.Simulator.Streams;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Binance.Wire;

/// <summary>The payloads of the streams, as the venue spells them; without the wrapper of the combined streams.</summary>
internal sealed class SpotJson : IDisposable
{
    private readonly FrameWriter _frames = new();

    public byte[] Aggregate(SpotInstrument instrument, in SpotAggregate trade, long timeMs) => _frames.Frame((instrument, trade, timeMs), static (writer, s) =>
    {
        var (instrument, trade, timeMs) = s;
        writer.WriteString("e", "aggTrade");
        writer.WriteNumber("E", timeMs);
        writer.WriteString("s", instrument.Symbol);
        writer.WriteNumber("a", trade.Id);
        writer.Price("p", trade.Price, 8);
        writer.Price("q", trade.Size, 8);
        writer.WriteNumber("f", trade.First);
        writer.WriteNumber("l", trade.Last);
        writer.WriteNumber("T", trade.TimeMs);
        writer.WriteBoolean("m", trade.BuyerIsMaker);
        writer.WriteBoolean("M", true);
    });

    public byte[] Print(SpotInstrument instrument, in SpotPrint print, long timeMs) => _frames.Frame((instrument, print, timeMs), static (writer, s) =>
    {
        var (instrument, print, timeMs) = s;
        writer.WriteString("e", "trade");
        writer.WriteNumber("E", timeMs);
        writer.WriteString("s", instrument.Symbol);
        writer.WriteNumber("t", print.Id);
        writer.Price("p", print.Price, 8);
        writer.Price("q", print.Size, 8);
        writer.WriteNumber("T", print.TimeMs);
        writer.WriteBoolean("m", print.BuyerIsMaker);
        writer.WriteBoolean("M", true);
    });

    public byte[] Best(SpotInstrument instrument) => _frames.Frame(instrument, static (writer, instrument) =>
    {
        var book = instrument.Book;
        writer.WriteNumber("u", book.LastUpdate);
        writer.WriteString("s", instrument.Symbol);
        writer.Price("b", book.Bids[0].Price, 8);
        writer.Price("B", book.Bids[0].Size, 8);
        writer.Price("a", book.Asks[0].Price, 8);
        writer.Price("A", book.Asks[0].Size, 8);
    });

    public byte[] Depth(SpotInstrument instrument, long first, long last, IReadOnlyDictionary<decimal, decimal> bids, IReadOnlyDictionary<decimal, decimal> asks, long timeMs) =>
        _frames.Frame((instrument, first, last, bids, asks, timeMs), static (writer, s) =>
        {
            writer.WriteString("e", "depthUpdate");
            writer.WriteNumber("E", s.timeMs);
            writer.WriteString("s", s.instrument.Symbol);
            writer.WriteNumber("U", s.first);
            writer.WriteNumber("u", s.last);
            Levels(writer, "b", s.bids.OrderByDescending(static level => level.Key).Select(static level => new OutsideLevel(level.Key, level.Value)));
            Levels(writer, "a", s.asks.OrderBy(static level => level.Key).Select(static level => new OutsideLevel(level.Key, level.Value)));
        });

    public byte[] Shutdown(long timeMs) => _frames.Frame(timeMs, static (writer, timeMs) =>
    {
        writer.WriteString("e", "serverShutdown");
        writer.WriteNumber("E", timeMs);
    });

    /// <summary>A payload in the wrapper of the combined streams.</summary>
    public byte[] Wrapped(string stream, byte[] payload) => _frames.Frame((stream, payload), static (writer, s) =>
    {
        writer.WriteString("stream", s.stream);
        writer.WritePropertyName("data");
        writer.WriteRawValue(s.payload, skipInputValidation: true);
    });

    public static void Levels(Utf8JsonWriter writer, string name, IEnumerable<OutsideLevel> levels)
    {
        writer.WriteStartArray(name);
        foreach (var level in levels)
        {
            writer.WriteStartArray();
            writer.FixedValue(level.Price, 8);
            writer.FixedValue(level.Size, 8);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    public void Dispose() => _frames.Dispose();
}
