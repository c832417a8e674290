using System.Text.Json;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Web.Access;

namespace Titan.Web.Api;

/// <summary>The reconciliation workbench: both sides and the ledger beside each other, and the reconcile itself.</summary>
internal static class ReconcileEndpoints
{
    public static void MapReconcile(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/state/reconcile", (Delegate)ReconcileAsync).Acts(Roles.Trade, "Asks the venue now and settles what differs; nothing is traded.");
        app.MapGet("/api/state/compare", CompareAsync).WithSummary("Shadow State, exchange and ledger by symbol, with what a reconcile would do; changes nothing.");
    }

    private static Task<IResult> ReconcileAsync(HttpContext context, TimeProvider clock) => Act.DoAsync(
        context,
        "reconcile",
        act => new ReconcileCommand(act.Author, act.Reason, act.Correlation),
        result => Results.Json(
            new
            {
                success = result.Status == CommandStatus.Done,
                in_sync = result.InSync,
                mismatches = result.Mismatches.Select(mismatch => new
                {
                    symbol = mismatch.Symbol,
                    mismatch_type = JsonNamingPolicy.SnakeCaseUpper.ConvertName(mismatch.Kind.ToString()),
                    shadow = mismatch.ShadowQuantity,
                    exchange = mismatch.VenueQuantity,
                    action = mismatch.Action,
                }),
                shadow_count = result.ShadowCount,
                exchange_count = result.VenueCount,
                timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            ApiJson.Options));

    private static async Task<IResult> CompareAsync(HttpContext context, IEngine engine, IHistory history, TimeProvider clock)
    {
        var result = await engine.SendAsync(new CompareCommand(Act.AuthorOf(context), engine.NewCorrelation("compare")), context.RequestAborted);
        if (result.Status != CommandStatus.Done)
        {
            return Act.Refuse(result);
        }

        var rows = ComparisonShapes.Rows(result.Comparison, await history.GetPositionsAsync(context.RequestAborted));
        return Results.Json(
            new
            {
                success = true,
                in_sync = result.InSync,
                ledger_in_sync = rows.All(row => row.LedgerAgrees),
                rows = rows.Select(row => row.Shape),
                shadow_count = result.ShadowCount,
                exchange_count = result.VenueCount,
                timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            ApiJson.WithNulls);
    }
}
