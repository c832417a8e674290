using System.Numerics;
using System.Threading.Channels;
using Titan.Engine.Model;

namespace Titan.Engine.Kernel;

/// <summary>
/// Market data on its way to the loop. Quotes and tickers: one slot per instrument, newest wins, so depth never exceeds the number of
/// instruments. Bars, trades and spot prints: bounded queues that drop the oldest and count it. Nothing allocates per event. Slots and marks stay the same
/// objects when instruments join, so that whoever still writes by the shorter list loses nothing.
/// </summary>
internal sealed class MarketMailbox
{
    private const int TradeCapacity = 65_536;
    private const int BarCapacity = 4_096;

    private readonly Channel<Trade> _trades;
    private readonly Channel<SpotTrade> _spotTrades;
    private readonly Channel<Bar> _bars;
    private readonly Action _ring;
    private QuoteSlot[] _quotes = [];
    private DirtyMarks[] _dirty = [];
    private readonly Lock _growing = new();
    private long _dropped;

    public MarketMailbox(Action ring)
    {
        _ring = ring;
        _trades = Channel.CreateBounded<Trade>(new BoundedChannelOptions(TradeCapacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Interlocked.Increment(ref _dropped));
        _spotTrades = Channel.CreateBounded<SpotTrade>(new BoundedChannelOptions(TradeCapacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Interlocked.Increment(ref _dropped));
        _bars = Channel.CreateBounded<Bar>(new BoundedChannelOptions(BarCapacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>Events waiting now.</summary>
    public int Depth => _trades.Reader.Count + _spotTrades.Reader.Count + _bars.Reader.Count + _dirty.Sum(static marks => BitOperations.PopCount(Volatile.Read(ref marks.Bits)));

    /// <summary>Bars, trades and spot prints dropped since start because the loop was too slow.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Fill(IReadOnlyList<Instrument> instruments)
    {
        (_quotes, _dirty) = ([], []);
        Grow(instruments.Count == 0 ? 0 : instruments.Max(instrument => instrument.Index) + 1);
    }

    /// <summary>Room for an instrument that joins; before its first event.</summary>
    public void Add(Instrument instrument) => Grow(instrument.Index + 1);

    private void Grow(int count)
    {
        lock (_growing)
        {
            Volatile.Write(ref _dirty, [.. _dirty, .. Enumerable.Range(0, Math.Max(0, ((count + 63) / 64) - _dirty.Length)).Select(static _ => new DirtyMarks())]);
            Volatile.Write(ref _quotes, [.. _quotes, .. Enumerable.Range(0, Math.Max(0, count - _quotes.Length)).Select(static _ => new QuoteSlot())]);
        }
    }

    /// <summary>Rings nobody: whoever puts it sees to it.</summary>
    public void Put(in Quote quote)
    {
        _quotes[quote.Instrument.Index].Put(quote);
        Mark(quote.Instrument.Index);
    }

    public void Put(in Ticker ticker)
    {
        _quotes[ticker.Instrument.Index].Put(ticker);
        Ring(ticker.Instrument.Index);
    }

    /// <summary>Waits in the slot for the quote that follows it.</summary>
    public void Put(Instrument instrument, BookLadder ladder) => _quotes[instrument.Index].Put(ladder);

    public void PutLost(Instrument instrument)
    {
        _quotes[instrument.Index].PutLost();
        Ring(instrument.Index);
    }

    public void Put(in Trade trade)
    {
        _trades.Writer.TryWrite(trade);
        _ring();
    }

    public void Put(in SpotTrade trade)
    {
        _spotTrades.Writer.TryWrite(trade);
        _ring();
    }

    public void Put(in SpotQuote quote)
    {
        _quotes[quote.Instrument.Index].Put(quote);
        Ring(quote.Instrument.Index);
    }

    public void Put(in Bar bar)
    {
        _bars.Writer.TryWrite(bar);
        _ring();
    }

    /// <summary>Hands everything that waits to the core. Bars before quotes: a closed bar belongs to the time before the next quote.</summary>
    public int Drain(EngineCore core, Func<DateTimeOffset> now, Action afterStep)
    {
        var handled = 0;
        while (_bars.Reader.TryRead(out var bar))
        {
            core.Step(bar, now());
            afterStep();
            handled++;
        }

        for (var budget = 1_024; budget > 0 && _trades.Reader.TryRead(out var trade); budget--)
        {
            core.Step(trade, now());
            afterStep();
            handled++;
        }

        // After our own venue's prints: a spot print moves first only in venue time, and what it springs looks at our own market.
        for (var budget = 1_024; budget > 0 && _spotTrades.Reader.TryRead(out var trade); budget--)
        {
            core.Step(trade, now());
            afterStep();
            handled++;
        }

        var dirty = _dirty;
        for (var word = 0; word < dirty.Length; word++)
        {
            for (var bits = Interlocked.Exchange(ref dirty[word].Bits, 0UL); bits != 0; bits &= bits - 1)
            {
                _quotes[(word * 64) + BitOperations.TrailingZeroCount(bits)].Take(core, now, afterStep);
                handled++;
            }
        }

        return handled;
    }

    private void Ring(int index)
    {
        Mark(index);
        _ring();
    }

    private void Mark(int index) => Interlocked.Or(ref _dirty[index / 64].Bits, 1UL << (index % 64));

    /// <summary>Which of 64 slots have something.</summary>
    private sealed class DirtyMarks
    {
        public ulong Bits;
    }

    /// <summary>One instrument's newest quote and ticker. A quote is several words long, so reading and writing it is guarded.</summary>
    private sealed class QuoteSlot
    {
        private readonly Lock _gate = new();
        private readonly BookLadder _ladder = new();
        private Quote _quote;
        private SpotQuote _spot;
        private Ticker _ticker;
        private bool _hasQuote;
        private bool _hasSpot;
        private bool _hasTicker;
        private Instrument? _lost;
        private bool _hasLadder;

        public void Put(in Quote quote)
        {
            lock (_gate)
            {
                _quote = quote;
                _hasQuote = true;
                _lost = null;
            }
        }

        public void Put(in Ticker ticker)
        {
            lock (_gate)
            {
                _ticker = ticker;
                _hasTicker = true;
            }
        }

        public void Put(in SpotQuote quote)
        {
            lock (_gate)
            {
                _spot = quote;
                _hasSpot = true;
            }
        }

        public void Put(BookLadder ladder)
        {
            lock (_gate)
            {
                _ladder.Take(ladder);
                _hasLadder = true;
            }
        }

        public void PutLost()
        {
            lock (_gate)
            {
                _lost = _quote.Instrument;
                _hasQuote = false;
                _hasLadder = false;
            }
        }

        public void Take(EngineCore core, Func<DateTimeOffset> now, Action afterStep)
        {
            Quote quote;
            Ticker ticker;
            SpotQuote spot;
            bool hasQuote;
            bool hasSpot;
            bool hasTicker;
            Instrument? lost;
            lock (_gate)
            {
                (quote, spot, ticker, hasQuote, hasSpot, hasTicker, lost) = (_quote, _spot, _ticker, _hasQuote, _hasSpot, _hasTicker, _lost);
                (_hasQuote, _hasSpot, _hasTicker, _lost) = (false, false, false, null);
                // The loop's own copy, taken while nobody writes.
                if (hasQuote && _hasLadder)
                {
                    core.See(quote.Instrument, _ladder);
                    _hasLadder = false;
                }

            }

            if (hasTicker)
            {
                core.See(ticker);
            }

            if (hasSpot)
            {
                core.See(spot);
            }

            if (lost is not null)
            {
                core.LoseBook(lost);
            }

            if (hasQuote)
            {
                core.Step(quote, now());
                afterStep();
            }
        }
    }
}
