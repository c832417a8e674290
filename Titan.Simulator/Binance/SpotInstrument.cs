using Titan.Simulator.Exchange;
using Titan.Simulator.Market;

namespace Titan.Simulator.Binance;

/// <summary>A print of one maker at one price. Times in UTC milliseconds, sizes in the base asset.</summary>
internal readonly record struct SpotPrint(long Id, long TimeMs, decimal Price, decimal Size, bool BuyerIsMaker);

/// <summary>The prints of one taker at one price: what @aggTrade tells.</summary>
internal readonly record struct SpotAggregate(long Id, long First, long Last, long TimeMs, decimal Price, decimal Size, bool BuyerIsMaker);

/// <summary>One listed pair with its book, tape and candles.</summary>
internal sealed class SpotInstrument
{
    // Ids of different pairs lie apart, so that a client that mixes them up is seen.
    private const long IdsApart = 10_000_000_000;
    private const int TapeLength = 1_000;
    private const int HistoryKept = 1_500;
    private long _lastPrint;
    private long _lastAggregate;

    public SpotInstrument(SpotListing listing, int index, IReadOnlyList<MarketBar> history, long shiftMs)
    {
        Listing = listing;
        StreamSymbol = listing.Symbol.ToLowerInvariant();
        Book = new SpotBook(IdsApart * (index + 1));
        _lastPrint = IdsApart * (index + 1);
        _lastAggregate = (IdsApart * (index + 1)) / 2;
        // By index: what a bar is made of is worked out when it is read, and most of the history is not wanted here.
        var skipped = Math.Max(0, history.Count - HistoryKept);
        Candles = new CandleStore([.. Enumerable.Range(skipped, history.Count - skipped).Select(i => Single(history[i]))], shiftMs);
    }

    public SpotListing Listing { get; }
    public string Symbol => Listing.Symbol;

    /// <summary>Spelling inside stream names.</summary>
    public string StreamSymbol { get; }

    public SpotBook Book { get; }
    public CandleStore Candles { get; }
    public List<SpotPrint> Prints { get; } = [];
    public List<SpotAggregate> Aggregates { get; } = [];
    public decimal LastPrice { get; private set; }

    /// <summary>Books a fill of a taker: one to three makers, by the fill's own number, so that messages and trades differ as they do live.</summary>
    public (SpotAggregate Aggregate, int Prints) Fill(bool buys, decimal price, decimal size, long timeMs)
    {
        var makers = size >= Listing.StepSize * 3 ? 1 + (int)((_lastAggregate + 1) % 3) : 1;
        var rest = size;
        var first = _lastPrint + 1;
        for (var i = makers; i > 0; i--)
        {
            var part = i == 1 ? rest : Math.Floor(rest / i / Listing.StepSize) * Listing.StepSize;
            rest -= part;
            Prints.Add(new SpotPrint(++_lastPrint, timeMs, price, part, !buys));
        }

        var aggregate = new SpotAggregate(++_lastAggregate, first, _lastPrint, timeMs, price, size, !buys);
        Aggregates.Add(aggregate);
        if (Prints.Count > 2 * TapeLength) Prints.RemoveRange(0, Prints.Count - TapeLength);
        if (Aggregates.Count > 2 * TapeLength) Aggregates.RemoveRange(0, Aggregates.Count - TapeLength);
        LastPrice = price;
        Candles.Add(price, size);
        return (aggregate, makers);
    }

    public void StartAt(decimal price)
    {
        if (LastPrice == 0m) LastPrice = price;
    }

    private MarketBar Single(MarketBar bar) => bar with
    {
        Open = bar.Open / Listing.Bundle,
        High = bar.High / Listing.Bundle,
        Low = bar.Low / Listing.Bundle,
        Close = bar.Close / Listing.Bundle,
        Volume = bar.Volume * Listing.Bundle,
    };
}
