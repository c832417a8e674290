using System.Runtime.CompilerServices;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Books;

/// <summary>
/// Reads the compact public trade frames without allocating; steps back to <see cref="TradeFrameReader"/> for anything unusual.
/// A property test holds the two equal.
/// </summary>
internal static unsafe class TradeFrameScanner
{
    private const int Price = 1;
    private const int Size = 2;
    private const int Direction = 4;
    private const int Time = 8;
    private const int All = Price | Size | Direction | Time;

    private static ReadOnlySpan<byte> Opening => "{\"topic\":\"publicTrade."u8;

    public static bool LooksLikeTrades(ReadOnlySpan<byte> frame) => frame.StartsWith(Opening);

    public static bool TryScan(ReadOnlySpan<byte> frame, SymbolTable symbols, TradeFrame into)
    {
        into.Clear();
        if (!LooksLikeTrades(frame))
            return false;
        fixed (byte* start = frame)
        {
            var end = start + frame.Length;
            var symbol = start + Opening.Length;
            var at = symbol;
            while (at < end && *at != '"')
                at++;
            if (at >= end)
                return false;
            var name = new ReadOnlySpan<byte>(symbol, (int)(at - symbol));
            into.Slot = symbols.Find(name);
            if (into.Slot < 0)
                return name.IndexOf((byte)'\\') < 0;
            at++;
            var seen = false;
            while (at < end && *at == ',')
            {
                at = Json.Key(at + 1, end, out var key, out var length);
                if (at is null)
                    return false;
                if (length == 4 && key[0] == 'd' && key[1] == 'a' && key[2] == 't' && key[3] == 'a')
                {
                    if (seen)
                        return false;
                    seen = true;
                    at = Rows(at, end, symbols, into);
                }
                else
                {
                    at = Json.SkipPlain(at, end);
                }

                if (at is null)
                    return false;
            }

            return seen && at == end - 1 && *at == '}';
        }
    }

    private static byte* Rows(byte* at, byte* end, SymbolTable symbols, TradeFrame into)
    {
        if (at + 1 >= end || *at != '[')
            return null;
        at++;
        if (*at == ']')
            return at + 1;
        var prices = symbols.Prices[into.Slot];
        var quantities = symbols.Quantities[into.Slot];
        while (true)
        {
            if (at >= end || *at != '{')
                return null;
            at = Row(at, end, prices, quantities, into);
            if (at is null || at >= end)
                return null;
            if (*at == ']')
                return at + 1;
            if (*at != ',')
                return null;
            at++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte* Row(byte* at, byte* end, in StepScale prices, in StepScale quantities, TradeFrame into)
    {
        long ticks = 0, lots = 0, time = 0;
        var side = Side.Buy;
        var mark = 0UL;
        var seen = 0;
        do
        {
            at = Json.Key(at + 1, end, out var key, out var length);
            if (at is null || at >= end)
                return null;
            var name = length == 1 ? *key : (byte)0;
            switch (name)
            {
                case (byte)'p' when *at == '"':
                    at = prices.Scan(at + 1, end, out ticks, out _);
                    seen |= Price;
                    break;
                case (byte)'v' when *at == '"':
                    at = quantities.Scan(at + 1, end, out lots, out _);
                    seen |= Size;
                    break;
                case (byte)'T':
                    at = Json.Integer(at, end, out time);
                    seen |= Time;
                    break;
                case (byte)'S':
                    at = Json.Text(at, end, out var word, out var letters);
                    if (at is null)
                        return null;
                    var text = new ReadOnlySpan<byte>(word, letters);
                    side = text.SequenceEqual("Sell"u8) ? Side.Sell : Side.Buy;
                    if (side == Side.Buy && !text.SequenceEqual("Buy"u8))
                        return null;
                    seen |= Direction;
                    break;
                case (byte)'i':
                    at = Json.Text(at, end, out var id, out var size);
                    if (at is null)
                        return null;
                    mark = TradeMarks.Of(new ReadOnlySpan<byte>(id, size));
                    break;
                case (byte)'p' or (byte)'v':
                    return null;
                default:
                    at = Json.SkipPlain(at, end);
                    break;
            }

            if (at is null || at >= end)
                return null;
        }
        while (*at == ',');
        if (*at != '}' || seen != All || !into.Add(new TradeRow(ticks, lots, side, time, mark)))
            return null;
        return at + 1;
    }
}
