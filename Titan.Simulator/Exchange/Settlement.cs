namespace Titan.Simulator.Exchange;

/// <summary>
/// Books a fill: order, position, wallet and the execution row; then lets everything that hangs on the position follow
/// (reduce-only orders are cut, protections resized or removed).
/// </summary>
internal sealed class Settlement(Venue venue)
{
    /// <summary>The wallet keeps eight decimals; what is booked is rounded before it is summed, so books add up exactly.</summary>
    public const int MoneyDecimals = 8;

    public void Fill(Order order, decimal price, decimal qty, bool isMaker, string execType = "Trade")
    {
        var instrument = order.Instrument;
        var position = instrument.Position;
        var rate = isMaker ? instrument.Spec.MakerFee : instrument.Spec.TakerFee;
        var fee = Math.Round(price * qty * rate, MoneyDecimals);
        var now = venue.NowMs;

        order.FilledQty += qty;
        order.FilledValue += qty * price;
        order.Fee += fee;
        order.UpdatedMs = now;
        order.Status = order.FilledQty >= order.Qty ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
        if (order.Status == OrderStatus.Filled) instrument.OpenOrders.Remove(order);

        var sideBefore = Math.Sign(position.Size);
        var closed = position.IsReducedBy(order.Side) ? Math.Min(qty, position.Quantity) : 0m;
        var gross = Math.Round(closed * (price - position.AveragePrice) * Math.Sign(position.Size), MoneyDecimals);
        venue.Account.BookTrade(gross, fee);
        order.ClosedProfit += gross;
        Move(position, order, price, qty, closed, gross, fee, execType);

        var execution = new Execution
        {
            Sequence = venue.NextSequence(),
            ExecId = venue.Ids.Next(),
            Symbol = instrument.Symbol,
            Side = order.Side,
            Price = price,
            Qty = qty,
            Fee = fee,
            FeeRate = rate,
            ExecType = execType,
            TimeMs = now,
            OrderId = order.OrderId,
            OrderLinkId = order.OrderLinkId,
            OrderTypeText = order.Type.ToString(),
            StopKindText = order.IsStop ? order.StopKind.ToString() : "UNKNOWN",
            CreateType = order.CreateType,
            IsMaker = isMaker,
            OrderPrice = order.Price,
            OrderQty = order.Qty,
            LeavesQty = order.Leaves,
            ClosedSize = closed,
            MarkPrice = instrument.MarkPrice,
            ClosedProfit = gross,
            BalanceAfter = venue.Account.Balance,
        };
        position.Sequence = execution.Sequence;
        venue.Account.Keep(execution);
        venue.Listener.Executed(execution);
        venue.Stops.Follow(order, sideBefore, opened: qty - closed);
        CutReduceOnly(instrument);
        venue.Listener.PositionChanged(position);
        venue.Listener.WalletChanged();
    }

    private void Move(Position position, Order order, decimal price, decimal qty, decimal closed, decimal gross, decimal fee, string execType)
    {
        var now = venue.NowMs;
        var opened = qty - closed;
        var closingFee = fee * (closed / qty);
        if (closed > 0m)
        {
            var openFee = position.OpenFee * (closed / position.Quantity);
            position.OpenFee -= openFee;
            RecordClosed(position, order, price, closed, gross, openFee, closingFee, execType);
            position.CurrentRealised += gross - closingFee;
            position.CumulativeRealised += gross - closingFee;
            position.Size += closed * order.Side.Sign();
        }
        if (opened > 0m)
        {
            if (position.IsFlat)
            {
                position.AveragePrice = 0m;
                position.CurrentRealised = 0m;
                position.OpenedMs = now;
                if (position.CreatedMs == 0) position.CreatedMs = now;
            }
            var openingFee = fee - closingFee;
            position.AveragePrice = ((position.Quantity * position.AveragePrice) + (opened * price)) / (position.Quantity + opened);
            position.Size += opened * order.Side.Sign();
            position.OpenFee += openingFee;
            position.CurrentRealised -= openingFee;
            position.CumulativeRealised -= openingFee;
        }
        if (position.IsFlat) position.AveragePrice = 0m;
        position.UpdatedMs = now;
    }

    private void RecordClosed(
        Position position, Order order, decimal price, decimal closed, decimal gross, decimal openFee, decimal closeFee, string execType)
    {
        if (order.ClosedRow is not { } row)
        {
            row = new ClosedProfitRow
            {
                Sequence = venue.NextSequence(),
                Order = order,
                CreatedMs = venue.NowMs,
                Leverage = position.Leverage,
                ExecType = execType,
            };
            order.ClosedRow = row;
            venue.Account.Keep(row);
        }
        row.UpdatedMs = venue.NowMs;
        row.ClosedSize += closed;
        row.EntryValue += closed * position.AveragePrice;
        row.ExitValue += closed * price;
        row.OpenFee += openFee;
        row.CloseFee += closeFee;
        row.NetProfit += gross - openFee - closeFee;
        row.FillCount++;
    }

    /// <summary>No reduce-only order may be larger than what it reduces; an order with nothing left to reduce is cancelled.</summary>
    public void CutReduceOnly(Instrument instrument)
    {
        var position = instrument.Position;
        for (var i = instrument.OpenOrders.Count - 1; i >= 0; i--)
        {
            if (i >= instrument.OpenOrders.Count) continue;
            var order = instrument.OpenOrders[i];
            if (!order.ReduceOnly || !order.IsWorking) continue;
            var room = position.IsReducedBy(order.Side) ? position.Quantity : 0m;
            if (order.Leaves <= room) continue;
            if (room == 0m)
            {
                venue.Desk.Finish(order, OrderStatus.Cancelled, cancelType: "CancelByReduceOnly");
                continue;
            }
            order.Qty = order.FilledQty + room;
            order.UpdatedMs = venue.NowMs;
            venue.Listener.OrderChanged(order);
            venue.Listener.BookChanged(instrument);
        }
    }
}
