namespace Titan.Simulator.Exchange;

/// <summary>
/// The instrument's filters and the account's caps, judged before an order is accepted. The codes are the venue's
/// (Bybit v5 error table); the wording follows what clients have reported from the live venue.
/// </summary>
internal static class OrderRules
{
    public const int ActiveOrdersPerSymbol = 500;
    public const int ConditionalOrdersPerSymbol = 10;
    public const int PartialProtectionsPerSymbol = 20;
    private const int LinkIdLength = 36;

    public static Verdict LinkId(string linkId, OrderStore orders)
    {
        if (linkId.Length > LinkIdLength || linkId.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            return Verdict.Parameter("OrderLinkID is illegal");
        return linkId.Length > 0 && orders.IsUsed(linkId) ? new Verdict(110072, "OrderLinkedID is duplicate") : Verdict.Ok;
    }

    public static Verdict Quantity(Instrument instrument, decimal qty, OrderType type, bool reduceOnly)
    {
        var spec = instrument.Spec;
        if (qty <= 0m || qty % spec.QtyStep != 0m) return Verdict.Parameter("Qty invalid");
        if (qty < spec.MinQty) return Verdict.Parameter("The number of contracts is below the minimum limit allowed");
        var max = type == OrderType.Market ? spec.MaxMarketQty : spec.MaxLimitQty;
        return qty > max && !reduceOnly
            ? Verdict.Parameter("The number of contracts exceeds maximum limit allowed: too large")
            : Verdict.Ok;
    }

    public static Verdict Price(Instrument instrument, Side side, decimal price)
    {
        if (!IsTick(instrument, price)) return Verdict.Parameter("Price invalid");
        var outside = side == Side.Buy ? price > instrument.BuyLimit : price < instrument.SellLimit;
        return outside ? new Verdict(110003, "Order price exceeds the allowable range.") : Verdict.Ok;
    }

    public static Verdict Notional(Instrument instrument, decimal qty, decimal price, bool reduceOnly) =>
        !reduceOnly && qty * price < instrument.Spec.MinNotional
            ? new Verdict(110094, "Order does not meet minimum order value " + WireNumber(instrument.Spec.MinNotional) + "USDT")
            : Verdict.Ok;

    public static Verdict Trigger(Instrument instrument, decimal trigger, int direction, TriggerBy by)
    {
        if (!IsTick(instrument, trigger)) return Verdict.Parameter("trigger_price invalid");
        var current = instrument.Price(by);
        return direction switch
        {
            1 when trigger <= current => new Verdict(110092, $"expect Rising, but trigger_price[{WireNumber(trigger)}] <= current[{WireNumber(current)}]??{Short(by)}"),
            2 when trigger >= current => new Verdict(110093, $"expect Falling, but trigger_price[{WireNumber(trigger)}] >= current[{WireNumber(current)}]??{Short(by)}"),
            1 or 2 => Verdict.Ok,
            _ => Verdict.Parameter("TriggerDirection invalid"),
        };
    }

    /// <summary>A take profit lies beyond the base price in the position's favour, a stop loss against it; 0 removes.</summary>
    public static Verdict Protection(Instrument instrument, Side positionSide, decimal? takeProfit, decimal? stopLoss, decimal basePrice)
    {
        if (takeProfit is { } tp && tp != 0m)
        {
            if (!IsTick(instrument, tp)) return Verdict.Parameter("TakeProfit invalid");
            if (positionSide == Side.Buy ? tp <= basePrice : tp >= basePrice)
                return Misplaced("TakeProfit", tp, positionSide, positionSide == Side.Buy ? "higher" : "lower", basePrice);
        }
        if (stopLoss is { } sl && sl != 0m)
        {
            if (!IsTick(instrument, sl)) return Verdict.Parameter("StopLoss invalid");
            if (positionSide == Side.Buy ? sl >= basePrice : sl <= basePrice)
                return Misplaced("StopLoss", sl, positionSide, positionSide == Side.Buy ? "lower" : "higher", basePrice);
        }
        return Verdict.Ok;
    }

    public static Verdict Caps(Instrument instrument, bool conditional)
    {
        if (conditional)
        {
            return instrument.OpenOrders.Count(static o => o.StopKind == StopKind.Stop) >= ConditionalOrdersPerSymbol
                ? new Verdict(110009, "The number of stop orders exceeds the maximum allowable limit")
                : Verdict.Ok;
        }
        return instrument.OpenOrders.Count(static o => o.IsWorking) >= ActiveOrdersPerSymbol
            ? new Verdict(110020, "Not allowed to have more than 500 active orders.")
            : Verdict.Ok;
    }

    /// <summary>A price of the instrument: on its tick and within the bounds that instruments-info states.</summary>
    public static bool IsTick(Instrument instrument, decimal price) =>
        price > 0m && price <= instrument.MaxPrice && price % instrument.Spec.TickSize == 0m;

    private static Verdict Misplaced(string what, decimal value, Side side, string where, decimal basePrice) =>
        Verdict.Parameter($"{what}:{WireNumber(value)} set for {side} position should be {where} than base_price:{WireNumber(basePrice)}??LastPrice");

    private static string Short(TriggerBy by) => by == TriggerBy.LastPrice ? "laste" : by == TriggerBy.MarkPrice ? "mark" : "index";

    private static string WireNumber(decimal value) => Wire.WireText.Number(value);
}
