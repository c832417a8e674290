using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit.Books;
using Titan.Engine.Venues.Bybit.Wire;

namespace Titan.Engine.Venues.Bybit.Streams;

/// <summary>What a frame of the public socket was.</summary>
internal enum MarketFrameKind
{
    Handled,

    /// <summary>Not readable, or of a topic nobody asked for.</summary>
    Bad,

    /// <summary>An acknowledgement or pong, for the stream to read.</summary>
    Operation,
}

/// <summary>
/// Frames of the public socket to quotes, trades, tickers and bars. Books and trades go through the scanners; whatever those do
/// not take is read again in full. Nothing is allocated per book or trade frame. One caller: the socket's loop.
/// </summary>
internal sealed class MarketFrames
{
    private readonly SymbolTable _symbols;
    private readonly IVenueSink _sink;
    private readonly Action<int, string> _lost;
    private readonly BybitOrderBook[] _books;
    private readonly TickerState[] _tickers;
    private readonly bool[] _quoted;
    private readonly BookFrame _book = new();
    private readonly BookLadder _ladder = new();
    private readonly TradeFrame _trades = new();
    private readonly TradeMarks _marks = new();
    private long _repeated;
    private long _booksLost;

    /// <param name="instruments">Whose frames are ours; the slot is the position in this list.</param>
    /// <param name="depth">Levels per side that the subscribed topic has.</param>
    /// <param name="sink">Hears quotes, trades, tickers and bars.</param>
    /// <param name="lost">Called once when a synced book of a slot can no longer be trusted, with the reason.</param>
    public MarketFrames(IReadOnlyList<Instrument> instruments, int depth, IVenueSink sink, Action<int, string> lost)
    {
        _symbols = new SymbolTable(instruments);
        _sink = sink;
        _lost = lost;
        _books = [.. _symbols.Instruments.Select(instrument => new BybitOrderBook(instrument, depth))];
        _tickers = [.. _symbols.Instruments.Select(instrument => new TickerState(instrument))];
        _quoted = new bool[_symbols.Count];
    }

    /// <summary>Frames that the scanners handed on to the full readers.</summary>
    public long SlowFrames { get; private set; }

    /// <summary>Prints that were told again.</summary>
    public long Repeated => Volatile.Read(ref _repeated);

    /// <summary>Books that could no longer be trusted.</summary>
    public long BooksLost => Volatile.Read(ref _booksLost);

    public BybitOrderBook Book(int slot) => _books[slot];

    public MarketFrameKind Handle(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt)
    {
        if (BookFrameScanner.LooksLikeBook(frame) && BookFrameScanner.TryScan(frame, _symbols, _book))
            return ApplyBook(receivedAt);
        if (TradeFrameScanner.LooksLikeTrades(frame) && TradeFrameScanner.TryScan(frame, _symbols, _trades))
            return PublishTrades(receivedAt);
        return HandleOther(frame, receivedAt);
    }

    /// <summary>The connection is gone: no book may be trusted.</summary>
    public void LoseAll(string why)
    {
        for (var slot = 0; slot < _books.Length; slot++)
        {
            _books[slot].Lose();
            Withdraw(slot, why);
        }
    }

    private MarketFrameKind ApplyBook(DateTimeOffset receivedAt)
    {
        var slot = _book.Slot;
        if (slot < 0)
            return MarketFrameKind.Bad;
        var book = _books[slot];
        switch (book.Apply(_book))
        {
            case BookChange.Applied:
                _quoted[slot] = true;
                book.WriteTo(_ladder);
                _sink.OnLadder(book.Instrument, _ladder);
                var quote = book.Quote(_book.MadeMs, receivedAt);
                _sink.OnQuote(in quote);
                break;
            case BookChange.Gap:
                Resync(slot, $"gap: update {_book.UpdateId} after {book.UpdateId}");
                break;
            case BookChange.Crossed:
                Resync(slot, "crossed");
                break;
            case BookChange.OffGrid:
                Resync(slot, "a price beside the tick grid: the instrument changed");
                break;
            case BookChange.OneSided:
                Withdraw(slot, "one side is empty");
                break;
            default:
                break;
        }

        return MarketFrameKind.Handled;
    }

    private MarketFrameKind PublishTrades(DateTimeOffset receivedAt)
    {
        if (_trades.Slot < 0)
            return MarketFrameKind.Bad;
        var instrument = _symbols.Instruments[_trades.Slot];
        foreach (ref readonly var row in _trades.Rows)
        {
            if (row.Mark != 0 && !_marks.IsNew(row.Mark))
            {
                Volatile.Write(ref _repeated, _repeated + 1);
                continue;
            }

            var trade = new Trade(instrument, row.Ticks, row.Lots, row.TakerSide, VenueTime.FromMs(row.TimeMs), receivedAt);
            _sink.OnTrade(in trade);
        }

        return MarketFrameKind.Handled;
    }

    private MarketFrameKind HandleOther(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt)
    {
        Span<byte> room = stackalloc byte[96];
        var length = TopicReader.CopyTopic(frame, room);
        if (length <= 0)
            return length == 0 ? MarketFrameKind.Operation : MarketFrameKind.Bad;
        ReadOnlySpan<byte> topic = room[..length];
        if (topic.StartsWith("tickers."u8))
            return MergeTicker(frame, _symbols.Find(topic["tickers.".Length..]), receivedAt);
        if (topic.StartsWith("kline.1."u8))
            return ReadBars(frame, _symbols.Find(topic["kline.1.".Length..]), TimeSpan.FromMinutes(1));
        if (topic.StartsWith("kline.60."u8))
            return ReadBars(frame, _symbols.Find(topic["kline.60.".Length..]), TimeSpan.FromHours(1));
        SlowFrames++;
        if (topic.StartsWith("orderbook."u8) && BookFrameReader.TryRead(frame, _symbols, _book))
            return ApplyBook(receivedAt);
        if (topic.StartsWith("publicTrade."u8) && TradeFrameReader.TryRead(frame, _symbols, _trades))
            return PublishTrades(receivedAt);
        return MarketFrameKind.Bad;
    }

    private MarketFrameKind MergeTicker(ReadOnlySpan<byte> frame, int slot, DateTimeOffset receivedAt)
    {
        if (slot < 0 || !_tickers[slot].TryMerge(frame))
            return MarketFrameKind.Bad;
        if (_tickers[slot].IsKnown)
        {
            var ticker = _tickers[slot].At(receivedAt);
            _sink.OnTicker(in ticker);
        }

        return MarketFrameKind.Handled;
    }

    private MarketFrameKind ReadBars(ReadOnlySpan<byte> frame, int slot, TimeSpan interval) =>
        slot >= 0 && KlineReader.TryRead(frame, _symbols.Instruments[slot], interval, _sink) ? MarketFrameKind.Handled : MarketFrameKind.Bad;

    private void Resync(int slot, string why)
    {
        Volatile.Write(ref _booksLost, _booksLost + 1);
        Withdraw(slot, why);
        _lost(slot, why);
    }

    // The engine hears once that a quote is gone, not with every frame that cannot be used.
    private void Withdraw(int slot, string why)
    {
        if (!_quoted[slot])
            return;
        _quoted[slot] = false;
        _sink.OnBookLost(_symbols.Instruments[slot], why);
    }
}
