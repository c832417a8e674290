using System.Text.Json;
using Titan.Simulator.Exchange;

namespace Titan.Simulator.Wire;

/// <summary>The order object of order/realtime, order/history and the private stream (which adds three fields).</summary>
internal static class OrderJson
{
    public static void Write(Utf8JsonWriter writer, Order order, bool onStream)
    {
        var scale = order.Instrument.PriceScale;
        writer.WriteStartObject();
        if (onStream) writer.WriteString("category", "linear");
        writer.WriteString("orderId", order.OrderId);
        writer.WriteString("orderLinkId", order.OrderLinkId);
        writer.WriteString("parentOrderLinkId", order.ParentOrderLinkId);
        writer.WriteString("blockTradeId", "");
        writer.WriteString("symbol", order.Instrument.Symbol);
        writer.WriteString("side", order.Side.ToString());
        writer.WriteNumber("positionIdx", 0);
        writer.WriteString("orderStatus", order.Status.ToString());
        writer.WriteString("createType", order.CreateType);
        writer.WriteString("cancelType", order.CancelType);
        writer.WriteString("rejectReason", order.RejectReason);
        writer.WriteString("timeInForce", order.TimeInForce.ToString());
        writer.WriteString("isLeverage", "");
        writer.Price("price", order.Price, scale);
        writer.Number("qty", order.Qty);
        if (order.FilledQty == 0m) writer.WriteString("avgPrice", onStream ? "" : "0");
        else writer.Number("avgPrice", Math.Round(order.AveragePrice, 8));
        writer.Number("leavesQty", order.Leaves);
        writer.Money("leavesValue", order.Leaves * order.Price);
        writer.Number("cumExecQty", order.FilledQty);
        writer.Money("cumExecValue", order.FilledValue);
        writer.Money("cumExecFee", order.Fee);
        writer.WriteStartObject("cumFeeDetail");
        if (order.Fee != 0m) writer.Money("USDT", order.Fee);
        writer.WriteEndObject();
        if (onStream)
        {
            writer.Money("closedPnl", order.ClosedProfit);
            writer.WriteString("feeCurrency", "");
        }
        writer.WriteString("orderType", order.Type.ToString());
        writer.WriteString("stopOrderType", order.IsStop ? order.StopKind.ToString() : onStream ? "" : "UNKNOWN");
        writer.WriteString("orderIv", "");
        WriteTriggers(writer, order, scale);
        writer.WriteBoolean("reduceOnly", order.ReduceOnly);
        writer.WriteBoolean("closeOnTrigger", order.CloseOnTrigger);
        writer.WriteString("placeType", "");
        writer.WriteString("smpType", order.SelfMatch.ToString());
        writer.WriteNumber("smpGroup", 0);
        writer.WriteString("smpOrderId", "");
        writer.Price("lastPriceOnCreated", order.LastPriceOnCreated, scale);
        writer.Milliseconds("createdTime", order.CreatedMs);
        writer.Milliseconds("updatedTime", order.UpdatedMs);
        writer.WriteEndObject();
    }

    private static void WriteTriggers(Utf8JsonWriter writer, Order order, int scale)
    {
        OptionalPrice(writer, "triggerPrice", order.TriggerPrice, scale);
        OptionalPrice(writer, "takeProfit", order.TakeProfit, scale);
        OptionalPrice(writer, "stopLoss", order.StopLoss, scale);
        writer.WriteString("tpslMode", order.StopKind.IsPartial() || order.PartialProtection ? "Partial"
            : order.StopKind.ProtectsPosition() || order.TakeProfit > 0m || order.StopLoss > 0m ? "Full" : "");
        OptionalPrice(writer, "tpLimitPrice", order.TakeProfitLimit, scale);
        OptionalPrice(writer, "slLimitPrice", order.StopLossLimit, scale);
        writer.WriteString("tpTriggerBy", order.TakeProfit > 0m ? order.TakeProfitTriggerBy.ToString() : "");
        writer.WriteString("slTriggerBy", order.StopLoss > 0m ? order.StopLossTriggerBy.ToString() : "");
        writer.WriteNumber("triggerDirection", order.TriggerDirection);
        writer.WriteString("triggerBy", order.IsStop ? order.TriggerBy.ToString() : "");
    }

    private static void OptionalPrice(Utf8JsonWriter writer, string name, decimal value, int scale)
    {
        if (value == 0m) writer.WriteString(name, "");
        else writer.Price(name, value, scale);
    }
}
