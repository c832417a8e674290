using System.Text.Json;
using Titan.Simulator.Exchange;

namespace Titan.Simulator.Wire;

/// <summary>Turns request bodies into tickets; what cannot be read is named on the ticket and refused by the desk.</summary>
internal static class TicketReader
{
    public static OrderTicket Order(JsonElement body, string category)
    {
        var fields = new JsonFields(body);
        string? unreadable = fields.Text("bboSideType").Length > 0 ? "bboSideType is not offered by this venue" : null;
        return new OrderTicket
        {
            Category = category,
            Symbol = fields.Text("symbol"),
            Side = fields.Text("side"),
            OrderType = fields.Text("orderType"),
            Qty = fields.Number("qty", ref unreadable),
            Price = fields.Number("price", ref unreadable),
            TimeInForce = fields.Text("timeInForce"),
            PositionIdx = fields.Integer("positionIdx", ref unreadable),
            OrderLinkId = fields.Text("orderLinkId"),
            ReduceOnly = fields.Flag("reduceOnly"),
            CloseOnTrigger = fields.Flag("closeOnTrigger"),
            TriggerPrice = fields.Number("triggerPrice", ref unreadable),
            TriggerDirection = fields.Integer("triggerDirection", ref unreadable),
            TriggerBy = fields.Word("triggerBy", TriggerBy.LastPrice, ref unreadable),
            TakeProfit = fields.Number("takeProfit", ref unreadable),
            StopLoss = fields.Number("stopLoss", ref unreadable),
            TakeProfitTriggerBy = fields.Word("tpTriggerBy", TriggerBy.LastPrice, ref unreadable),
            StopLossTriggerBy = fields.Word("slTriggerBy", TriggerBy.LastPrice, ref unreadable),
            PartialProtection = IsPartial(fields, ref unreadable),
            TakeProfitType = fields.Word("tpOrderType", OrderType.Market, ref unreadable),
            StopLossType = fields.Word("slOrderType", OrderType.Market, ref unreadable),
            TakeProfitLimit = fields.Number("tpLimitPrice", ref unreadable),
            StopLossLimit = fields.Number("slLimitPrice", ref unreadable),
            SelfMatch = fields.Word("smpType", SelfMatch.None, ref unreadable),
            SlippageToleranceType = fields.Text("slippageToleranceType"),
            SlippageTolerance = fields.Number("slippageTolerance", ref unreadable),
            Unreadable = unreadable,
        };
    }

    public static AmendTicket Amend(JsonElement body, string category)
    {
        var fields = new JsonFields(body);
        string? unreadable = null;
        return new AmendTicket
        {
            Category = category,
            Symbol = fields.Text("symbol"),
            OrderId = fields.Text("orderId"),
            OrderLinkId = fields.Text("orderLinkId"),
            Qty = fields.Number("qty", ref unreadable),
            Price = fields.Number("price", ref unreadable),
            TriggerPrice = fields.Number("triggerPrice", ref unreadable),
            TakeProfit = fields.Number("takeProfit", ref unreadable),
            StopLoss = fields.Number("stopLoss", ref unreadable),
            Unreadable = unreadable,
        };
    }

    public static ProtectionTicket Protection(JsonElement body)
    {
        var fields = new JsonFields(body);
        string? unreadable = null;
        return new ProtectionTicket
        {
            Category = fields.Text("category"),
            Symbol = fields.Text("symbol"),
            PositionIdx = fields.Integer("positionIdx", ref unreadable),
            Partial = IsPartial(fields, ref unreadable),
            TakeProfit = fields.Number("takeProfit", ref unreadable),
            StopLoss = fields.Number("stopLoss", ref unreadable),
            TrailingStop = fields.Number("trailingStop", ref unreadable),
            ActivePrice = fields.Number("activePrice", ref unreadable),
            TakeProfitTriggerBy = fields.Word("tpTriggerBy", TriggerBy.LastPrice, ref unreadable),
            StopLossTriggerBy = fields.Word("slTriggerBy", TriggerBy.LastPrice, ref unreadable),
            TakeProfitSize = fields.Number("tpSize", ref unreadable),
            StopLossSize = fields.Number("slSize", ref unreadable),
            TakeProfitType = fields.Word("tpOrderType", OrderType.Market, ref unreadable),
            StopLossType = fields.Word("slOrderType", OrderType.Market, ref unreadable),
            TakeProfitLimit = fields.Number("tpLimitPrice", ref unreadable),
            StopLossLimit = fields.Number("slLimitPrice", ref unreadable),
            Unreadable = unreadable,
        };
    }

    private static bool IsPartial(JsonFields fields, ref string? unreadable)
    {
        var mode = fields.Text("tpslMode");
        if (mode is not ("" or "Full" or "Partial")) unreadable ??= "tpslMode invalid";
        return mode == "Partial";
    }
}
