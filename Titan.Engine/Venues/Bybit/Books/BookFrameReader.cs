using System.Buffers.Text;
using System.Text.Json;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>
/// The slow and complete reading of an order book frame with Utf8JsonReader: fields in any order, blanks, escapes, unknown fields.
/// It is the judge of what a frame means; the scanner only may be faster.
/// </summary>
internal static class BookFrameReader
{
    /// <summary>False when the frame is not a book frame or is broken. A symbol that is not ours gives slot -1 and true.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, SymbolTable symbols, BookFrame into)
    {
        into.Clear();
        try
        {
            Span<byte> topic = stackalloc byte[96];
            var length = TopicReader.CopyTopic(frame, topic);
            if (length <= 0)
                return false;
            topic = topic[..length];
            if (!topic.StartsWith("orderbook."u8))
                return false;
            var name = topic["orderbook.".Length..];
            var dot = name.IndexOf((byte)'.');
            if (dot < 0)
                return false;
            name = name[(dot + 1)..];
            into.Slot = symbols.Find(name);
            return into.Slot < 0 || ReadFields(frame, symbols, name, into);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or OverflowException or InvalidOperationException)
        {
            // Bytes from outside: a broken frame is an answer, not an accident.
            return false;
        }
    }

    private static bool ReadFields(ReadOnlySpan<byte> frame, SymbolTable symbols, ReadOnlySpan<byte> name, BookFrame into)
    {
        var reader = new Utf8JsonReader(frame);
        reader.Read();
        var hasData = false;
        var typed = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("ts"u8))
                into.SentMs = Integer(ref reader);
            else if (reader.ValueTextEquals("cts"u8))
                into.MadeMs = Integer(ref reader);
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                into.IsSnapshot = reader.ValueTextEquals("snapshot"u8);
                if (!into.IsSnapshot && !reader.ValueTextEquals("delta"u8))
                    return false;
                typed = true;
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                hasData = ReadData(ref reader, symbols, name, into);
                if (!hasData)
                    return false;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (into.MadeMs == 0)
            into.MadeMs = into.SentMs;
        return hasData && typed && !reader.Read();
    }

    private static bool ReadData(ref Utf8JsonReader reader, SymbolTable symbols, ReadOnlySpan<byte> name, BookFrame into)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        var hasUpdate = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("b"u8) || reader.ValueTextEquals("a"u8))
            {
                if (!ReadLevels(ref reader, reader.ValueTextEquals("b"u8), symbols, into))
                    return false;
            }
            else if (reader.ValueTextEquals("u"u8))
            {
                into.UpdateId = Integer(ref reader);
                hasUpdate = true;
            }
            else if (reader.ValueTextEquals("seq"u8))
            {
                into.Sequence = Integer(ref reader);
            }
            else if (reader.ValueTextEquals("s"u8))
            {
                reader.Read();
                if (!reader.ValueTextEquals(name))
                    return false;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return hasUpdate;
    }

    private static bool ReadLevels(ref Utf8JsonReader reader, bool bids, SymbolTable symbols, BookFrame into)
    {
        if (bids)
            into.BidCount = 0;
        else
            into.AskCount = 0;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var ticks = symbols.Prices[into.Slot].FromDecimal(Unsigned(ref reader), out var onGrid);
            reader.Read();
            var lots = symbols.Quantities[into.Slot].FromDecimal(Unsigned(ref reader), out var whole);
            into.OffGrid |= !onGrid;
            if (!into.AddLevel(bids, ticks, lots == 0 && !whole ? 1 : lots))
                return false;
            if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
                return false;
        }

        return reader.TokenType == JsonTokenType.EndArray;
    }

    private static decimal Unsigned(ref Utf8JsonReader reader)
    {
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
