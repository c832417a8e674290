using System.Text;
using System.Text.Json;
using Titan.Benchmarks.Data;
using Titan.Engine.Model;

namespace Titan.Benchmarks.Trades;

/// <summary>The least with the framework's reader: ticks, lots, side and time of every print, nothing kept.</summary>
internal sealed class TradeReaderFloor(IReadOnlyList<MarketInstrument> instruments)
{
    private readonly Dictionary<string, Instrument>.AlternateLookup<ReadOnlySpan<char>> _instruments = instruments
        .ToDictionary(static instrument => instrument.Symbol, static instrument => instrument.ToInstrument(), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The last trade read; here so that nothing is optimised away.</summary>
    public Trade Last { get; private set; }

    /// <returns>Number of prints in the frame.</returns>
    public int Read(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        reader.Read();
        var trades = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var data = reader.ValueTextEquals("data"u8);
            reader.Read();
            while (data && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                Last = Row(ref reader);
                trades++;
            }
        }

        return trades;
    }

    private Trade Row(ref Utf8JsonReader reader)
    {
        Span<char> symbol = stackalloc char[32];
        long ticks = 0, lots = 0, time = 0;
        var side = Side.Buy;
        Instrument? instrument = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan.Length == 1 ? reader.ValueSpan[0] : (byte)0;
            reader.Read();
            switch (name)
            {
                case (byte)'p': ticks = Steps(reader.ValueSpan); break;
                case (byte)'v': lots = Steps(reader.ValueSpan); break;
                case (byte)'T': time = reader.GetInt64(); break;
                case (byte)'S': side = reader.ValueTextEquals("Buy"u8) ? Side.Buy : Side.Sell; break;
                case (byte)'s':
                    instrument = _instruments[symbol[..Encoding.UTF8.GetChars(reader.ValueSpan, symbol)]];
                    break;
                default: break;
            }
        }

        return new Trade(instrument!, ticks, lots, side, DateTimeOffset.FromUnixTimeMilliseconds(time), default);
    }

    private static long Steps(ReadOnlySpan<byte> text)
    {
        var steps = 0L;
        foreach (var letter in text)
        {
            if (letter != '.')
            {
                steps = (steps * 10) + letter - '0';
            }
        }

        return steps;
    }
}
