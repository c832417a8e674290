using System.Buffers.Text;
using System.Text.Json;
using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>The slow and complete reading of a public trade frame; the judge of what a frame means.</summary>
internal static class TradeFrameReader
{
    /// <summary>False when the frame is not a trade frame or is broken. A symbol that is not ours gives slot -1 and true.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, SymbolTable symbols, TradeFrame into)
    {
        into.Clear();
        try
        {
            Span<byte> topic = stackalloc byte[96];
            var length = TopicReader.CopyTopic(frame, topic);
            if (length <= 0 || !topic[..length].StartsWith("publicTrade."u8))
                return false;
            into.Slot = symbols.Find(topic["publicTrade.".Length..length]);
            return into.Slot < 0 || ReadFields(frame, symbols, into);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            // Bytes from outside: a broken frame is an answer, not an accident.
            return false;
        }
    }

    private static bool ReadFields(ReadOnlySpan<byte> frame, SymbolTable symbols, TradeFrame into)
    {
        var reader = new Utf8JsonReader(frame);
        reader.Read();
        var seen = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isData = reader.ValueTextEquals("data"u8);
            reader.Read();
            if (!isData)
            {
                reader.Skip();
                continue;
            }

            if (seen || reader.TokenType != JsonTokenType.StartArray)
                return false;
            seen = true;
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                if (!ReadRow(ref reader, symbols, into))
                    return false;
            }
        }

        return seen && !reader.Read();
    }

    private static bool ReadRow(ref Utf8JsonReader reader, SymbolTable symbols, TradeFrame into)
    {
        decimal? price = null, size = null;
        long? time = null;
        Side? side = null;
        var mark = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("p"u8))
                price = Unsigned(ref reader);
            else if (reader.ValueTextEquals("v"u8))
                size = Unsigned(ref reader);
            else if (reader.ValueTextEquals("T"u8))
                time = Integer(ref reader);
            else if (reader.ValueTextEquals("S"u8))
                side = Direction(ref reader);
            else if (reader.ValueTextEquals("i"u8))
                mark = Mark(ref reader);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (price is null || size is null || time is null || side is null)
            return false;
        var ticks = symbols.Prices[into.Slot].FromDecimal(price.Value, out _);
        var lots = symbols.Quantities[into.Slot].FromDecimal(size.Value, out _);
        return into.Add(new TradeRow(ticks, lots, side.Value, time.Value, mark));
    }

    private static Side? Direction(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.ValueTextEquals("Buy"u8))
            return Side.Buy;
        return reader.ValueTextEquals("Sell"u8) ? Side.Sell : null;
    }

    private static ulong Mark(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? TradeMarks.Of(reader.ValueSpan) : 0;
    }

    private static decimal Unsigned(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number) || !WireNumber.TryParse(reader.ValueSpan, out var value) || value < 0)
            throw new FormatException("not an unsigned decimal");
        return value;
    }

    private static long Integer(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number)
            || !Utf8Parser.TryParse(reader.ValueSpan, out long value, out var used) || used != reader.ValueSpan.Length)
            throw new FormatException("not an integer");
        return value;
    }
}
