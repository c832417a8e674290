using System.Text.Json;
using Titan.Simulator.Exchange;
using Titan.Simulator.Wire;

namespace Titan.Simulator.Rest;

/// <summary>
/// The exchange's own books, unpaged, for tests to compare a client's books with. Decimals as strings;
/// forgottenOrders and forgottenExecutions are 0 as long as the lists are whole;
/// closedPnl of an execution is gross of fees, totalFunding is received minus paid, and
/// walletBalance = initial balance + totalRealisedPnl - totalFees + totalFunding + insured.
/// </summary>
internal static class Ledger
{
    public static void Write(Utf8JsonWriter writer, Venue venue)
    {
        var account = venue.Account;
        writer.WriteNumber("venueTime", venue.NowMs);
        writer.Number("initialBalance", account.InitialBalance);
        writer.Number("walletBalance", account.Balance);
        writer.Number("equity", account.MarginBalance);
        writer.Number("totalFees", account.TotalFees);
        writer.Number("totalFunding", account.TotalFunding);
        writer.Number("totalRealisedPnl", account.TotalRealised);
        writer.Number("totalInsured", account.TotalInsured);
        writer.WriteNumber("forgottenOrders", venue.Orders.Forgotten);
        writer.WriteNumber("forgottenExecutions", account.ForgottenExecutions);
        writer.WriteStartArray("orders");
        foreach (var order in venue.Orders.All) WriteOrder(writer, order);
        writer.WriteEndArray();
        writer.WriteStartArray("executions");
        foreach (var execution in account.Executions) WriteExecution(writer, execution);
        writer.WriteEndArray();
        writer.WriteStartArray("positions");
        foreach (var instrument in venue.Instruments.Values)
            if (!instrument.Position.IsFlat) WritePosition(writer, instrument.Position);
        writer.WriteEndArray();
    }

    private static void WriteOrder(Utf8JsonWriter writer, Order order)
    {
        writer.WriteStartObject();
        writer.WriteString("orderId", order.OrderId);
        writer.WriteString("orderLinkId", order.OrderLinkId);
        writer.WriteString("symbol", order.Instrument.Symbol);
        writer.WriteString("side", order.Side.ToString());
        writer.WriteString("orderType", order.Type.ToString());
        writer.WriteString("timeInForce", order.TimeInForce.ToString());
        writer.Number("qty", order.Qty);
        writer.Number("price", order.Price);
        writer.WriteBoolean("reduceOnly", order.ReduceOnly);
        writer.WriteString("status", order.Status.ToString());
        writer.WriteString("createType", order.CreateType);
        writer.WriteString("cancelType", order.CancelType);
        writer.WriteString("rejectReason", order.RejectReason);
        writer.WriteString("stopOrderType", order.IsStop ? order.StopKind.ToString() : "");
        writer.Number("triggerPrice", order.TriggerPrice);
        writer.Number("cumExecQty", order.FilledQty);
        writer.Number("cumExecValue", order.FilledValue);
        writer.Number("cumExecFee", order.Fee);
        writer.WriteNumber("createdTime", order.CreatedMs);
        writer.WriteNumber("updatedTime", order.UpdatedMs);
        writer.WriteEndObject();
    }

    private static void WriteExecution(Utf8JsonWriter writer, Execution execution)
    {
        writer.WriteStartObject();
        writer.WriteString("execId", execution.ExecId);
        writer.WriteString("orderId", execution.OrderId);
        writer.WriteString("orderLinkId", execution.OrderLinkId);
        writer.WriteString("symbol", execution.Symbol);
        writer.WriteString("side", execution.Side.ToString());
        writer.WriteString("execType", execution.ExecType);
        writer.Number("price", execution.Price);
        writer.Number("qty", execution.Qty);
        writer.Number("fee", execution.Fee);
        writer.Number("closedSize", execution.ClosedSize);
        writer.Number("closedPnl", execution.ClosedProfit);
        writer.WriteBoolean("isMaker", execution.IsMaker);
        writer.WriteBoolean("listed", !execution.Unlisted);
        writer.WriteNumber("time", execution.TimeMs);
        writer.WriteEndObject();
    }

    private static void WritePosition(Utf8JsonWriter writer, Position position)
    {
        writer.WriteStartObject();
        writer.WriteString("symbol", position.Instrument.Symbol);
        writer.WriteString("side", position.Size > 0m ? "Buy" : "Sell");
        writer.Number("size", position.Quantity);
        writer.Number("avgPrice", position.AveragePrice);
        writer.Number("markPrice", position.Instrument.MarkPrice);
        writer.Number("unrealisedPnl", position.UnrealisedProfit);
        writer.Number("stopLoss", position.StopLoss);
        writer.Number("takeProfit", position.TakeProfit);
        writer.Number("leverage", position.Leverage);
        writer.WriteEndObject();
    }
}
