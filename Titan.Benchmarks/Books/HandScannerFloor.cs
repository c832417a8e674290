using System.Text;
using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;

namespace Titan.Benchmarks.Books;

/// <summary>
/// The hard limit: a scanner that knows the order of fields and the number of decimals of these very files. It would read garbage from
/// any other, so it is a limit and no design.
/// </summary>
internal sealed unsafe class HandScannerFloor(IReadOnlyList<MarketInstrument> instruments) : IBookContestant
{
    private const int SymbolAt = 23;

    private readonly Dictionary<ulong, FloorBook> _books = instruments.ToDictionary(
        static instrument => Key(Encoding.UTF8.GetBytes(instrument.Symbol)), static instrument => new FloorBook(instrument.Index));

    public long Seen { get; private set; }

    public void Handle(ReadOnlySpan<byte> frame)
    {
        fixed (byte* start = frame)
        {
            var at = start + SymbolAt;
            while (*at != '"')
            {
                at++;
            }

            var book = _books[Key(frame[SymbolAt..(int)(at - start)])];
            var snapshot = at[10] == 's';
            if (snapshot)
            {
                book.Bids.Clear();
                book.Asks.Clear();
            }

            // Past the type and the thirteen digits of ts to the first level.
            at += snapshot ? 25 + 13 : 22 + 13;
            while (at[0] != 'b' || at[1] != '"')
            {
                at++;
            }

            at = Levels(at + 4, book.Bids);
            at = Levels(at + 7, book.Asks);
            at += 6;
            var update = 0L;
            for (; *at != ','; at++)
            {
                update = (update * 10) + *at - '0';
            }

            if (!snapshot && update != book.Update + 1)
            {
                throw new InvalidDataException("gap");
            }

            book.Update = update;
            Seen += book.Bids.Best + book.Asks.Best;
        }
    }

    public void Check(BookCheck check)
    {
        foreach (var book in _books.Values)
        {
            book.AddTo(check);
        }
    }

    // Starts behind '[' and ends on the closing ']'.
    private static byte* Levels(byte* at, LevelArray side)
    {
        while (*at != ']')
        {
            at += *at == ',' ? 3 : 2;
            var ticks = 0L;
            for (; *at != '"'; at++)
            {
                if (*at != '.')
                {
                    ticks = (ticks * 10) + *at - '0';
                }
            }

            at += 3;
            var lots = 0L;
            for (; *at != '"'; at++)
            {
                if (*at != '.')
                {
                    lots = (lots * 10) + *at - '0';
                }
            }

            at += 2;
            side.Set(ticks, lots);
        }

        return at;
    }

    private static ulong Key(ReadOnlySpan<byte> symbol)
    {
        var key = 0UL;
        foreach (var letter in symbol)
        {
            key = unchecked((key * 31) + letter);
        }

        return key;
    }
}
