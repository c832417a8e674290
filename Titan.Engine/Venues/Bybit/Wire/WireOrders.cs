using System.Text.Json;

namespace Titan.Engine.Venues.Bybit.Wire;

/// <summary>The venue's order object (REST realtime, history, stream) as our report.</summary>
internal static class WireOrders
{
    /// <summary>Null for rows that cannot be an order: no id, no symbol or no side.</summary>
    public static OrderReport? Read(JsonElement row, DateTimeOffset heardAt)
    {
        var id = row.Text("orderId");
        var symbol = row.Text("symbol");
        var side = row.Direction("side");
        if (id.Length == 0 || symbol.Length == 0 || side is null)
            return null;
        var filled = row.DecimalOrZero("cumExecQty");
        return new OrderReport
        {
            ClientOrderId = row.Text("orderLinkId"),
            VenueOrderId = id,
            Symbol = symbol,
            Side = side.Value,
            Status = Status(row.Text("orderStatus")),
            Quantity = row.DecimalOrZero("qty"),
            FilledQuantity = filled,
            Price = row.DecimalOrZero("price"),
            AveragePrice = row.PriceOrNull("avgPrice") ?? AverageOf(row, filled),
            ReduceOnly = row.Flag("reduceOnly"),
            StopOrderType = Known(row.Text("stopOrderType")),
            TriggerPrice = row.PriceOrNull("triggerPrice"),
            CreateType = row.Text("createType"),
            RejectReason = Reason(row.Text("rejectReason")),
            CancelType = Known(row.Text("cancelType")),
            UpdatedAt = row.Time("updatedTime", heardAt),
        };
    }

    public static VenueOrderStatus Status(string word) => word switch
    {
        "New" or "Created" or "Active" => VenueOrderStatus.New,
        "PartiallyFilled" => VenueOrderStatus.PartiallyFilled,
        "Filled" => VenueOrderStatus.Filled,
        "Cancelled" or "PartiallyFilledCanceled" => VenueOrderStatus.Cancelled,
        "Rejected" => VenueOrderStatus.Rejected,
        "Untriggered" => VenueOrderStatus.Untriggered,
        "Triggered" => VenueOrderStatus.Triggered,
        "Deactivated" => VenueOrderStatus.Deactivated,
        _ => VenueOrderStatus.Unrecognised,
    };

    /// <summary>The venue writes UNKNOWN where it means nothing.</summary>
    public static string Known(string word) => word == "UNKNOWN" ? "" : word;

    private static string Reason(string word) => word == "EC_NoError" ? "" : Known(word);

    private static decimal? AverageOf(JsonElement row, decimal filled) =>
        filled > 0 && row.Decimal("cumExecValue") is { } value and > 0 ? value / filled : null;
}
