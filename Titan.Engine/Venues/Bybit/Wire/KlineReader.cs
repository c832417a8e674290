using System.Text.Json;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Wire;

/// <summary>Reads a kline frame; only bars with confirm = true are closed.</summary>
internal static class KlineReader
{
    /// <summary>Calls back once per candle of the frame; false when the frame is broken.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, Instrument instrument, TimeSpan interval, IVenueSink sink)
    {
        try
        {
            var reader = new Utf8JsonReader(frame);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isData = reader.ValueTextEquals("data"u8);
                reader.Read();
                if (!isData || reader.TokenType != JsonTokenType.StartArray)
                {
                    reader.Skip();
                    continue;
                }

                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                {
                    if (!ReadBar(ref reader, instrument, interval, out var bar))
                        return false;
                    sink.OnBar(in bar);
                }
            }

            return true;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or OverflowException)
        {
            // Bytes from outside: counted by the caller.
            return false;
        }
    }

    private static bool ReadBar(ref Utf8JsonReader reader, Instrument instrument, TimeSpan interval, out Bar bar)
    {
        decimal start = -1, open = 0, high = 0, low = 0, close = 0, volume = 0, turnover = 0;
        var closed = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("start"u8))
                start = Figure(ref reader);
            else if (reader.ValueTextEquals("open"u8))
                open = Figure(ref reader);
            else if (reader.ValueTextEquals("high"u8))
                high = Figure(ref reader);
            else if (reader.ValueTextEquals("low"u8))
                low = Figure(ref reader);
            else if (reader.ValueTextEquals("close"u8))
                close = Figure(ref reader);
            else if (reader.ValueTextEquals("volume"u8))
                volume = Figure(ref reader);
            else if (reader.ValueTextEquals("turnover"u8))
                turnover = Figure(ref reader);
            else if (reader.ValueTextEquals("confirm"u8))
            {
                reader.Read();
                closed = reader.TokenType == JsonTokenType.True;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        bar = default;
        if (start < 0 || open <= 0 || close <= 0 || high < low)
            return false;
        bar = new Bar(instrument, interval, VenueTime.FromMs((long)start), open, high, low, close, volume, turnover, closed);
        return true;
    }

    private static decimal Figure(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number && WireNumber.TryParse(reader.ValueSpan, out var value) ? value : 0m;
    }
}
