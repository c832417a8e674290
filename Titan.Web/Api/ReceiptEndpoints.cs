using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;

namespace Titan.Web.Api;

/// <summary>Receipts of FLATTEN ALL and KILL SWITCH, newest first, as JSON or as CSV to keep elsewhere.</summary>
internal static class ReceiptEndpoints
{
    private const int MostReceipts = 1_000;

    public static void MapReceipts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/emergency/receipts", ListAsync).WithSummary("Receipts of finished flattens, newest first; format=csv exports them.");
        app.MapGet("/api/emergency/receipts/{id}", OneAsync).WithSummary("One receipt with legs, orders and steps; format=csv exports it.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IEngine engine, IHistory history, string? limit, string? format)
    {
        var query = new QueryFields(context, "limit", "format");
        var (most, wanted) = (query.Whole("limit", limit, 20, 1, MostReceipts), query.Word("format", format, "json", "csv"));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        // The tables follow the journal by a moment; the newest receipt may be in the snapshot only.
        var kept = await history.GetFlattensAsync(most, context.RequestAborted);
        IEnumerable<FlattenReceipt> receipts = engine.Snapshot.LastFlatten is { } last && kept.All(receipt => receipt.Id != last.Id) ? [last, .. kept] : kept;
        return wanted == "csv"
            ? Csv(ReceiptCsv.List(receipts.Take(most)), "flatten-receipts.csv")
            : Results.Json(new { receipts = receipts.Take(most).Select(EmergencyShapes.Summary) }, ApiJson.WithNulls);
    }

    private static async Task<IResult> OneAsync(HttpContext context, IEngine engine, IHistory history, string id, string? format)
    {
        var query = new QueryFields(context, "format");
        var wanted = query.Word("format", format, "json", "csv");
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var receipt = engine.Snapshot.LastFlatten is { } last && last.Id == id ? last : await history.GetFlattenAsync(id, context.RequestAborted);
        return receipt is null ? Problems.Of(404, "RECEIPT_NOT_FOUND", $"No receipt {id}.")
            : wanted == "csv" ? Csv(ReceiptCsv.One(receipt), $"flatten-{receipt.Id}.csv")
            : Results.Json(EmergencyShapes.Receipt(receipt), ApiJson.WithNulls);
    }

    private static IResult Csv(string text, string name) => Results.File(System.Text.Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", name);
}
