using Titan.Engine.Model;

namespace Titan.Engine.Ledger;

/// <summary>How fills, funding, stops and corrections change orders and positions (spec titan-trading 4.2, 4.8).</summary>
public sealed partial class EngineState
{
    private ClosedTrade? Book(FillBooked fill, DateTimeOffset at, long sequence)
    {
        if (!Remember(fill.Id))
        {
            return null;
        }

        var order = fill.Order is { } id && _orders.TryGetValue(id, out var found) ? found : null;
        if (order is not null)
        {
            Store(WithFill(order, fill, at));
        }

        Equity = Equity with { FeesPaid = Equity.FeesPaid + fill.Fee };
        var signed = fill.Side.Sign() * fill.Quantity;
        _positions.TryGetValue(fill.Instrument, out var position);
        var closed = Move(position, fill, order, signed, at, sequence);
        FollowFill(fill, order, position, at);
        return closed;
    }

    private ClosedTrade? Move(Position? position, FillBooked fill, Order? order, decimal signed, DateTimeOffset at, long sequence)
    {
        if (position is null)
        {
            Open(fill, order, signed, fill.Fee, at, sequence);
            return null;
        }

        if (Math.Sign(position.SignedQuantity) == Math.Sign(signed))
        {
            Add(position, fill, order, signed, at);
            return null;
        }

        return Close(position, fill, order, at, sequence);
    }

    private static Order WithFill(Order order, FillBooked fill, DateTimeOffset at)
    {
        var filled = order.FilledQuantity + fill.Quantity;
        var status = order.Status.IsTerminal() ? order.Status
            : filled >= order.Quantity ? OrderStatus.Filled
            : order.Status == OrderStatus.CancelPending ? OrderStatus.CancelPending
            : OrderStatus.PartiallyFilled;
        return order with
        {
            FilledQuantity = filled,
            AverageFillPrice = ((order.AverageFillPrice * order.FilledQuantity) + (fill.Price * fill.Quantity)) / filled,
            Fees = order.Fees + fill.Fee,
            FirstFillAt = order.FirstFillAt ?? at,
            Status = status,
            UpdatedAt = at,
        };
    }

    private void Open(FillBooked fill, Order? order, decimal signed, decimal fee, DateTimeOffset at, long sequence) =>
        _positions[fill.Instrument] = new Position
        {
            Id = $"p{sequence}",
            Instrument = fill.Instrument,
            SignedQuantity = signed,
            EntryPrice = fill.Price,
            Origin = order is null ? PositionOrigin.Adopted : PositionOrigin.Engine,
            Strategy = order?.Source ?? "",
            TrapType = order?.TrapType,
            Correlation = order?.Correlation ?? new CorrelationId($"venue-{fill.Id}"),
            Leverage = order?.Leverage ?? 0m,
            InitialStop = order?.StopLoss,
            WantedStop = order?.StopLoss,
            WantedTarget = order?.TakeProfit,
            NakedSince = at,
            Fees = fee,
            SlippageBps = Slippage(order, fill),
            LatencyMs = order is null ? 0 : Math.Max(0, (at - order.CreatedAt).TotalMilliseconds),
            OpenedAt = at,
            UpdatedAt = at,
        };

    private static decimal Slippage(Order? order, FillBooked fill) =>
        order is { ReferencePrice: > 0 }
            ? fill.Side.Sign() * (fill.Price - order.ReferencePrice) / order.ReferencePrice * 10_000m
            : 0m;

    private void Add(Position position, FillBooked fill, Order? order, decimal signed, DateTimeOffset at)
    {
        var total = position.SignedQuantity + signed;
        Put(position with
        {
            SignedQuantity = total,
            EntryPrice = ((position.EntryPrice * position.Quantity) + (fill.Price * fill.Quantity)) / Math.Abs(total),
            Fees = position.Fees + fill.Fee,
            WantedStop = order?.StopLoss ?? position.WantedStop,
            WantedTarget = order?.TakeProfit ?? position.WantedTarget,
            UpdatedAt = at,
        }, at);
    }

    private ClosedTrade? Close(Position position, FillBooked fill, Order? order, DateTimeOffset at, long sequence)
    {
        var closing = Math.Min(fill.Quantity, position.Quantity);
        var feePart = fill.Fee * (closing / fill.Quantity);
        var gain = (fill.Price - position.EntryPrice) * closing * Math.Sign(position.SignedQuantity);
        Equity = Equity with { RealizedPnl = Equity.RealizedPnl + gain };
        var reduced = Reduce(position, closing, fill.Price, gain, feePart, at);
        if (reduced.SignedQuantity != 0)
        {
            Put(reduced, at);
            return null;
        }

        _positions.Remove(position.Instrument);
        var rest = fill.Quantity - closing;
        var reason = fill.CloseReason ?? (rest > 0 ? CloseReason.Reversed : CloseReason.Manual);
        if (rest > 0)
        {
            Open(fill, order, fill.Side.Sign() * rest, fill.Fee - feePart, at, sequence);
        }

        return Finish(reduced, position.IsLong, reason, at);
    }

    private static Position Reduce(Position position, decimal closing, decimal price, decimal gain, decimal fee, DateTimeOffset at)
    {
        var closed = position.ClosedQuantity + closing;
        return position with
        {
            SignedQuantity = position.SignedQuantity - (Math.Sign(position.SignedQuantity) * closing),
            RealizedPnl = position.RealizedPnl + gain,
            Fees = position.Fees + fee,
            ClosedQuantity = closed,
            AverageExitPrice = ((position.AverageExitPrice * position.ClosedQuantity) + (price * closing)) / closed,
            UpdatedAt = at,
        };
    }

    private static ClosedTrade Finish(Position position, bool wasLong, CloseReason reason, DateTimeOffset at) => new()
    {
        TradeId = position.Id,
        Correlation = position.Correlation,
        Instrument = position.Instrument,
        Long = wasLong,
        Quantity = position.ClosedQuantity,
        EntryPrice = position.EntryPrice,
        ExitPrice = position.AverageExitPrice,
        StopPrice = position.InitialStop,
        TargetPrice = position.WantedTarget,
        GrossPnl = position.RealizedPnl,
        Fees = position.Fees,
        Funding = position.Funding,
        Strategy = position.Strategy,
        TrapType = position.TrapType,
        Leverage = position.Leverage,
        SlippageBps = position.SlippageBps,
        LatencyMs = position.LatencyMs,
        Reason = reason,
        OpenedAt = position.OpenedAt,
        ClosedAt = at,
        Naked = position.NakedTotal(at),
    };

    // Seconds naked: a span runs while the covered size is below the size (design promise 5).
    private void Put(Position position, DateTimeOffset at) =>
        _positions[position.Instrument] = (position.IsCovered, position.NakedSince) switch
        {
            (true, { } since) => position with { NakedSince = null, NakedBefore = position.NakedBefore + (at > since ? at - since : TimeSpan.Zero) },
            (false, null) => position with { NakedSince = at },
            _ => position,
        };

    private void BookFunding(FundingBooked funding)
    {
        if (!Remember(funding.Id))
        {
            return;
        }

        Equity = Equity with { FundingPaid = Equity.FundingPaid + funding.Payment };
        if (_positions.TryGetValue(funding.Instrument, out var position))
        {
            _positions[funding.Instrument] = position with { Funding = position.Funding + funding.Payment };
        }
    }

    private void See(ProtectionSeen seen, DateTimeOffset at)
    {
        if (_positions.TryGetValue(seen.Instrument, out var position))
        {
            Put(position with { StopLoss = seen.StopLoss, TakeProfit = seen.TakeProfit, CoveredQuantity = seen.CoveredQuantity }, at);
        }
    }

    private void Want(ProtectionWanted wanted)
    {
        if (_positions.TryGetValue(wanted.Instrument, out var position))
        {
            _positions[wanted.Instrument] = position with
            {
                WantedStop = wanted.StopLoss,
                WantedTarget = wanted.TakeProfit,
                InitialStop = position.InitialStop ?? wanted.StopLoss,
            };
        }
    }

    private ClosedTrade? Correct(PositionCorrected corrected, DateTimeOffset at, long sequence)
    {
        FollowCorrection(corrected, at);
        _positions.TryGetValue(corrected.Instrument, out var before);
        if (corrected.VenueQuantity != 0)
        {
            Put(Adopt(before, corrected, at, sequence), at);
            return null;
        }

        if (before is null)
        {
            return null;
        }

        _positions.Remove(corrected.Instrument);
        var exit = corrected.ExitPrice ?? before.EntryPrice;
        var gain = (exit - before.EntryPrice) * before.SignedQuantity;
        Equity = Equity with { RealizedPnl = Equity.RealizedPnl + gain };
        return Finish(Reduce(before, before.Quantity, exit, gain, 0m, at), before.IsLong, CloseReason.ReconciledClosedExternally, at);
    }

    private static Position Adopt(Position? before, PositionCorrected corrected, DateTimeOffset at, long sequence) =>
        before is null
            ? new Position
            {
                Id = $"p{sequence}",
                Instrument = corrected.Instrument,
                SignedQuantity = corrected.VenueQuantity,
                EntryPrice = corrected.EntryPrice,
                Origin = PositionOrigin.Adopted,
                Correlation = new CorrelationId($"adopted-{sequence}"),
                NakedSince = at,
                OpenedAt = at,
                UpdatedAt = at,
            }
            : Turned(before, corrected) with { SignedQuantity = corrected.VenueQuantity, EntryPrice = corrected.EntryPrice, UpdatedAt = at };

    // A stop of the other direction lies beyond the price: reapplying it would close what nobody asked to close.
    private static Position Turned(Position before, PositionCorrected corrected) =>
        Math.Sign(before.SignedQuantity) == Math.Sign(corrected.VenueQuantity)
            ? before
            : before with { WantedStop = null, WantedTarget = null, InitialStop = null };

    private void Adopt(ExecutionsAdopted adopted)
    {
        foreach (var id in adopted.Ids)
        {
            Remember(id);
        }
    }

    private bool Remember(ExecutionId id)
    {
        if (!_executions.Add(id))
        {
            return false;
        }

        _executionOrder.Enqueue(id);
        if (_executionOrder.Count > ExecutionIdsKept)
        {
            _executions.Remove(_executionOrder.Dequeue());
        }

        return true;
    }
}
