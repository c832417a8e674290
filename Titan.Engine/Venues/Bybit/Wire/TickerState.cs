using System.Text.Json;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Wire;

/// <summary>
/// Last known slow figures of one instrument. The first frame brings all fields, later ones only what changed: a missing field
/// keeps its value (spec venues/bybit-v5.md 7.2). One writer: the socket's loop.
/// </summary>
internal sealed class TickerState(Instrument instrument)
{
    private decimal _mark;
    private decimal _index;
    private decimal _last;
    private decimal _funding;
    private decimal _openInterest;
    private decimal _turnover;
    private long _nextFundingMs;
    private long _sentMs;

    /// <summary>Without a mark price there is nothing to publish yet.</summary>
    public bool IsKnown => _mark > 0;

    /// <summary>Merges a tickers frame; false when it is broken.</summary>
    public bool TryMerge(ReadOnlySpan<byte> frame)
    {
        try
        {
            var reader = new Utf8JsonReader(frame);
            reader.Read();
            var seen = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("ts"u8))
                    Take(ref reader, ref _sentMs);
                else if (reader.ValueTextEquals("data"u8))
                    seen = MergeData(ref reader);
                else
                    Skip(ref reader);
            }

            return seen;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or OverflowException)
        {
            // Bytes from outside: counted by the caller.
            return false;
        }
    }

    public Ticker At(DateTimeOffset receivedAt) => new(
        instrument, _mark, _index, _last, _funding, _nextFundingMs > 0 ? VenueTime.FromMs(_nextFundingMs) : null, _openInterest, _turnover,
        VenueTime.FromMs(_sentMs), receivedAt);

    private bool MergeData(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("markPrice"u8))
                Take(ref reader, ref _mark);
            else if (reader.ValueTextEquals("indexPrice"u8))
                Take(ref reader, ref _index);
            else if (reader.ValueTextEquals("lastPrice"u8))
                Take(ref reader, ref _last);
            else if (reader.ValueTextEquals("fundingRate"u8))
                Take(ref reader, ref _funding);
            else if (reader.ValueTextEquals("openInterest"u8))
                Take(ref reader, ref _openInterest);
            else if (reader.ValueTextEquals("turnover24h"u8))
                Take(ref reader, ref _turnover);
            else if (reader.ValueTextEquals("nextFundingTime"u8))
                Take(ref reader, ref _nextFundingMs);
            else
                Skip(ref reader);
        }

        return true;
    }

    private static void Take(ref Utf8JsonReader reader, ref decimal figure)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number && WireNumber.TryParse(reader.ValueSpan, out var value))
            figure = value;
        else
            reader.Skip();
    }

    private static void Take(ref Utf8JsonReader reader, ref long figure)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number && WireNumber.TryParse(reader.ValueSpan, out var value))
            figure = (long)value;
        else
            reader.Skip();
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
