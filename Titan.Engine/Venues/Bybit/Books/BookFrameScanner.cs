using System.Runtime.CompilerServices;

namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>
/// Reads the compact order book frames that the venue really sends, byte by byte and without allocating. Anything unusual
/// (escapes, blanks, nested unknown fields, signs, exponents) makes it step back: it answers false and <see cref="BookFrameReader"/>
/// decides. A property test holds the two equal.
/// </summary>
internal static unsafe class BookFrameScanner
{
    private static ReadOnlySpan<byte> Opening => "{\"topic\":\"orderbook."u8;

    /// <summary>True when the frame starts like a book frame.</summary>
    public static bool LooksLikeBook(ReadOnlySpan<byte> frame) => frame.StartsWith(Opening);

    public static bool TryScan(ReadOnlySpan<byte> frame, SymbolTable symbols, BookFrame into)
    {
        into.Clear();
        if (!LooksLikeBook(frame))
            return false;
        fixed (byte* start = frame)
        {
            var end = start + frame.Length;
            var at = start + Opening.Length;
            while (at < end && *at != '.' && *at != '"')
                at++;
            if (at >= end || *at != '.')
                return false;
            var symbol = ++at;
            while (at < end && *at != '"')
                at++;
            if (at >= end)
                return false;
            var name = new ReadOnlySpan<byte>(symbol, (int)(at - symbol));
            into.Slot = symbols.Find(name);
            if (into.Slot < 0)
                return name.IndexOf((byte)'\\') < 0;
            return TryScanFields(at + 1, end, symbols, name, into);
        }
    }

    private static bool TryScanFields(byte* at, byte* end, SymbolTable symbols, ReadOnlySpan<byte> name, BookFrame into)
    {
        var seen = false;
        var typed = false;
        while (at < end && *at == ',')
        {
            at = Json.Key(at + 1, end, out var key, out var length);
            if (at is null)
                return false;
            if (length == 2 && key[0] == 't' && key[1] == 's')
            {
                at = Json.Integer(at, end, out var sent);
                into.SentMs = sent;
            }
            else if (length == 3 && key[0] == 'c' && key[1] == 't' && key[2] == 's')
            {
                at = Json.Integer(at, end, out var made);
                into.MadeMs = made;
            }
            else if (length == 4 && key[0] == 't' && key[1] == 'y' && key[2] == 'p' && key[3] == 'e')
            {
                at = Kind(at, end, into);
                typed = true;
            }
            else if (length == 4 && key[0] == 'd' && key[1] == 'a' && key[2] == 't' && key[3] == 'a' && !seen)
            {
                seen = true;
                at = Data(at, end, symbols, name, into);
            }
            else
            {
                at = Json.SkipPlain(at, end);
            }

            if (at is null)
                return false;
        }

        if (into.MadeMs == 0)
            into.MadeMs = into.SentMs;
        return seen && typed && at == end - 1 && *at == '}';
    }

    private static byte* Kind(byte* at, byte* end, BookFrame into)
    {
        at = Json.Text(at, end, out var text, out var length);
        if (at is null)
            return null;
        var kind = new ReadOnlySpan<byte>(text, length);
        into.IsSnapshot = kind.SequenceEqual("snapshot"u8);
        return into.IsSnapshot || kind.SequenceEqual("delta"u8) ? at : null;
    }

    private static byte* Data(byte* at, byte* end, SymbolTable symbols, ReadOnlySpan<byte> name, BookFrame into)
    {
        if (at >= end || *at != '{')
            return null;
        var hasUpdate = false;
        do
        {
            at = Json.Key(at + 1, end, out var key, out var length);
            if (at is null)
                return null;
            if (length == 1 && key[0] == 'b')
            {
                at = Levels(at, end, bids: true, symbols, into);
            }
            else if (length == 1 && key[0] == 'a')
            {
                at = Levels(at, end, bids: false, symbols, into);
            }
            else if (length == 1 && key[0] == 'u')
            {
                at = Json.Integer(at, end, out var update);
                into.UpdateId = update;
                hasUpdate = true;
            }
            else if (length == 1 && key[0] == 's')
            {
                at = Json.Text(at, end, out var text, out var size);
                if (at is not null && !name.SequenceEqual(new ReadOnlySpan<byte>(text, size)))
                    return null;
            }
            else if (length == 3 && key[0] == 's' && key[1] == 'e' && key[2] == 'q')
            {
                at = Json.Integer(at, end, out var sequence);
                into.Sequence = sequence;
            }
            else
            {
                at = Json.SkipPlain(at, end);
            }

            if (at is null || at >= end)
                return null;
        }
        while (*at == ',');
        return hasUpdate && *at == '}' ? at + 1 : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte* Levels(byte* at, byte* end, bool bids, SymbolTable symbols, BookFrame into)
    {
        // A second list of the same side would have to replace the first; the reader settles such frames.
        if (at + 1 >= end || *at != '[' || (bids ? into.BidCount : into.AskCount) != 0)
            return null;
        at++;
        if (*at == ']')
            return at + 1;
        var prices = symbols.Prices[into.Slot];
        var quantities = symbols.Quantities[into.Slot];
        var levels = bids ? into.Bids : into.Asks;
        var filled = 0;
        while (true)
        {
            if (end - at < 8 || *at != '[' || at[1] != '"')
                return null;
            at = prices.Scan(at + 2, end, out var ticks, out var onGrid);
            if (at is null || end - at < 4 || *at != ',' || at[1] != '"')
                return null;
            into.OffGrid |= !onGrid;
            var quantity = at + 2;
            at = quantities.Scan(quantity, end, out var lots, out var whole);
            if (at is null || at >= end || *at != ']')
                return null;
            if (lots == 0 && !whole)
                lots = 1;
            if (filled == levels.Length)
            {
                if (filled >= BookFrame.MostLevels * 2)
                    return null;
                levels = into.Grow(bids);
            }

            levels[filled] = ticks;
            levels[filled + 1] = lots;
            filled += 2;
            at++;
            if (at >= end)
                return null;
            if (*at == ']')
                break;
            if (*at != ',')
                return null;
            at++;
        }

        if (bids)
            into.BidCount = filled / 2;
        else
            into.AskCount = filled / 2;
        return at + 1;
    }
}
