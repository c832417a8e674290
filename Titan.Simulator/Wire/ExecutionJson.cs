using System.Text.Json;
using Titan.Simulator.Exchange;

namespace Titan.Simulator.Wire;

/// <summary>The execution object of execution/list and the private streams.</summary>
internal static class ExecutionJson
{
    public static void Write(Utf8JsonWriter writer, Execution execution, bool onStream)
    {
        writer.WriteStartObject();
        if (onStream) writer.WriteString("category", "linear");
        writer.WriteString("symbol", execution.Symbol);
        writer.WriteString("execId", execution.ExecId);
        writer.WriteString("orderId", execution.OrderId);
        writer.WriteString("orderLinkId", execution.OrderLinkId);
        writer.WriteString("side", execution.Side.ToString());
        writer.Number("execPrice", execution.Price);
        writer.Number("execQty", execution.Qty);
        writer.Money("execValue", execution.Price * execution.Qty);
        writer.Money("execFee", execution.Fee);
        writer.Number("feeRate", execution.FeeRate);
        writer.WriteString("feeCurrency", "");
        writer.WriteString("execType", execution.ExecType);
        writer.Milliseconds("execTime", execution.TimeMs);
        writer.WriteBoolean("isMaker", execution.IsMaker);
        writer.Number("orderPrice", execution.OrderPrice);
        writer.Number("orderQty", execution.OrderQty);
        writer.Number("leavesQty", execution.LeavesQty);
        writer.Number("closedSize", execution.ClosedSize);
        writer.WriteString("orderType", execution.OrderTypeText);
        writer.WriteString("stopOrderType", execution.StopKindText);
        writer.WriteString("createType", execution.CreateType);
        writer.Number("markPrice", execution.MarkPrice);
        writer.WriteString("indexPrice", "");
        writer.WriteString("underlyingPrice", "");
        writer.WriteString("blockTradeId", "");
        writer.WriteString("tradeIv", "");
        writer.WriteString("markIv", "");
        writer.WriteString("extraFees", "");
        if (onStream) writer.Money("execPnl", execution.ClosedProfit);
        writer.WriteNumber("seq", execution.Sequence);
        writer.WriteEndObject();
    }

    /// <summary>The short row of execution.fast: no fee, and no orderLinkId when we were the maker.</summary>
    public static void WriteFast(Utf8JsonWriter writer, Execution execution)
    {
        writer.WriteStartObject();
        writer.WriteString("category", "linear");
        writer.WriteString("symbol", execution.Symbol);
        writer.WriteString("execId", execution.ExecId);
        writer.Number("execPrice", execution.Price);
        writer.Number("execQty", execution.Qty);
        writer.WriteString("orderId", execution.OrderId);
        writer.WriteBoolean("isMaker", execution.IsMaker);
        writer.WriteString("orderLinkId", execution.IsMaker ? "" : execution.OrderLinkId);
        writer.WriteString("side", execution.Side.ToString());
        writer.Milliseconds("execTime", execution.TimeMs);
        writer.WriteNumber("seq", execution.Sequence);
        writer.WriteEndObject();
    }
}
