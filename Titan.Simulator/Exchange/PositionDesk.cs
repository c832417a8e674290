namespace Titan.Simulator.Exchange;

/// <summary>Settings of a position: leverage, position mode and its protections (trading-stop).</summary>
internal sealed class PositionDesk(Venue venue)
{
    public Verdict SetLeverage(string category, string symbol, decimal? buy, decimal? sell)
    {
        if (category != "linear") return Verdict.Parameter("Illegal category");
        if (!venue.Instruments.TryGetValue(symbol, out var instrument)) return Verdict.Parameter("Not supported symbols");
        if (buy is not { } leverage || sell is not { } other || leverage != other)
            return Verdict.Parameter("buy leverage not equal sell leverage");
        if (leverage < 1m) return Verdict.Parameter("leverage invalid");
        if (leverage > instrument.Spec.MaxLeverage)
            return new Verdict(110013, "cannot set leverage [" + Wire.WireText.Number(leverage * 100m) + "] gt maxLeverage by risk limit");
        var position = instrument.Position;
        if (position.Leverage == leverage) return new Verdict(110043, "leverage not modified");

        var before = position.Leverage;
        position.Leverage = leverage;
        if (venue.Account.InitialMargin > venue.Account.MarginBalance && leverage < before)
        {
            position.Leverage = before;
            return new Verdict(110044, "Available margin is insufficient.");
        }
        venue.Listener.PositionChanged(position);
        venue.Listener.WalletChanged();
        return Verdict.Ok;
    }

    public Verdict SwitchMode(string category, string symbol, string coin, int mode)
    {
        if (category != "linear") return Verdict.Parameter("Illegal category");
        if (symbol.Length > 0 && !venue.Instruments.ContainsKey(symbol)) return Verdict.Parameter("Not supported symbols");
        if (symbol.Length == 0 && coin != "USDT") return Verdict.Parameter("symbol or coin is required");
        if (mode == 0) return new Verdict(110025, "Position mode is not modified");
        if (mode != 3) return Verdict.Parameter("mode invalid");
        var concerned = venue.Instruments.Values.Where(i => symbol.Length == 0 || i.Symbol == symbol).ToList();
        if (concerned.Any(static i => !i.Position.IsFlat))
            return new Verdict(110024, "You have an existing position, so the position mode cannot be switched.");
        return concerned.Any(static i => i.OpenOrders.Count > 0)
            ? new Verdict(110028, "You have existing open orders, so the position mode cannot be switched.")
            : Verdict.Parameter("this venue keeps one-way mode only");
    }

    public Verdict Protect(ProtectionTicket ticket)
    {
        if (ticket.Unreadable is { } problem) return Verdict.Parameter(problem);
        if (ticket.Category != "linear") return Verdict.Parameter("Illegal category");
        if (!venue.Instruments.TryGetValue(ticket.Symbol, out var instrument)) return Verdict.Parameter("Not supported symbols");
        if (ticket.PositionIdx != 0) return Verdict.Parameter("position idx not match position mode");
        var position = instrument.Position;
        if (position.IsFlat) return Verdict.Parameter("can not set tp/sl/ts for zero position");
        var side = position.Size > 0m ? Side.Buy : Side.Sell;
        var takeProfit = OrderRules.Protection(instrument, side, ticket.TakeProfit, null, instrument.Price(ticket.TakeProfitTriggerBy));
        if (!takeProfit.IsOk) return takeProfit;
        var stopLoss = OrderRules.Protection(instrument, side, null, ticket.StopLoss, instrument.Price(ticket.StopLossTriggerBy));
        if (!stopLoss.IsOk) return stopLoss;

        if (ticket.TrailingStop is { } distance && distance != 0m && !OrderRules.IsTick(instrument, distance))
            return Verdict.Parameter("TrailingStop invalid");

        var verdict = ticket.Partial ? AddPartial(position, ticket) : SetFull(position, ticket);
        if (!verdict.IsOk) return verdict;
        position.UpdatedMs = venue.NowMs;
        venue.Listener.PositionChanged(position);
        venue.Stops.Judge(instrument);
        return Verdict.Ok;
    }

    private Verdict SetFull(Position position, ProtectionTicket ticket)
    {
        var standing = position.Instrument.OpenOrders;
        var profitBy = standing.Find(static o => o.StopKind == StopKind.TakeProfit)?.TriggerBy;
        var lossBy = standing.Find(static o => o.StopKind == StopKind.StopLoss)?.TriggerBy;
        var profitChanges = ticket.TakeProfit is { } tp && (tp != position.TakeProfit || (tp > 0m && profitBy != ticket.TakeProfitTriggerBy));
        var lossChanges = ticket.StopLoss is { } sl && (sl != position.StopLoss || (sl > 0m && lossBy != ticket.StopLossTriggerBy));
        var trailChanges = ticket.TrailingStop is { } distance && distance != position.TrailingStop;
        if (!profitChanges && !lossChanges && !trailChanges) return new Verdict(34040, "not modified");
        if (profitChanges) venue.Stops.SetFull(position, StopKind.TakeProfit, ticket.TakeProfit!.Value, ticket.TakeProfitTriggerBy);
        if (lossChanges) venue.Stops.SetFull(position, StopKind.StopLoss, ticket.StopLoss!.Value, ticket.StopLossTriggerBy);
        if (trailChanges) SetTrailing(position, ticket);
        return Verdict.Ok;
    }

    private void SetTrailing(Position position, ProtectionTicket ticket)
    {
        var distance = ticket.TrailingStop!.Value;
        venue.Stops.SetFull(position, StopKind.TrailingStop, 0m, TriggerBy.LastPrice);
        position.TrailingStop = distance;
        if (distance == 0m) return;
        var order = venue.Stops.Place(position, StopKind.TrailingStop, 0m, TriggerBy.LastPrice, position.Quantity, OrderType.Market, 0m, "");
        order.TrailDistance = distance;
        order.TrailActivation = ticket.ActivePrice is > 0m ? ticket.ActivePrice : null;
    }

    private Verdict AddPartial(Position position, ProtectionTicket ticket)
    {
        var wanted = new List<(StopKind Kind, decimal Trigger, TriggerBy By, decimal Size, OrderType Type, decimal Limit)>();
        if (ticket.TakeProfit is > 0m and var tp)
            wanted.Add((StopKind.PartialTakeProfit, tp, ticket.TakeProfitTriggerBy, ticket.TakeProfitSize ?? 0m, ticket.TakeProfitType, ticket.TakeProfitLimit ?? 0m));
        if (ticket.StopLoss is > 0m and var sl)
            wanted.Add((StopKind.PartialStopLoss, sl, ticket.StopLossTriggerBy, ticket.StopLossSize ?? 0m, ticket.StopLossType, ticket.StopLossLimit ?? 0m));
        if (wanted.Count == 0) return new Verdict(34040, "not modified");
        if (wanted.Count == 2 && wanted[0].Size != wanted[1].Size) return Verdict.Parameter("tpSize and slSize must be equal");
        foreach (var part in wanted)
        {
            if (part.Size <= 0m || part.Size > position.Quantity || part.Size % position.Instrument.Spec.QtyStep != 0m)
                return Verdict.Parameter("tpSize or slSize invalid");
            if (part.Type == OrderType.Limit && !OrderRules.IsTick(position.Instrument, part.Limit))
                return Verdict.Parameter("tpLimitPrice or slLimitPrice invalid");
        }
        var standing = position.Instrument.OpenOrders.Count(static o => o.StopKind.IsPartial());
        if (standing + wanted.Count > OrderRules.PartialProtectionsPerSymbol)
            return new Verdict(110061, "Not allowed to have more than 20 TP/SLs under Partial tpSlMode");
        foreach (var part in wanted)
            venue.Stops.Place(position, part.Kind, part.Trigger, part.By, part.Size, part.Type, part.Type == OrderType.Limit ? part.Limit : 0m, "");
        return Verdict.Ok;
    }
}
