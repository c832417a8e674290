using Titan.Simulator.Binance.Market;
using Titan.Simulator.Market;

namespace Titan.Simulator.Binance;

/// <summary>
/// Binance spot without any wire: pairs, books and tapes. Nobody trades on it but the outside market. Everything happens inside
/// <see cref="Act{T}"/>, one act at a time; time is the venue's.
/// </summary>
internal sealed class SpotExchange
{
    private readonly Lock _gate = new();
    private readonly Func<long> _nowMs;

    /// <param name="listings">The pairs.</param>
    /// <param name="market">Whose past bars become the candles.</param>
    /// <param name="shift">From the market's time to the venue's.</param>
    /// <param name="nowMs">Venue time.</param>
    public SpotExchange(IReadOnlyList<SpotListing> listings, IMarketSource market, TimeSpan shift, Func<long> nowMs)
    {
        _nowMs = nowMs;
        var shiftMs = (long)shift.TotalMilliseconds;
        var startMs = market.Start.ToUnixTimeMilliseconds();
        var barShiftMs = ((startMs + shiftMs) / 60_000 * 60_000) - (startMs / 60_000 * 60_000);
        Instruments = listings.Select((listing, i) => new SpotInstrument(listing, i, market.History(listing.Contract), barShiftMs))
            .ToDictionary(static instrument => instrument.Symbol, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, SpotInstrument> Instruments { get; }

    /// <summary>Hears each step inside the lock; set once before the first step.</summary>
    public ISpotListener? Listener { get; set; }

    public long NowMs => _nowMs();

    public T Act<T>(Func<SpotExchange, T> act)
    {
        lock (_gate) return act(this);
    }

    public void Apply(SpotStep step, long timeMs)
    {
        lock (_gate)
        {
            foreach (var part in step.Parts)
                if (Instruments.TryGetValue(part.Listing.Symbol, out var instrument)) Apply(instrument, part, timeMs);
        }
    }

    private void Apply(SpotInstrument instrument, SpotPart part, long timeMs)
    {
        var book = instrument.Book;
        var before = (book.Bids.Count > 0 ? book.Bids[0] : default, book.Asks.Count > 0 ? book.Asks[0] : default);
        if (part.Bids.Count > 0) instrument.StartAt(part.Bids[0].Price);
        instrument.Candles.Roll(timeMs, instrument.LastPrice);
        book.BeginStep();
        foreach (var taker in part.Takers)
        {
            var tradeMs = timeMs - taker.EarlierMs;
            book.Take(taker.Buys, taker.Size, (price, size) =>
            {
                var (aggregate, prints) = instrument.Fill(taker.Buys, price, size, tradeMs);
                Listener?.Traded(instrument, aggregate, prints, timeMs);
            });
        }

        book.Replace(part.Bids, part.Asks);
        if (book.Changes.Count > 0) Listener?.BookChanged(instrument, timeMs);
        if (book.Bids.Count > 0 && book.Asks.Count > 0 && before != (book.Bids[0], book.Asks[0])) Listener?.BestChanged(instrument);
    }
}

/// <summary>Hears what spot does, inside its lock and in order.</summary>
internal interface ISpotListener
{
    /// <summary>A taker's fills at one price; the last <paramref name="prints"/> of the tape are its makers.</summary>
    void Traded(SpotInstrument instrument, in SpotAggregate aggregate, int prints, long timeMs);

    /// <summary>The step's changes are in the book's list.</summary>
    void BookChanged(SpotInstrument instrument, long timeMs);

    void BestChanged(SpotInstrument instrument);
}
