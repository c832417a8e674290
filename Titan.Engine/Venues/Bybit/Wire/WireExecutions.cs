using System.Text.Json;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Bybit.Wire;

/// <summary>
/// The venue's execution object as our report. Funding rows carry the whole position as quantity and are not fills
/// (spec venues/bybit-v5.md section 5).
/// </summary>
internal static class WireExecutions
{
    /// <summary>Null for rows that cannot be an execution: no id, no symbol or no side.</summary>
    public static ExecutionReport? Read(JsonElement row, DateTimeOffset heardAt)
    {
        var id = row.Text("execId");
        var symbol = row.Text("symbol");
        var side = row.Direction("side");
        if (id.Length == 0 || symbol.Length == 0 || side is null)
            return null;
        return new ExecutionReport
        {
            ExecutionId = new ExecutionId(id),
            ClientOrderId = row.Text("orderLinkId"),
            VenueOrderId = row.Text("orderId"),
            Symbol = symbol,
            Side = side.Value,
            Quantity = row.DecimalOrZero("execQty"),
            Price = row.DecimalOrZero("execPrice"),
            Fee = row.DecimalOrZero("execFee"),
            Kind = Kind(row.Text("execType")),
            IsMaker = row.Flag("isMaker"),
            ClosedQuantity = row.DecimalOrZero("closedSize"),
            StopOrderType = WireOrders.Known(row.Text("stopOrderType")),
            CreateType = row.Text("createType"),
            At = row.Time("execTime", heardAt),
        };
    }

    public static ExecutionKind Kind(string word) => word switch
    {
        "Trade" or "BlockTrade" or "MovePosition" => ExecutionKind.Trade,
        "BustTrade" => ExecutionKind.Liquidation,
        "AdlTrade" => ExecutionKind.AutoDeleveraging,
        "Settle" or "Delivery" => ExecutionKind.Settlement,
        "Funding" => ExecutionKind.Funding,
        _ => ExecutionKind.Unrecognised,
    };
}
