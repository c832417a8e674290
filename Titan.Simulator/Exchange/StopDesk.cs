namespace Titan.Simulator.Exchange;

/// <summary>
/// Orders that wait for a price: users' conditional orders and the protections of a position (full or partial take profit
/// and stop loss, trailing stop). A triggered order goes on under the same id.
/// </summary>
internal sealed class StopDesk(Venue venue)
{
    private const int TriggersPerStep = 100;
    private readonly Dictionary<(string ParentId, StopKind Kind), Order> _attached = [];

    /// <summary>Triggers whatever the present prices reach; one triggered order may reach the next.</summary>
    public void Judge(Instrument instrument)
    {
        if (instrument.OpenOrders.Count == 0) return;
        for (var count = 0; count < TriggersPerStep; count++)
        {
            Order? due = null;
            foreach (var order in instrument.OpenOrders)
            {
                if (order.Status != OrderStatus.Untriggered) continue;
                Trail(order);
                if (!IsReached(order)) continue;
                due = order;
                break;
            }
            if (due is null) return;
            Trigger(due);
        }
    }

    /// <summary>Lets protections follow a fill: attach what the order carried, resize, or remove when the position ended or turned.</summary>
    public void Follow(Order order, int sideBefore, decimal opened)
    {
        var position = order.Instrument.Position;
        if (sideBefore != 0 && Math.Sign(position.Size) != sideBefore) RemoveProtections(order.Instrument);
        if (opened > 0m && !position.IsFlat) Attach(order, opened);
        foreach (var stop in order.Instrument.OpenOrders.ToArray())
        {
            if (stop.Status != OrderStatus.Untriggered || !stop.StopKind.ProtectsPosition() || stop.StopKind.IsPartial()) continue;
            if (stop.Qty == position.Quantity) continue;
            stop.Qty = position.Quantity;
            stop.UpdatedMs = venue.NowMs;
            venue.Listener.OrderChanged(stop);
        }
    }

    /// <summary>Sets, moves or (with 0) removes the one full take profit, stop loss or trailing stop of a position.</summary>
    public void SetFull(Position position, StopKind kind, decimal trigger, TriggerBy by, string parentLinkId = "")
    {
        var standing = position.Instrument.OpenOrders.Find(o => o.StopKind == kind && o.Status == OrderStatus.Untriggered);
        if (trigger == 0m)
        {
            if (standing is not null) venue.Desk.Finish(standing, OrderStatus.Deactivated, cancelType: "CancelByUser");
            return;
        }
        Note(position, kind, trigger);
        if (standing is not null)
        {
            standing.TriggerPrice = trigger;
            standing.TriggerBy = by;
            standing.UpdatedMs = venue.NowMs;
            venue.Listener.OrderChanged(standing);
            return;
        }
        Place(position, kind, trigger, by, position.Quantity, OrderType.Market, 0m, parentLinkId);
    }

    /// <summary>Adds one protection for part of a position.</summary>
    public Order Place(
        Position position, StopKind kind, decimal trigger, TriggerBy by, decimal qty, OrderType type, decimal limit, string parentLinkId)
    {
        var profits = kind is StopKind.TakeProfit or StopKind.PartialTakeProfit;
        var isLong = position.Size > 0m;
        var order = venue.Desk.Register(new Order
        {
            Sequence = venue.NextSequence(),
            OrderId = venue.Ids.Next(),
            ParentOrderLinkId = parentLinkId,
            Instrument = position.Instrument,
            Side = position.ClosingSide,
            Type = type,
            TimeInForce = type == OrderType.Market ? TimeInForce.IOC : TimeInForce.GTC,
            Qty = qty,
            Price = limit,
            ReduceOnly = true,
            CloseOnTrigger = true,
            Status = OrderStatus.Untriggered,
            StopKind = kind,
            CreateType = CreateType(kind),
            TriggerPrice = trigger,
            TriggerDirection = profits == isLong ? 1 : 2,
            TriggerBy = by,
            PartialProtection = kind.IsPartial(),
            LastPriceOnCreated = position.Instrument.LastPrice,
            CreatedMs = venue.NowMs,
        });
        venue.Listener.OrderChanged(order);
        return order;
    }

    /// <summary>After a protection ended, the position no longer shows it.</summary>
    public void Forget(Order order)
    {
        if (!order.StopKind.ProtectsPosition() || order.StopKind.IsPartial()) return;
        Note(order.Instrument.Position, order.StopKind, 0m);
        venue.Listener.PositionChanged(order.Instrument.Position);
    }

    /// <summary>After a protection's trigger was amended by order id, the position shows the new one.</summary>
    public static void Mirror(Order order)
    {
        if (order.StopKind is StopKind.TakeProfit or StopKind.StopLoss) Note(order.Instrument.Position, order.StopKind, order.TriggerPrice);
    }

    private void Trigger(Order order)
    {
        var instrument = order.Instrument;
        order.Status = OrderStatus.Triggered;
        order.UpdatedMs = venue.NowMs;
        venue.Listener.OrderChanged(order);
        Forget(order);

        if (order.Type == OrderType.Market) order.Price = OrderDesk.MarketBound(instrument, order.Side);
        if (order.ReduceOnly)
        {
            var room = instrument.Position.IsReducedBy(order.Side) ? instrument.Position.Quantity : 0m;
            if (room == 0m)
            {
                venue.Desk.Finish(order, OrderStatus.Cancelled, cancelType: "CancelByReduceOnly");
                return;
            }
            order.Qty = order.Qty == 0m ? room : Math.Min(order.Qty, room);
        }
        else if (!venue.Account.Affords(instrument, order.Side, order.Qty, order.Price))
        {
            venue.Desk.Finish(order, OrderStatus.Rejected, rejectReason: "EC_Others");
            return;
        }
        order.Status = OrderStatus.New;
        venue.Desk.Work(order);
    }

    private void Attach(Order order, decimal opened)
    {
        var position = order.Instrument.Position;
        if (order.TakeProfit > 0m)
        {
            if (order.PartialProtection)
                Grow(order, StopKind.PartialTakeProfit, order.TakeProfit, order.TakeProfitTriggerBy, opened, order.TakeProfitType, order.TakeProfitLimit);
            else if (position.TakeProfit != order.TakeProfit)
                SetFull(position, StopKind.TakeProfit, order.TakeProfit, order.TakeProfitTriggerBy, order.OrderLinkId);
        }
        if (order.StopLoss <= 0m) return;
        if (order.PartialProtection)
            Grow(order, StopKind.PartialStopLoss, order.StopLoss, order.StopLossTriggerBy, opened, order.StopLossType, order.StopLossLimit);
        else if (position.StopLoss != order.StopLoss)
            SetFull(position, StopKind.StopLoss, order.StopLoss, order.StopLossTriggerBy, order.OrderLinkId);
    }

    private void Grow(Order order, StopKind kind, decimal trigger, TriggerBy by, decimal opened, OrderType type, decimal limit)
    {
        if (_attached.TryGetValue((order.OrderId, kind), out var child) && child.Status == OrderStatus.Untriggered)
        {
            child.Qty += opened;
            child.UpdatedMs = venue.NowMs;
            venue.Listener.OrderChanged(child);
            return;
        }
        _attached[(order.OrderId, kind)] =
            Place(order.Instrument.Position, kind, trigger, by, opened, type, type == OrderType.Limit ? limit : 0m, order.OrderLinkId);
    }

    private void RemoveProtections(Instrument instrument)
    {
        foreach (var stop in instrument.OpenOrders.ToArray())
        {
            if (stop.Status == OrderStatus.Untriggered && stop.StopKind.ProtectsPosition())
                venue.Desk.Finish(stop, OrderStatus.Deactivated, cancelType: "CancelByTpSlTsClear");
        }
    }

    private static void Note(Position position, StopKind kind, decimal value)
    {
        if (kind == StopKind.TakeProfit) position.TakeProfit = value;
        else if (kind == StopKind.StopLoss) position.StopLoss = value;
        else if (kind == StopKind.TrailingStop && value == 0m) position.TrailingStop = 0m;
    }

    private static bool IsReached(Order order)
    {
        if (order.TriggerPrice == 0m) return false;
        var price = order.Instrument.Price(order.TriggerBy);
        return order.TriggerDirection == 1 ? price >= order.TriggerPrice : price <= order.TriggerPrice;
    }

    /// <summary>A trailing stop starts at its activation price and then only ever tightens.</summary>
    private static void Trail(Order order)
    {
        if (order.StopKind != StopKind.TrailingStop) return;
        var last = order.Instrument.LastPrice;
        var protectsLong = order.Side == Side.Sell;
        if (order.TrailActivation is { } activation)
        {
            if (protectsLong ? last < activation : last > activation) return;
            order.TrailActivation = null;
        }
        var stop = protectsLong ? last - order.TrailDistance : last + order.TrailDistance;
        if (order.TriggerPrice == 0m || (protectsLong ? stop > order.TriggerPrice : stop < order.TriggerPrice)) order.TriggerPrice = stop;
    }

    private static string CreateType(StopKind kind) => kind switch
    {
        StopKind.TakeProfit => "CreateByTakeProfit",
        StopKind.StopLoss => "CreateByStopLoss",
        StopKind.PartialTakeProfit => "CreateByPartialTakeProfit",
        StopKind.PartialStopLoss => "CreateByPartialStopLoss",
        _ => "CreateByTrailingStop",
    };
}
