using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Web.Access;

namespace Titan.Web.Api;

/// <summary>The Brain: dashboard, allocation, decisions of any time, and the override of the allocation (spec titan-trading 3, 7.2).</summary>
internal static class BrainEndpoints
{
    private const int MostLooked = 5_000;
    private const int PageOfSearch = 500;

    public static void MapBrain(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/brain/dashboard", (IEngine engine) => Results.Json(BrainShapes.Dashboard(engine.Snapshot), ApiJson.WithNulls))
            .WithSummary("Phase, capital, headroom, portfolio and the newest decisions; null while equity is unknown.");
        app.MapGet("/api/brain/allocation", (IEngine engine) => Results.Json(BrainShapes.Allocation(engine.Snapshot), ApiJson.WithNulls)).WithSummary("Weights of the phases, and the override in force.");
        app.MapGet("/api/brain/decisions", DecisionsAsync).WithSummary("Judged intents, newest first, by time, symbol, verdict and gate; before pages by id.");
        app.MapPost("/api/brain/override", (Delegate)OverrideAsync).Acts(Roles.Risk, "Sets the weights by hand for at most 24 hours, with a reason.", typeof(OverrideRequest));
        app.MapDelete("/api/brain/override", (Delegate)EndAsync).RequireAuthorization(Roles.Risk).DisableAntiforgery().TakesBody(typeof(ReasonRequest)).WithSummary("Ends the override; the formula rules again.");
        app.MapGet("/api/circuit-breaker/events", BreakerEventsAsync).WithSummary("Trips, extra triggers and resets, newest first; before pages by id.");
    }

    private static async Task<IResult> DecisionsAsync(
        HttpContext context, IArchive archive, string? from, string? to, string? symbol, string? approved, string? gate, string? limit, string? before)
    {
        var query = new QueryFields(context, "from", "to", "symbol", "approved", "gate", "limit", "before");
        var most = query.Whole("limit", limit, 100, 1, 1_000);
        var filter = new DecisionQuery(
            query.Flag("approved", approved), string.IsNullOrEmpty(symbol) ? null : symbol, null, query.Time("from", from), query.Time("to", to),
            query.Whole("before", before, 0L, 0L, long.MaxValue), most);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var rows = string.IsNullOrEmpty(gate) ? await archive.GetDecisionsAsync(filter, context.RequestAborted) : await ByGateAsync(archive, filter, gate, context.RequestAborted);
        return Results.Json(new { decisions = rows.Select(BrainShapes.Decision), limit = most, next = rows.Count < most ? (long?)null : rows[^1].Sequence }, ApiJson.WithNulls);
    }

    // The gate stands inside the record, so rows are read until the page is full or enough was looked at.
    private static async Task<IReadOnlyList<Decision>> ByGateAsync(IArchive archive, DecisionQuery filter, string gate, CancellationToken cancellationToken)
    {
        var found = new List<Decision>();
        var before = filter.Before;
        for (var looked = 0; looked < MostLooked && found.Count < filter.Limit;)
        {
            var page = await archive.GetDecisionsAsync(filter with { Before = before, Limit = PageOfSearch }, cancellationToken);
            found.AddRange(page.Where(row => string.Equals(row.Judged.Gate, gate, StringComparison.OrdinalIgnoreCase)).Take(filter.Limit - found.Count));
            if (page.Count < PageOfSearch)
            {
                break;
            }

            (looked, before) = (looked + page.Count, page[^1].Sequence);
        }

        return found;
    }

    private static async Task<IResult> OverrideAsync(HttpContext context)
    {
        var (act, problem) = await Act.ReadAsync<OverrideRequest>(context, "override");
        if (problem is not null)
        {
            return problem;
        }

        if (act.Body is not { W1: { } w1, W2: { } w2, W3: { } w3, Hours: { } hours })
        {
            return Act.Wrong(act.Body.W1 is null ? "w1" : act.Body.W2 is null ? "w2" : act.Body.W3 is null ? "w3" : "hours", "is required: three weights between 0 and 1 that sum to 1, and 0 to 24 hours");
        }

        return await act.SendAsync(new OverrideCommand(act.Author, act.Reason, act.Correlation, w1, w2, w3, hours), Told);
    }

    private static Task<IResult> EndAsync(HttpContext context) =>
        Act.DoAsync(context, "override-end", act => new EndOverrideCommand(act.Author, act.Reason, act.Correlation), Told);

    private static IResult Told(CommandResult result) => Results.Json(new { success = true, message = result.Message }, ApiJson.WithNulls);

    private static async Task<IResult> BreakerEventsAsync(HttpContext context, IDiary diary, string? limit, string? before)
    {
        var query = new QueryFields(context, "limit", "before");
        var (most, sequence) = (query.Whole("limit", limit, 100, 1, 1_000), query.Whole("before", before, 0L, 0L, long.MaxValue));
        return query.Problem ?? Results.Json(new { events = (await diary.GetBreakerAsync(sequence, most, context.RequestAborted)).Select(BrainShapes.BreakerEvent) }, ApiJson.WithNulls);
    }
}
