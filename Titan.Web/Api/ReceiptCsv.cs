using Titan.Engine.Model;

namespace Titan.Web.Api;

/// <summary>Receipts as CSV, written by <see cref="CsvText"/>.</summary>
internal static class ReceiptCsv
{
    private static readonly string[] ListColumns =
        ["id", "started_at", "confirmed_at", "took_ms", "by", "roles", "door", "cause", "reason", "positions", "orders", "slippage_cost", "fees", "equity_before", "equity_after"];

    private static readonly string[] OneColumns =
        ["receipt", "row", "at", "symbol", "side", "size", "reference_price", "average_price", "filled", "slippage_bps", "fees", "state", "detail"];

    public static string List(IEnumerable<FlattenReceipt> receipts) => CsvText.Lines(ListColumns, receipts.Select(object?[] (receipt) =>
    [
        receipt.Id, receipt.StartedAt, receipt.ConfirmedAt, receipt.Took.TotalMilliseconds, receipt.By, receipt.Roles, receipt.Door, EmergencyShapes.Cause(receipt), receipt.Reason,
        receipt.Legs.Count, receipt.Orders.Count, receipt.SlippageCost, receipt.Fees, receipt.EquityBefore, receipt.EquityAfter,
    ]));

    /// <summary>One receipt: a row for the act, for each position, each order and each step.</summary>
    public static string One(FlattenReceipt receipt) => CsvText.Lines(OneColumns,
    [
        [receipt.Id, "act", receipt.StartedAt, null, null, null, null, null, null, null, receipt.Fees, EmergencyShapes.Cause(receipt), $"{receipt.By} ({receipt.Roles}) by {receipt.Door}: {receipt.Reason}"],
        .. receipt.Legs.Select(object?[] (leg) =>
        [
            receipt.Id, "position", leg.ClosedAt, leg.Symbol, EmergencyShapes.Side(leg.SignedQuantity), Math.Abs(leg.SignedQuantity), leg.ReferencePrice, leg.AveragePrice,
            leg.ClosedQuantity + leg.ClosedElsewhere, leg.SlippageBps is { } bps ? decimal.Round(bps, 4) : null, leg.Fees, leg.Remaining == 0 ? "closed" : "open", leg.Elsewhere ?? leg.Problem,
        ]),
        .. receipt.Orders.Select(object?[] (order) =>
        [
            receipt.Id, "order", order.SentAt, order.Symbol, order.Side, order.Quantity, order.Price, order.AveragePrice, order.FilledQuantity, null, null, order.Status,
            $"{order.ClientOrderId} {order.VenueOrderId} {order.Reason}".TrimEnd(),
        ]),
        .. receipt.Steps.Select(object?[] (step) => [receipt.Id, "step", step.At, null, null, null, null, null, null, null, null, EmergencyShapes.Stage(step.Stage), step.Detail]),
        [receipt.Id, "flat", receipt.ConfirmedAt, null, null, null, null, null, null, null, null, "FLAT", "confirmed by the venue"],
    ]);
}
