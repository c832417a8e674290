using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Market;

/// <summary>
/// What an exchange with no orders of its own would print: each step's trades walk the book of the step before.
/// Written from the contract of <see cref="InstrumentStep"/>, so it checks the sources and not an exchange.
/// </summary>
internal sealed class OutsideTape(IMarketSource source)
{
    private readonly Dictionary<string, InstrumentStep> _books = [];

    /// <summary>The next step with its prints, or null at the end.</summary>
    public (MarketStep Step, List<Print> Prints)? Next()
    {
        if (source.Next() is not { } step)
            return null;
        var prints = new List<Print>();
        foreach (var instrument in step.Instruments)
        {
            if (_books.TryGetValue(instrument.Symbol, out var book))
                Walk(step.At, book, instrument, prints);
            else
                Assert.Empty(instrument.Trades);
            _books[instrument.Symbol] = instrument;
        }

        return (step, prints);
    }

    private static void Walk(DateTimeOffset at, InstrumentStep book, InstrumentStep instrument, List<Print> prints)
    {
        int bid = 0, ask = 0;
        var bidLeft = book.Bids[0].Size;
        var askLeft = book.Asks[0].Size;
        foreach (var trade in instrument.Trades)
        {
            if (trade.TakerBuys)
                Take(at, instrument.Symbol, trade, book.Asks, ref ask, ref askLeft, prints);
            else
                Take(at, instrument.Symbol, trade, book.Bids, ref bid, ref bidLeft, prints);
        }
    }

    private static void Take(
        DateTimeOffset at, string symbol, OutsideTrade trade, IReadOnlyList<OutsideLevel> side, ref int index, ref decimal left, List<Print> prints)
    {
        var open = trade.Size;
        while (open > 0)
        {
            Assert.True(index < side.Count, $"{symbol} {at:O}: outside trades emptied the outside book.");
            var size = Math.Min(open, left);
            prints.Add(new Print(at, symbol, side[index].Price, size, trade.TakerBuys, trade.Liquidation));
            open -= size;
            left -= size;
            if (left == 0 && ++index < side.Count)
                left = side[index].Size;
        }
    }
}

internal readonly record struct Print(DateTimeOffset At, string Symbol, decimal Price, decimal Size, bool TakerBuys, bool Liquidation);
