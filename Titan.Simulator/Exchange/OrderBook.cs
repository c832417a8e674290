using Titan.Simulator.Market;

namespace Titan.Simulator.Exchange;

/// <summary>
/// Both sides of one instrument: outside liquidity as sizes per price, and the account's own orders in price-time order.
/// An own order remembers how much outside size stood before it at its price; what joins later queues behind it.
/// </summary>
internal sealed class OrderBook
{
    private readonly List<OutsideLevel> _outsideBids = [];
    private readonly List<OutsideLevel> _outsideAsks = [];
    private readonly List<Order> _ownBids = [];
    private readonly List<Order> _ownAsks = [];

    /// <summary>Outside levels of a side, best first.</summary>
    public List<OutsideLevel> Outside(Side side) => side == Side.Buy ? _outsideBids : _outsideAsks;

    /// <summary>Own resting orders of a side, best price first, then oldest first.</summary>
    public List<Order> Own(Side side) => side == Side.Buy ? _ownBids : _ownAsks;

    /// <summary>Whether <paramref name="price"/> ranks before <paramref name="other"/> on this side.</summary>
    public static bool IsBetter(Side side, decimal price, decimal other) => side == Side.Buy ? price > other : price < other;

    public decimal? Best(Side side)
    {
        var outside = Outside(side);
        var own = Own(side);
        if (outside.Count == 0) return own.Count == 0 ? null : own[0].Price;
        if (own.Count == 0) return outside[0].Price;
        return IsBetter(side, own[0].Price, outside[0].Price) ? own[0].Price : outside[0].Price;
    }

    /// <summary>Whether an order at this price would trade at once.</summary>
    public bool Crosses(Side side, decimal price) =>
        Best(side.Opposite()) is { } best && !IsBetter(side, best, price);

    public void Rest(Order order)
    {
        var own = Own(order.Side);
        var at = own.Count;
        while (at > 0 && IsBetter(order.Side, order.Price, own[at - 1].Price)) at--;
        own.Insert(at, order);
        order.QueueAhead = OutsideSizeAt(order.Side, order.Price);
    }

    public void Remove(Order order) => Own(order.Side).Remove(order);

    /// <summary>Size that a taker of <paramref name="side"/> finds up to and including <paramref name="limit"/>.</summary>
    public decimal Available(Side side, decimal limit)
    {
        var sum = 0m;
        var resting = side.Opposite();
        foreach (var level in Outside(resting))
        {
            if (IsBetter(side, level.Price, limit)) break;
            sum += level.Size;
        }
        foreach (var order in Own(resting))
        {
            if (IsBetter(side, order.Price, limit)) break;
            sum += order.Leaves;
        }
        return sum;
    }

    /// <summary>Takes size off the best outside level and moves every own order at that price up in the queue.</summary>
    public void ConsumeBest(Side restingSide, decimal size)
    {
        var outside = Outside(restingSide);
        var level = outside[0];
        if (size >= level.Size) outside.RemoveAt(0);
        else outside[0] = level with { Size = level.Size - size };
        foreach (var order in Own(restingSide))
            if (order.Price == level.Price) order.QueueAhead = Math.Max(0m, order.QueueAhead - size);
    }

    /// <summary>Outside liquidity that a taker of <paramref name="side"/> would reach at <paramref name="limit"/> leaves the book.</summary>
    public void WithdrawOutside(Side side, decimal limit) =>
        Outside(side.Opposite()).RemoveAll(level => !IsBetter(side, level.Price, limit));

    /// <summary>Replaces the outside liquidity; a level that shrank took its size from ahead of us only where it had to.</summary>
    public void ReplaceOutside(IReadOnlyList<OutsideLevel> bids, IReadOnlyList<OutsideLevel> asks)
    {
        Copy(bids, _outsideBids);
        Copy(asks, _outsideAsks);
        foreach (var order in _ownBids) order.QueueAhead = Math.Min(order.QueueAhead, OutsideSizeAt(Side.Buy, order.Price));
        foreach (var order in _ownAsks) order.QueueAhead = Math.Min(order.QueueAhead, OutsideSizeAt(Side.Sell, order.Price));
    }

    /// <summary>Writes the best <paramref name="depth"/> visible levels of a side, best first.</summary>
    public void Levels(Side side, int depth, List<BookLevel> into)
    {
        into.Clear();
        var outside = Outside(side);
        var own = Own(side);
        int i = 0, j = 0;
        while (into.Count < depth && (i < outside.Count || j < own.Count))
        {
            decimal price;
            if (j >= own.Count) price = outside[i].Price;
            else if (i >= outside.Count) price = own[j].Price;
            else price = IsBetter(side, own[j].Price, outside[i].Price) ? own[j].Price : outside[i].Price;

            var size = 0m;
            if (i < outside.Count && outside[i].Price == price) size += outside[i++].Size;
            while (j < own.Count && own[j].Price == price) size += own[j++].Leaves;
            if (size > 0m) into.Add(new BookLevel(price, size));
        }
    }

    private decimal OutsideSizeAt(Side side, decimal price)
    {
        foreach (var level in Outside(side))
        {
            if (level.Price == price) return level.Size;
            if (IsBetter(side, price, level.Price)) return 0m;
        }
        return 0m;
    }

    private static void Copy(IReadOnlyList<OutsideLevel> from, List<OutsideLevel> into)
    {
        into.Clear();
        for (var i = 0; i < from.Count; i++)
            if (from[i].Size > 0m) into.Add(from[i]);
    }
}
