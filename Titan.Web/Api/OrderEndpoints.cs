using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Venues;
using Titan.Web.Access;

namespace Titan.Web.Api;

/// <summary>Orders: ours, those that protect positions, those of other hands on the account; and cancelling one.</summary>
internal static class OrderEndpoints
{
    private const int MostRows = 1_000;

    public static void MapOrderActs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/orders", OrdersAsync).WithSummary("Working orders (open=true) of all hands on the account, or all of ours, newest first; before pages by sequence.");
        app.MapDelete("/api/orders/{id}", CancelAsync).RequireAuthorization(Roles.Stop).DisableAntiforgery().TakesBody(typeof(ReasonRequest))
            .WithSummary("Cancels one working order by our id or the venue's; a position's stop is removed at the position.");
    }

    private static async Task<IResult> OrdersAsync(HttpContext context, IEngine engine, IHistory history, string? open, string? limit, string? before)
    {
        var query = new QueryFields(context, "open", "limit", "before");
        var (working, most, from) = (query.Flag("open", open), query.Whole("limit", limit, 100, 1, MostRows), query.Whole("before", before, 0L, 0L, long.MaxValue));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var snapshot = engine.Snapshot;
        var orders = working == true
            ? [.. snapshot.WorkingOrders.Select(StateShapes.Order), .. snapshot.VenueOrders.Select(VenueOrder)]
            : (await history.GetOrdersAsync(false, from, most, context.RequestAborted)).Select(StateShapes.Order);
        return Results.Json(new { orders }, ApiJson.WithNulls);
    }

    private static Task<IResult> CancelAsync(HttpContext context, string id) => Act.DoAsync(
        context,
        "cancel",
        act => new CancelOrderCommand(act.Author, act.Reason, act.Correlation, id),
        result => Results.Json(
            new
            {
                success = result.Status == CommandStatus.Done,
                order_id = id,
                orders_cancelled = result.Count,
                results = result.Rows.Select(Act.Row),
                message = result.Message,
                error = result.Status == CommandStatus.Done ? null : result.Code,
            },
            ApiJson.Options));

    // The same fields as ours; what the venue does not tell is null.
    private static object VenueOrder(OrderReport order) => new
    {
        order_id = order.VenueOrderId,
        link_id = order.ClientOrderId.Length > 0 ? order.ClientOrderId : null,
        symbol = order.Symbol,
        side = order.Side.ToString(),
        type = order.StopOrderType.Length > 0 ? order.StopOrderType : null,
        purpose = order.IsProtection ? "Protection" : null,
        state = order.Status.ToString(),
        size = order.Quantity,
        filled = order.FilledQuantity,
        price = order.TriggerPrice ?? (order.Price > 0 ? order.Price : null),
        average_price = order.AveragePrice,
        reduce_only = order.ReduceOnly,
        stop_loss = (decimal?)null,
        take_profit = (decimal?)null,
        reason = (string?)null,
        signal_id = (string?)null,
        created_at = order.UpdatedAt,
        owner = order.IsProtection ? "position" : "other",
        protective = order.IsProtection,
    };
}
