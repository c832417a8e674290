using Titan.Simulator.Market;

namespace Titan.Simulator.Exchange;

/// <summary>
/// Price-time matching. At one price the outside size that stood before an own order trades first, then the order,
/// then what came behind it.
/// </summary>
internal sealed class Matcher(Venue venue)
{
    /// <summary>Lets a taker walk the opposite side up to its limit; returns what traded. A null taker is the outside market.</summary>
    public decimal Take(Instrument instrument, Side side, decimal size, decimal? limit, Order? taker)
    {
        var book = instrument.Book;
        var resting = side.Opposite();
        var remaining = size;
        while (remaining > 0m && taker?.Status.IsOpen() != false)
        {
            if (book.Best(resting) is not { } price || (limit is { } bound && OrderBook.IsBetter(side, price, bound))) break;
            if (taker is { ReduceOnly: true }) remaining = Math.Min(remaining, Reducible(instrument, side));
            if (remaining <= 0m) break;

            var own = book.Own(resting);
            var maker = own.Count > 0 && own[0].Price == price ? own[0] : null;
            var outside = book.Outside(resting);
            var outsideHere = outside.Count > 0 && outside[0].Price == price ? outside[0].Size : 0m;
            decimal traded;
            if (outsideHere > 0m && (maker is null || maker.QueueAhead > 0m))
            {
                traded = Math.Min(remaining, maker is null ? outsideHere : Math.Min(outsideHere, maker.QueueAhead));
                book.ConsumeBest(resting, traded);
            }
            else if (maker is not null)
            {
                if (taker is not null && PreventsSelfMatch(taker, maker)) continue;
                traded = Math.Min(remaining, maker.Leaves);
                FillResting(maker, traded);
            }
            else
            {
                break;
            }
            Print(instrument, side, price, traded);
            if (taker is not null) venue.Settlement.Fill(taker, price, traded, isMaker: false);
            remaining -= traded;
        }
        if (remaining != size) venue.Listener.BookChanged(instrument);
        return size - remaining;
    }

    /// <summary>Moves outside liquidity to new ladders; what crosses an own order trades with it at the own price.</summary>
    public void MoveOutside(Instrument instrument, IReadOnlyList<OutsideLevel> bids, IReadOnlyList<OutsideLevel> asks)
    {
        var newAsks = Cross(instrument, Side.Buy, asks);
        var newBids = Cross(instrument, Side.Sell, bids);
        instrument.Book.ReplaceOutside(newBids, newAsks);
        venue.Listener.BookChanged(instrument);
    }

    private IReadOnlyList<OutsideLevel> Cross(Instrument instrument, Side ownSide, IReadOnlyList<OutsideLevel> arriving)
    {
        var own = instrument.Book.Own(ownSide);
        if (own.Count == 0 || arriving.Count == 0 || OrderBook.IsBetter(ownSide, arriving[0].Price, own[0].Price)) return arriving;
        var left = arriving.ToList();
        while (own.Count > 0 && left.Count > 0 && !OrderBook.IsBetter(ownSide, left[0].Price, own[0].Price))
        {
            var maker = own[0];
            var traded = Math.Min(maker.Leaves, left[0].Size);
            var price = maker.Price;
            FillResting(maker, traded);
            Print(instrument, ownSide.Opposite(), price, traded);
            if (traded >= left[0].Size) left.RemoveAt(0);
            else left[0] = left[0] with { Size = left[0].Size - traded };
        }
        return left;
    }

    private void FillResting(Order maker, decimal traded)
    {
        if (traded >= maker.Leaves) maker.Instrument.Book.Remove(maker);
        venue.Settlement.Fill(maker, maker.Price, traded, isMaker: true);
        venue.Listener.OrderChanged(maker);
    }

    private bool PreventsSelfMatch(Order taker, Order maker)
    {
        if (taker.SelfMatch == SelfMatch.None) return false;
        if (taker.SelfMatch is SelfMatch.CancelMaker or SelfMatch.CancelBoth)
            venue.Desk.Finish(maker, OrderStatus.Cancelled, cancelType: "CancelBySmp", rejectReason: "EC_BySelfMatch");
        if (taker.SelfMatch is SelfMatch.CancelTaker or SelfMatch.CancelBoth)
            venue.Desk.Finish(taker, OrderStatus.Cancelled, cancelType: "CancelBySmp", rejectReason: "EC_BySelfMatch");
        return true;
    }

    private static decimal Reducible(Instrument instrument, Side side) =>
        instrument.Position.IsReducedBy(side) ? instrument.Position.Quantity : 0m;

    private void Print(Instrument instrument, Side takerSide, decimal price, decimal size)
    {
        var direction = instrument.Print(price, size);
        var trade = new PublicTrade(venue.Ids.Next(), venue.NowMs, takerSide, price, size, direction, venue.NextSequence());
        instrument.Remember(trade);
        venue.Listener.Traded(instrument, in trade);
    }
}
