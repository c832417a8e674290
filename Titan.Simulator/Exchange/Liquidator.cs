namespace Titan.Simulator.Exchange;

/// <summary>
/// Takes positions over when maintenance margin reaches the margin balance: first every open order goes
/// (CancelAllBeforeLiq), then the costliest positions close at their bankruptcy price until the account stands again.
/// </summary>
internal sealed class Liquidator(Venue venue)
{
    public void Check()
    {
        var account = venue.Account;
        if (!IsDue()) return;
        foreach (var instrument in venue.Instruments.Values)
            foreach (var order in instrument.OpenOrders.ToArray())
                venue.Desk.Finish(order, Withdrawn(order), cancelType: "CancelAllBeforeLiq");

        while (IsDue())
        {
            var position = venue.Instruments.Values.Select(static i => i.Position).MaxBy(static p => p.MaintenanceMargin)!;
            TakeOver(position);
        }
        account.Insure();
        venue.Listener.WalletChanged();
    }

    private bool IsDue()
    {
        var maintenance = venue.Account.MaintenanceMargin;
        return maintenance > 0m && maintenance >= venue.Account.MarginBalance;
    }

    /// <summary>Takes one position over at its bankruptcy price, whatever the account stands at.</summary>
    public void TakeOver(Position position)
    {
        var instrument = position.Instrument;
        var held = position.ClosingSide.Opposite();
        var size = position.Quantity;
        var order = venue.Desk.Register(new Order
        {
            Sequence = venue.NextSequence(),
            OrderId = venue.Ids.Next(),
            Instrument = instrument,
            Side = position.ClosingSide,
            Type = OrderType.Market,
            TimeInForce = TimeInForce.IOC,
            CreatedMs = venue.NowMs,
            CreateType = "CreateByLiq",
            Qty = size,
            Price = BankruptcyPrice(position),
            Status = OrderStatus.New,
            LastPriceOnCreated = instrument.LastPrice,
        });
        position.Liquidating = true;
        venue.Listener.PositionChanged(position);
        position.Liquidating = false;
        venue.Settlement.Fill(order, order.Price, size, isMaker: false, execType: "BustTrade");
        venue.Listener.OrderChanged(order);
        venue.Listener.Liquidated(instrument, held, size, order.Price);
    }

    /// <summary>The price at which the position has used up its own maintenance margin, closing fee included.</summary>
    private static decimal BankruptcyPrice(Position position)
    {
        var spec = position.Instrument.Spec;
        var room = Math.Max(0m, spec.MaintenanceMarginRate - spec.TakerFee);
        var price = position.Instrument.MarkPrice * (1m - (Math.Sign(position.Size) * room));
        return Math.Max(spec.TickSize, position.Instrument.RoundDown(price));
    }

    private static OrderStatus Withdrawn(Order order) =>
        order.Status == OrderStatus.Untriggered ? OrderStatus.Deactivated : OrderStatus.Cancelled;
}
