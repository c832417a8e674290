using System.Text;
using System.Text.Json;
using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Books;

/// <summary>The least one writes with the framework's own reader: names compared, digits counted into ticks, arrays for books.</summary>
internal sealed class JsonReaderFloor(IReadOnlyList<MarketInstrument> instruments) : IBookContestant
{
    private readonly Dictionary<string, FloorBook>.AlternateLookup<ReadOnlySpan<char>> _books = instruments
        .ToDictionary(static instrument => instrument.Symbol, static instrument => new FloorBook(instrument.Index), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public long Seen { get; private set; }

    public void Handle(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        reader.Read();
        var snapshot = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                snapshot = reader.ValueTextEquals("snapshot"u8);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                Data(ref reader, snapshot);
            }
            else
            {
                reader.Read();
            }
        }
    }

    public void Check(BookCheck check)
    {
        foreach (var book in _books.Dictionary.Values)
        {
            book.AddTo(check);
        }
    }

    private void Data(ref Utf8JsonReader reader, bool snapshot)
    {
        Span<char> symbol = stackalloc char[32];
        FloorBook? book = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("s"u8))
            {
                reader.Read();
                book = _books[symbol[..Encoding.UTF8.GetChars(reader.ValueSpan, symbol)]];
                if (snapshot)
                {
                    book.Bids.Clear();
                    book.Asks.Clear();
                }
            }
            else if (reader.ValueTextEquals("b"u8))
            {
                Levels(ref reader, book!.Bids);
            }
            else if (reader.ValueTextEquals("a"u8))
            {
                Levels(ref reader, book!.Asks);
            }
            else if (reader.ValueTextEquals("u"u8))
            {
                reader.Read();
                var update = reader.GetInt64();
                if (!snapshot && update != book!.Update + 1)
                {
                    throw new InvalidDataException("gap");
                }

                book!.Update = update;
            }
            else
            {
                reader.Read();
            }
        }

        Seen += book!.Bids.Best + book.Asks.Best;
    }

    private static void Levels(ref Utf8JsonReader reader, LevelArray side)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var ticks = Steps(reader.ValueSpan);
            reader.Read();
            side.Set(ticks, Steps(reader.ValueSpan));
            reader.Read();
        }
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
