namespace Titan.Simulator.Exchange;

/// <summary>Changes orders that stand: amend, cancel, cancel-all.</summary>
internal sealed class OrderChanges(Venue venue)
{
    /// <summary>One cancel-all call withdraws at most so many orders, chosen arbitrarily; the caller has to call again.</summary>
    public const int CancelAllCap = 500;

    private static Verdict TooLate(string what) => new(110001, "order not exists or too late to " + what);

    public (Verdict Verdict, Order? Order) Cancel(string category, string symbol, string orderId, string orderLinkId)
    {
        if (category != "linear") return (Verdict.Parameter("Illegal category"), null);
        if (orderId.Length == 0 && orderLinkId.Length == 0) return (Verdict.Parameter("OrderId or orderLinkId is required"), null);
        var order = venue.Orders.Find(orderId, orderLinkId);
        if (order is null || order.Instrument.Symbol != symbol || !order.Status.IsOpen()) return (TooLate("cancel"), null);
        Withdraw(order);
        return (Verdict.Ok, order);
    }

    /// <summary>Withdraws what a filter names: Order (working), StopOrder (untriggered) or everything; Stop alone narrows to conditionals.</summary>
    public (Verdict Verdict, List<Order> Orders) CancelAll(string category, string symbol, string baseCoin, string settleCoin, string filter, string stopOrderType)
    {
        if (category != "linear") return (Verdict.Parameter("Illegal category"), []);
        if (symbol.Length == 0 && baseCoin.Length == 0 && settleCoin.Length == 0)
            return (Verdict.Parameter("Symbol, baseCoin or settleCoin is required"), []);
        if (symbol.Length > 0 && !venue.Instruments.ContainsKey(symbol)) return (Verdict.Parameter("Not supported symbols"), []);
        if (filter is not ("" or "Order" or "StopOrder" or "OpenOrder")) return (Verdict.Parameter("orderFilter invalid"), []);

        var chosen = venue.Instruments.Values
            .Where(i => symbol.Length > 0 ? i.Symbol == symbol : baseCoin.Length > 0 ? i.Spec.BaseCoin == baseCoin : settleCoin == "USDT")
            .SelectMany(static i => i.OpenOrders)
            .Where(o => Matches(o, filter, stopOrderType))
            .ToList();
        while (chosen.Count > CancelAllCap) chosen.RemoveAt(venue.Ids.NextBelow(chosen.Count));
        foreach (var order in chosen) Withdraw(order);
        return (Verdict.Ok, chosen);
    }

    public (Verdict Verdict, Order? Order) Amend(AmendTicket ticket)
    {
        if (ticket.Unreadable is { } problem) return (Verdict.Parameter(problem), null);
        if (ticket.Category != "linear") return (Verdict.Parameter("Illegal category"), null);
        if (ticket.OrderId.Length == 0 && ticket.OrderLinkId.Length == 0) return (Verdict.Parameter("OrderId or orderLinkId is required"), null);
        var order = venue.Orders.Find(ticket.OrderId, ticket.OrderLinkId);
        if (order is null || order.Instrument.Symbol != ticket.Symbol || !order.Status.IsOpen()) return (TooLate("replace"), null);
        if (Judge(order, ticket) is { IsOk: false } verdict) return (verdict, null);

        var requeue = order.IsWorking && ((ticket.Price is { } p && p != order.Price) || (ticket.Qty is { } q && q > order.Qty));
        if (requeue) order.Instrument.Book.Remove(order);
        order.Qty = ticket.Qty ?? order.Qty;
        order.Price = ticket.Price ?? order.Price;
        order.TriggerPrice = ticket.TriggerPrice ?? order.TriggerPrice;
        order.TakeProfit = ticket.TakeProfit ?? order.TakeProfit;
        order.StopLoss = ticket.StopLoss ?? order.StopLoss;
        order.UpdatedMs = venue.NowMs;
        StopDesk.Mirror(order);
        if (requeue) venue.Desk.Work(order);
        else venue.Listener.OrderChanged(order);
        venue.Listener.BookChanged(order.Instrument);
        venue.Listener.PositionChanged(order.Instrument.Position);
        venue.Listener.WalletChanged();
        venue.Stops.Judge(order.Instrument);
        return (Verdict.Ok, order);
    }

    private Verdict Judge(Order order, AmendTicket ticket)
    {
        var instrument = order.Instrument;
        if ((ticket.Qty ?? order.Qty) == order.Qty && (ticket.Price ?? order.Price) == order.Price
            && (ticket.TriggerPrice ?? order.TriggerPrice) == order.TriggerPrice
            && (ticket.TakeProfit ?? order.TakeProfit) == order.TakeProfit && (ticket.StopLoss ?? order.StopLoss) == order.StopLoss)
            return Verdict.Parameter("The order remains unchanged as the parameters entered match the existing ones.");
        if (ticket.Qty is { } qty)
        {
            if (qty <= order.FilledQty)
                return new Verdict(110064, "The modified contract quantity cannot be less than or equal to the filled quantity.");
            if (OrderRules.Quantity(instrument, qty, order.Type, order.ReduceOnly) is { IsOk: false } bad) return bad;
            if (order.ReduceOnly && order.IsWorking && qty - order.FilledQty > instrument.Position.Quantity)
                return new Verdict(110017, "Reduce-only rule not satisfied");
        }
        if (ticket.Price is { } price)
        {
            if (order.Type == OrderType.Market) return Verdict.Parameter("Price invalid");
            var bad = order.IsWorking ? OrderRules.Price(instrument, order.Side, price)
                : OrderRules.IsTick(instrument, price) ? Verdict.Ok : Verdict.Parameter("Price invalid");
            if (!bad.IsOk) return bad;
        }
        if (ticket.TriggerPrice is { } trigger)
        {
            if (order.Status != OrderStatus.Untriggered) return Verdict.Parameter("TriggerPrice invalid");
            if (OrderRules.Trigger(instrument, trigger, order.TriggerDirection, order.TriggerBy) is { IsOk: false } bad) return bad;
        }
        var reference = ticket.Price ?? (order.Price > 0m ? order.Price : order.TriggerPrice);
        if (OrderRules.Protection(instrument, order.Side, ticket.TakeProfit, ticket.StopLoss, reference) is { IsOk: false } protection)
            return protection;
        if (!order.IsWorking || order.ReduceOnly) return Verdict.Ok;
        var moreQty = (ticket.Qty ?? order.Qty) - order.Qty;
        var morePrice = (ticket.Price ?? order.Price) - order.Price;
        var addedValue = (moreQty * reference) + (Math.Max(0m, morePrice) * order.Leaves);
        return addedValue <= 0m || venue.Account.Affords(instrument, order.Side, 1m, addedValue)
            ? Verdict.Ok
            : new Verdict(110007, "ab not enough for new order");
    }

    private void Withdraw(Order order)
    {
        var status = order.Status == OrderStatus.Untriggered ? OrderStatus.Deactivated : OrderStatus.Cancelled;
        venue.Desk.Finish(order, status, cancelType: "CancelByUser");
        venue.Listener.PositionChanged(order.Instrument.Position);
        venue.Listener.WalletChanged();
    }

    private static bool Matches(Order order, string filter, string stopOrderType) => filter switch
    {
        "Order" => order.Status != OrderStatus.Untriggered,
        "StopOrder" => order.Status == OrderStatus.Untriggered && (stopOrderType != "Stop" || order.StopKind == StopKind.Stop),
        "OpenOrder" => !order.StopKind.ProtectsPosition(),
        _ => true,
    };
}
