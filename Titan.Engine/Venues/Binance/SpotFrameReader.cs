using System.Buffers.Text;
using System.Text.Json;

namespace Titan.Engine.Venues.Binance;

/// <summary>
/// Reads a frame of the streams, wrapped ({"stream","data"}) or bare, without allocating for market data. Unknown fields and events are
/// passed over; what is broken is an answer, not an accident (spec venues/binance-spot.md, payloads).
/// </summary>
internal static class SpotFrameReader
{
    private const int Deepest = 8;

    /// <summary>False when the frame is not readable or lacks what its kind needs.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, SpotPairs pairs, SpotFrame into)
    {
        into.Clear();
        try
        {
            var reader = new Utf8JsonReader(frame, new JsonReaderOptions { MaxDepth = Deepest });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            var fields = new Fields();
            Object(ref reader, pairs, into, ref fields, top: true);
            return !reader.Read() && Judge(into, fields);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            // Bytes from outside: a broken frame is an answer, not an accident.
            return false;
        }
    }

    private static bool Judge(SpotFrame frame, in Fields fields)
    {
        switch (fields.Event)
        {
            case EventName.AggregateTrade:
                frame.Kind = SpotFrameKind.AggregateTrade;
                return fields.Has(Field.Symbol | Field.Price | Field.Quantity | Field.TradeId | Field.TradeTime | Field.Maker);
            case EventName.Depth:
                frame.Kind = SpotFrameKind.Depth;
                return fields.Has(Field.Symbol | Field.FirstUpdate | Field.LastUpdate | Field.Bids | Field.Asks) && frame.FirstUpdate <= frame.LastUpdate;
            case EventName.Shutdown:
                frame.Kind = SpotFrameKind.Shutdown;
                return true;
            case EventName.Unknown:
                return true;
        }

        if (fields.Has(Field.Reply))
        {
            frame.Kind = SpotFrameKind.Reply;
            return true;
        }

        // A book ticker names no event: it is known by its fields.
        if (!fields.Has(Field.LastUpdate | Field.Symbol | Field.BestBid | Field.BestAsk | Field.BidSize | Field.AskSize))
            return false;
        frame.Kind = SpotFrameKind.BookTicker;
        return true;
    }

    // On return the reader stands on the object's end.
    private static void Object(ref Utf8JsonReader reader, SpotPairs pairs, SpotFrame into, ref Fields fields, bool top)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (top && reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                    Object(ref reader, pairs, into, ref fields, top: false);
                else
                    reader.Skip();
            }
            else if (reader.ValueSpan.Length == 1 && !reader.ValueIsEscaped)
            {
                Letter(ref reader, reader.ValueSpan[0], pairs, into, ref fields);
            }
            else if (top)
            {
                Control(ref reader, into, ref fields);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void Letter(ref Utf8JsonReader reader, byte name, SpotPairs pairs, SpotFrame into, ref Fields fields)
    {
        reader.Read();
        switch (name)
        {
            case (byte)'e': fields.Event = EventOf(ref reader); break;
            case (byte)'s' when reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped:
                into.Slot = pairs.Find(reader.ValueSpan);
                fields.See(Field.Symbol);
                break;
            case (byte)'p' when IsNumber(ref reader, out var price): into.Price = price; fields.See(Field.Price); break;
            case (byte)'q' when IsNumber(ref reader, out var quantity): into.Quantity = quantity; fields.See(Field.Quantity); break;
            case (byte)'f' when IsWhole(ref reader, out var first): into.FirstTrade = first; break;
            case (byte)'l' when IsWhole(ref reader, out var last): into.LastTrade = last; break;
            case (byte)'T' when IsWhole(ref reader, out var time): into.TradeMs = time; fields.See(Field.TradeTime); break;
            case (byte)'m' when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                into.BuyerIsMaker = reader.TokenType == JsonTokenType.True;
                fields.See(Field.Maker);
                break;
            case (byte)'U' when IsWhole(ref reader, out var from): into.FirstUpdate = from; fields.See(Field.FirstUpdate); break;
            case (byte)'u' when IsWhole(ref reader, out var to): into.LastUpdate = to; fields.See(Field.LastUpdate); break;
            case (byte)'B' when IsNumber(ref reader, out var size): into.BestBid = into.BestBid with { Quantity = size }; fields.See(Field.BidSize); break;
            case (byte)'A' when IsNumber(ref reader, out var size): into.BestAsk = into.BestAsk with { Quantity = size }; fields.See(Field.AskSize); break;
            case (byte)'b': Buying(ref reader, into, ref fields); break;
            case (byte)'a': Selling(ref reader, into, ref fields); break;
            default: reader.Skip(); break;
        }
    }

    // "b" is a best price in one event, levels in another, an order's number in a third.
    private static void Buying(ref Utf8JsonReader reader, SpotFrame into, ref Fields fields)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            Levels(ref reader, into.Bids);
            fields.See(Field.Bids);
        }
        else if (reader.TokenType == JsonTokenType.String && IsNumber(ref reader, out var price))
        {
            into.BestBid = into.BestBid with { Price = price };
            fields.See(Field.BestBid);
        }
        else
        {
            reader.Skip();
        }
    }

    private static void Selling(ref Utf8JsonReader reader, SpotFrame into, ref Fields fields)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            Levels(ref reader, into.Asks);
            fields.See(Field.Asks);
        }
        else if (reader.TokenType == JsonTokenType.String && IsNumber(ref reader, out var price))
        {
            into.BestAsk = into.BestAsk with { Price = price };
            fields.See(Field.BestAsk);
        }
        else if (reader.TokenType == JsonTokenType.Number && IsWhole(ref reader, out var id))
        {
            into.TradeId = id;
            fields.See(Field.TradeId);
        }
        else
        {
            reader.Skip();
        }
    }

    /// <summary>[["price","quantity"], …]; the reader stands on the opening bracket and ends on the closing one.</summary>
    /// <exception cref="FormatException">Something else stands there.</exception>
    internal static void Levels(ref Utf8JsonReader reader, List<SpotLevel> into)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            if (!reader.Read() || !IsNumber(ref reader, out var price) || !reader.Read() || !IsNumber(ref reader, out var quantity) || price <= 0 || quantity < 0)
                throw new FormatException("a level is a price and a quantity");
            into.Add(new SpotLevel(price, quantity));
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                reader.Skip();
        }

        if (reader.TokenType != JsonTokenType.EndArray)
            throw new FormatException("levels are pairs");
    }

    private static void Control(ref Utf8JsonReader reader, SpotFrame into, ref Fields fields)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            into.ReplyId = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString() ?? "",
                JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.ValueSpan),
                _ => "",
            };
            fields.See(Field.Reply);
        }
        else if (reader.ValueTextEquals("result"u8))
        {
            reader.Read();
            reader.Skip();
            fields.See(Field.Reply);
        }
        else if (reader.ValueTextEquals("msg"u8))
        {
            reader.Read();
            into.ReplyError = reader.TokenType == JsonTokenType.String ? reader.GetString() : "refused";
            fields.See(Field.Reply);
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                Object(ref reader, Nobody, into, ref fields, top: true);
            else
                reader.Skip();
            into.ReplyError ??= "refused";
            fields.See(Field.Reply);
        }
        else
        {
            reader.Skip();
        }
    }

    private static readonly SpotPairs Nobody = new([]);

    private static EventName EventOf(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? EventName.Unknown
        : reader.ValueTextEquals("aggTrade"u8) ? EventName.AggregateTrade
        : reader.ValueTextEquals("depthUpdate"u8) ? EventName.Depth
        : reader.ValueTextEquals("serverShutdown"u8) ? EventName.Shutdown
        : EventName.Unknown;

    private static bool IsNumber(ref Utf8JsonReader reader, out decimal value)
    {
        value = 0m;
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number && WireNumber.TryParse(reader.ValueSpan, out value);
    }

    private static bool IsWhole(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number
            && Utf8Parser.TryParse(reader.ValueSpan, out value, out var used) && used == reader.ValueSpan.Length;
    }

    private enum EventName
    {
        None,
        AggregateTrade,
        Depth,
        Shutdown,
        Unknown,
    }

    [Flags]
    private enum Field
    {
        Symbol = 1,
        Price = 2,
        Quantity = 4,
        TradeId = 8,
        TradeTime = 16,
        Maker = 32,
        FirstUpdate = 64,
        LastUpdate = 128,
        BestBid = 256,
        BestAsk = 512,
        BidSize = 1_024,
        AskSize = 2_048,
        Bids = 4_096,
        Asks = 8_192,
        Reply = 16_384,
    }

    private struct Fields
    {
        private Field _seen;

        public EventName Event;

        public void See(Field field) => _seen |= field;

        public readonly bool Has(Field all) => (_seen & all) == all;
    }
}
