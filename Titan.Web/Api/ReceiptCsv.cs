using System.Globalization;
using System.Text;
using Titan.Engine.Model;

namespace Titan.Web.Api;

/// <summary>
/// Receipts as CSV (RFC 4180, invariant culture, times ISO 8601 UTC). A text that a spreadsheet would run as a formula is marked as text.
/// </summary>
internal static class ReceiptCsv
{
    private static readonly string[] ListColumns =
        ["id", "started_at", "confirmed_at", "took_ms", "by", "roles", "door", "cause", "reason", "positions", "orders", "slippage_cost", "fees", "equity_before", "equity_after"];

    private static readonly string[] OneColumns =
        ["receipt", "row", "at", "symbol", "side", "size", "reference_price", "average_price", "filled", "slippage_bps", "fees", "state", "detail"];

    public static string List(IEnumerable<FlattenReceipt> receipts) => Lines(ListColumns, receipts.Select(object?[] (receipt) =>
    [
        receipt.Id, receipt.StartedAt, receipt.ConfirmedAt, receipt.Took.TotalMilliseconds, receipt.By, receipt.Roles, receipt.Door, EmergencyShapes.Cause(receipt), receipt.Reason,
        receipt.Legs.Count, receipt.Orders.Count, receipt.SlippageCost, receipt.Fees, receipt.EquityBefore, receipt.EquityAfter,
    ]));

    /// <summary>One receipt: a row for the act, for each position, each order and each step.</summary>
    public static string One(FlattenReceipt receipt) => Lines(OneColumns,
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

    private static string Lines(IEnumerable<string> columns, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder().AppendJoin(',', columns).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        string words => Text(words),
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Text(value.ToString() ?? ""),
    };

    private static string Text(string words)
    {
        var safe = words.Length > 0 && words[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + words : words;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
