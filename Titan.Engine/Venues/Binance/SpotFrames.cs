using Titan.Engine.Model;

namespace Titan.Engine.Venues.Binance;

/// <summary>
/// Frames of one or two connections to prints, best prices and local books. Two connections overlap while one replaces the other, so
/// frames may come from two tasks; each print is passed on once. Nothing is allocated per print or best price.
/// </summary>
internal sealed class SpotFrames(SpotPairs pairs, ISpotSink sink, SpotBooks? books, TimeProvider wall)
{
    /// <summary>A print this far from the best prices, as a factor, is a mistake of somebody's and never traded on.</summary>
    private const decimal AbsurdFactor = 2m;

    private readonly Lock _gate = new();
    private readonly SpotFrame _frame = new();
    private SeenTrades[] _seen = [.. pairs.All.Select(static _ => new SeenTrades())];
    private Best[] _best = new Best[pairs.Count];
    private readonly HashSet<object> _open = [];
    private long _trades;
    private long _absurd;
    private long _repeated;
    private long _missed;
    private long _lastTradeTicks;
    private long _lastTradeStamp;

    public long Trades => Volatile.Read(ref _trades);

    public long Absurd => Volatile.Read(ref _absurd);

    public long Repeated => Volatile.Read(ref _repeated);

    public long Missed => Volatile.Read(ref _missed);

    /// <summary>When the last print was read, market clock; null before the first.</summary>
    public DateTimeOffset? LastTradeAt => Volatile.Read(ref _lastTradeTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Wall time since the last print of the connections that are open; null while there was none.</summary>
    public TimeSpan? SinceTrade => Volatile.Read(ref _lastTradeStamp) is not 0 and var stamp ? wall.GetElapsedTime(stamp) : null;

    /// <summary>A pair joins while frames are read; false when another contract of the session has it.</summary>
    public bool Add(SpotPair pair)
    {
        lock (_gate)
        {
            if (pairs.Has(pair.Symbol))
                return false;
            // Room first: others find the slot as soon as the pair has it.
            _seen = [.. _seen, new SeenTrades()];
            Array.Resize(ref _best, _best.Length + 1);
            books?.Add();
            return pairs.Add(pair);
        }
    }

    /// <summary>A connection is open. When it stands alone, what was known of prints and books no longer joins.</summary>
    public void Opened(object line)
    {
        lock (_gate)
        {
            if (_open.Count == 0)
            {
                Array.ForEach(_seen, static seen => seen.Forget());
                Array.Clear(_best);
                books?.RestartAll();
                Volatile.Write(ref _lastTradeStamp, 0);
            }

            _open.Add(line);
        }
    }

    public void Closed(object line)
    {
        lock (_gate)
        {
            if (_open.Remove(line) && _open.Count == 0)
                books?.RestartAll();
        }
    }

    /// <summary>Reads one frame. Null when nobody could; a reply is handed to <paramref name="reply"/>.</summary>
    public SpotFrameKind? Handle(ReadOnlySpan<byte> frame, DateTimeOffset receivedAt, Action<string, string?> reply)
    {
        lock (_gate)
        {
            if (!SpotFrameReader.TryRead(frame, pairs, _frame))
                return null;
            switch (_frame.Kind)
            {
                // A pair that was left a moment ago may still talk: slot -1 is no fault.
                case SpotFrameKind.AggregateTrade when _frame.Slot >= 0: Print(receivedAt); break;
                case SpotFrameKind.BookTicker when _frame.Slot >= 0: Quote(receivedAt); break;
                case SpotFrameKind.Depth when _frame.Slot >= 0: books?.Apply(_frame); break;
                case SpotFrameKind.Reply: reply(_frame.ReplyId, _frame.ReplyError); break;
            }

            return _frame.Kind;
        }
    }

    private void Print(DateTimeOffset receivedAt)
    {
        var pair = pairs[_frame.Slot];
        if (_frame.Price <= 0 || _frame.Quantity <= 0 || _frame.TradeId < 0 || IsAbsurd(_best[_frame.Slot], _frame.Price))
        {
            Volatile.Write(ref _absurd, _absurd + 1);
            return;
        }

        var seen = _seen[_frame.Slot];
        var missed = seen.Missed;
        if (!seen.IsNew(_frame.TradeId))
        {
            Volatile.Write(ref _repeated, _repeated + 1);
            return;
        }

        Volatile.Write(ref _missed, _missed + seen.Missed - missed);
        Volatile.Write(ref _trades, _trades + 1);
        Volatile.Write(ref _lastTradeTicks, receivedAt.UtcTicks);
        Volatile.Write(ref _lastTradeStamp, wall.GetTimestamp());
        var trade = new SpotTrade(
            pair.Instrument, pair.ContractPrice(_frame.Price), pair.ContractQuantity(_frame.Quantity), _frame.BuyerIsMaker ? Side.Sell : Side.Buy,
            Fills(_frame.FirstTrade, _frame.LastTrade), VenueTime.FromMs(_frame.TradeMs), receivedAt);
        sink.OnSpotTrade(in trade);
    }

    private void Quote(DateTimeOffset receivedAt)
    {
        ref var best = ref _best[_frame.Slot];
        if (_frame.BestBid.Price <= 0 || _frame.BestAsk.Price <= _frame.BestBid.Price)
        {
            Volatile.Write(ref _absurd, _absurd + 1);
            return;
        }

        if (_frame.LastUpdate <= best.Update || (_frame.BestBid == best.Bid && _frame.BestAsk == best.Ask))
            return;
        best = new Best(_frame.LastUpdate, _frame.BestBid, _frame.BestAsk);
        var pair = pairs[_frame.Slot];
        var quote = new SpotQuote(
            pair.Instrument, pair.ContractPrice(best.Bid.Price), pair.ContractQuantity(best.Bid.Quantity), pair.ContractPrice(best.Ask.Price),
            pair.ContractQuantity(best.Ask.Quantity), receivedAt);
        sink.OnSpotQuote(in quote);
    }

    // Without best prices there is nothing to hold a print against.
    private static bool IsAbsurd(in Best best, decimal price) =>
        best.Bid.Price > 0 && (price * AbsurdFactor < best.Bid.Price || price > best.Ask.Price * AbsurdFactor);

    private static int Fills(long first, long last) => first >= 0 && last >= first && last - first < int.MaxValue - 1 ? (int)(last - first) + 1 : 1;

    private readonly record struct Best(long Update, SpotLevel Bid, SpotLevel Ask);
}
