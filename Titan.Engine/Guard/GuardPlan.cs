using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Engine.Guard;

/// <summary>What the guard finds to do at one look at the account: pure, so that every case is a test.</summary>
/// <param name="CancelEntries">Working orders that could open or grow a position.</param>
/// <param name="Uncovered">Positions without a stop on the losing side of the mark, largest value first.</param>
/// <param name="Covered">Positions that have one.</param>
public sealed record GuardPlan(bool CancelEntries, IReadOnlyList<VenuePosition> Uncovered, IReadOnlyList<VenuePosition> Covered)
{
    public bool IsQuiet => !CancelEntries && Uncovered.Count == 0;

    public static GuardPlan Of(AccountSnapshot account)
    {
        var open = account.Positions.Where(position => position.SignedQuantity != 0).ToArray();
        return new GuardPlan(
            account.OpenOrders.Any(order => order is { IsOpen: true, ReduceOnly: false, IsProtection: false }),
            [.. open.Where(position => !IsCovered(position, account.OpenOrders)).OrderByDescending(position => Math.Abs(position.SignedQuantity) * position.MarkPrice)],
            [.. open.Where(position => IsCovered(position, account.OpenOrders))]);
    }

    /// <summary>A stop over the whole position: the position's own, or working stop orders that add up to its size.</summary>
    public static bool IsCovered(VenuePosition position, IReadOnlyList<OrderReport> orders)
    {
        if (position.StopLoss is > 0)
        {
            return true;
        }

        var closing = position.SignedQuantity > 0 ? Side.Sell : Side.Buy;
        var stops = orders.Where(order => order.Symbol == position.Symbol && order is { IsOpen: true, IsStopLoss: true } && order.Side == closing).ToArray();
        // A stop over the whole position carries no quantity of its own.
        return stops.Any(stop => stop.Quantity == 0) || stops.Sum(stop => stop.Quantity) >= Math.Abs(position.SignedQuantity);
    }

    /// <summary>Where a stop may stand: a fraction beyond the mark, rounded towards it, and on this side of liquidation; null when there is no room.</summary>
    public static decimal? StopFor(VenuePosition position, Instrument instrument, decimal fraction)
    {
        if (position.MarkPrice <= 0)
        {
            return null;
        }

        var isLong = position.SignedQuantity > 0;
        var stop = isLong ? instrument.CeilingPrice(position.MarkPrice * (1m - fraction)) : instrument.FloorPrice(position.MarkPrice * (1m + fraction));
        var tooFar = position.LiquidationPrice is { } end && end > 0 && (isLong ? stop <= end : stop >= end);
        return tooFar || stop <= 0 || stop == position.MarkPrice ? null : stop;
    }
}
