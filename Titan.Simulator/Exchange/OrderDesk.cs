namespace Titan.Simulator.Exchange;

/// <summary>Takes orders in: judges a ticket, registers the order, lets it match and rests or ends what is left.</summary>
internal sealed class OrderDesk(Venue venue)
{
    /// <summary>Judges and, when accepted, works a new order. A refused ticket leaves no trace and its orderLinkId stays free.</summary>
    public (Verdict Verdict, Order? Order) Create(OrderTicket ticket)
    {
        if (ticket.Unreadable is { } problem) return (Verdict.Parameter(problem), null);
        if (ticket.Category != "linear") return (Verdict.Parameter("Illegal category"), null);
        if (!venue.Instruments.TryGetValue(ticket.Symbol, out var instrument)) return (Verdict.Parameter("Not supported symbols"), null);
        var (verdict, order) = Judge(ticket, instrument);
        if (order is null) return (verdict, null);

        Register(order);
        if (order.Status == OrderStatus.Untriggered) venue.Listener.OrderChanged(order);
        else Work(order);
        venue.Listener.PositionChanged(instrument.Position);
        venue.Listener.WalletChanged();
        venue.Stops.Judge(instrument);
        return (Verdict.Ok, order);
    }

    public Order Register(Order order)
    {
        order.UpdatedMs = order.CreatedMs;
        venue.Orders.Add(order);
        order.VisibleFromMs = order.CreatedMs + venue.HiddenFor(order);
        return order;
    }

    /// <summary>Matches an active order at once and rests, fills or ends it by its time in force.</summary>
    public void Work(Order order)
    {
        var instrument = order.Instrument;
        var book = instrument.Book;
        if (order.TimeInForce == TimeInForce.PostOnly && book.Crosses(order.Side, order.Price))
        {
            Finish(order, OrderStatus.Cancelled, rejectReason: "EC_PostOnlyWillTakeLiquidity");
            return;
        }
        if (order.TimeInForce == TimeInForce.FOK && book.Available(order.Side, order.Price) < order.Leaves)
        {
            Finish(order, OrderStatus.Cancelled, rejectReason: "EC_CancelForNoFullFill");
            return;
        }
        var size = order.Leaves;
        if (book.Crosses(order.Side, order.Price) && venue.PartialFill(order) is { } fraction)
        {
            size = Math.Floor(size * fraction / instrument.Spec.QtyStep) * instrument.Spec.QtyStep;
            venue.Matcher.Take(instrument, order.Side, size, order.Price, order);
            book.WithdrawOutside(order.Side, order.Price);
            venue.Listener.BookChanged(instrument);
        }
        else
        {
            venue.Matcher.Take(instrument, order.Side, size, order.Price, order);
        }

        if (!order.Status.IsOpen())
        {
            if (order.Status == OrderStatus.Filled) venue.Listener.OrderChanged(order);
            return;
        }
        if (order.TimeInForce is TimeInForce.IOC or TimeInForce.FOK)
        {
            Finish(order, OrderStatus.Cancelled, rejectReason: "EC_NoImmediateQtyToFill");
            return;
        }
        order.Status = order.FilledQty > 0m ? OrderStatus.PartiallyFilled : OrderStatus.New;
        book.Rest(order);
        venue.Listener.OrderChanged(order);
        venue.Listener.BookChanged(instrument);
    }

    /// <summary>Ends an order in a final state; nothing happens to one that has ended already.</summary>
    public void Finish(Order order, OrderStatus status, string cancelType = "UNKNOWN", string rejectReason = "EC_NoError")
    {
        if (!order.Status.IsOpen()) return;
        order.Status = status;
        order.CancelType = cancelType;
        order.RejectReason = rejectReason;
        order.UpdatedMs = venue.NowMs;
        order.Instrument.OpenOrders.Remove(order);
        order.Instrument.Book.Remove(order);
        venue.Listener.OrderChanged(order);
        venue.Listener.BookChanged(order.Instrument);
        venue.Stops.Forget(order);
    }

    private (Verdict, Order?) Judge(OrderTicket ticket, Instrument instrument)
    {
        if (ticket.PositionIdx != 0) return (Verdict.Parameter("position idx not match position mode"), null);
        if (!Enum.TryParse<Side>(ticket.Side, out var side)) return (Verdict.Parameter("Side invalid"), null);
        if (!Enum.TryParse<OrderType>(ticket.OrderType, out var type)) return (Verdict.Parameter("OrderType invalid"), null);
        if (!TryTimeInForce(ticket.TimeInForce, type, out var timeInForce)) return (Verdict.Parameter("timeInForce invalid"), null);
        if (OrderRules.LinkId(ticket.OrderLinkId, venue.Orders) is { IsOk: false } link) return (link, null);

        var position = instrument.Position;
        var conditional = ticket.TriggerPrice is > 0m;
        var closesAll = ticket is { Qty: 0m, ReduceOnly: true, CloseOnTrigger: true };
        var qty = closesAll && !conditional ? position.Quantity : ticket.Qty ?? 0m;
        if (ticket.ReduceOnly && !conditional)
        {
            if (position.IsFlat) return (new Verdict(110017, "current position is zero, cannot fix reduce-only order qty"), null);
            if (!position.IsReducedBy(side)) return (new Verdict(110017, "Reduce-only rule not satisfied"), null);
        }
        if (!(closesAll && conditional) && OrderRules.Quantity(instrument, qty, type, ticket.ReduceOnly) is { IsOk: false } quantity)
            return (quantity, null);
        if (ticket.ReduceOnly && !conditional) qty = Math.Min(qty, position.Quantity);

        if (type == OrderType.Limit && Priced(ticket, instrument, side, conditional) is { IsOk: false } priced) return (priced, null);
        var reference = type == OrderType.Limit ? ticket.Price!.Value : conditional ? ticket.TriggerPrice!.Value : Expected(instrument, side);
        if (OrderRules.Notional(instrument, qty, reference, ticket.ReduceOnly) is { IsOk: false } notional) return (notional, null);
        if (conditional && OrderRules.Trigger(instrument, ticket.TriggerPrice!.Value, ticket.TriggerDirection, ticket.TriggerBy) is { IsOk: false } trigger)
            return (trigger, null);
        if (ticket.ReduceOnly && (ticket.TakeProfit is > 0m || ticket.StopLoss is > 0m))
            return (Verdict.Parameter("TP/SL can not be set on a reduce-only order"), null);
        if (OrderRules.Protection(instrument, side, ticket.TakeProfit, ticket.StopLoss, reference) is { IsOk: false } protection)
            return (protection, null);
        if (OrderRules.Caps(instrument, conditional) is { IsOk: false } caps) return (caps, null);
        if (!conditional && !ticket.ReduceOnly && !venue.Account.Affords(instrument, side, qty, reference))
            return (new Verdict(110007, "ab not enough for new order"), null);

        return (Verdict.Ok, new Order
        {
            Sequence = venue.NextSequence(),
            OrderId = venue.Ids.Next(),
            OrderLinkId = ticket.OrderLinkId,
            Instrument = instrument,
            Side = side,
            Type = type,
            TimeInForce = timeInForce,
            Qty = qty,
            Price = type == OrderType.Limit ? ticket.Price!.Value : conditional ? 0m : MarketBound(instrument, side, ticket),
            ReduceOnly = ticket.ReduceOnly,
            CloseOnTrigger = ticket.CloseOnTrigger,
            Status = conditional ? OrderStatus.Untriggered : OrderStatus.New,
            StopKind = conditional ? StopKind.Stop : StopKind.None,
            TriggerPrice = ticket.TriggerPrice ?? 0m,
            TriggerDirection = conditional ? ticket.TriggerDirection : 0,
            TriggerBy = ticket.TriggerBy,
            TakeProfit = ticket.TakeProfit ?? 0m,
            StopLoss = ticket.StopLoss ?? 0m,
            TakeProfitTriggerBy = ticket.TakeProfitTriggerBy,
            StopLossTriggerBy = ticket.StopLossTriggerBy,
            PartialProtection = ticket.PartialProtection,
            TakeProfitType = ticket.TakeProfitType,
            StopLossType = ticket.StopLossType,
            TakeProfitLimit = ticket.TakeProfitLimit ?? 0m,
            StopLossLimit = ticket.StopLossLimit ?? 0m,
            SelfMatch = ticket.SelfMatch,
            LastPriceOnCreated = instrument.LastPrice,
            CreatedMs = venue.NowMs,
        });
    }

    /// <summary>A market order trades no further than the price band around the mark, or its own tolerance.</summary>
    public static decimal MarketBound(Instrument instrument, Side side, OrderTicket? ticket = null)
    {
        var band = side == Side.Buy ? instrument.BuyLimit : instrument.SellLimit;
        if (ticket?.SlippageTolerance is not { } tolerance || instrument.Book.Best(side.Opposite()) is not { } best) return band;
        var distance = ticket.SlippageToleranceType == "Percent" ? best * tolerance / 100m : tolerance * instrument.Spec.TickSize;
        var bound = instrument.RoundDown(best + (side.Sign() * distance));
        return side == Side.Buy ? Math.Min(band, bound) : Math.Max(band, bound);
    }

    private static decimal Expected(Instrument instrument, Side side) => instrument.Book.Best(side.Opposite()) ?? instrument.MarkPrice;

    private static Verdict Priced(OrderTicket ticket, Instrument instrument, Side side, bool conditional)
    {
        if (ticket.Price is not { } price) return Verdict.Parameter("Price invalid");
        if (conditional) return OrderRules.IsTick(instrument, price) ? Verdict.Ok : Verdict.Parameter("Price invalid");
        return OrderRules.Price(instrument, side, price);
    }

    private static bool TryTimeInForce(string text, OrderType type, out TimeInForce timeInForce)
    {
        timeInForce = type == OrderType.Market ? TimeInForce.IOC : TimeInForce.GTC;
        if (text.Length == 0) return true;
        if (!Enum.TryParse<TimeInForce>(text, out var asked)) return false;
        if (type == OrderType.Limit) timeInForce = asked;
        return true;
    }
}
