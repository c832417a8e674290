using System.Globalization;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Web.Api;

/// <summary>"Why did it (not) trade?" for one decision, and in one line for a span of time (design promise 4).</summary>
internal static class WhyEndpoints
{
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(31);

    public static void MapWhy(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/why/{correlationId}", OneAsync).WithSummary("One decision: inputs with ages, every gate's verdict, orders, executions, outcome; of a signal, each message as it was heard.");
        app.MapGet("/api/why", SpanAsync).WithSummary("One line for a span of time: arm, feeds, what was refused by which gate, how near a price came to a trap.");
    }

    // The id of a decision ends in its place in the journal; an id in other words is looked for.
    private static async Task<IResult> OneAsync(HttpContext context, IArchive archive, string correlationId)
    {
        var cancellation = context.RequestAborted;
        var trail = long.TryParse(correlationId[(correlationId.LastIndexOf('-') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? await archive.GetDecisionAsync(sequence, cancellation)
            : null;
        if (trail is null || (trail.Decision.Judged.Correlation.Value != correlationId && correlationId.Contains('-', StringComparison.Ordinal)))
        {
            var found = await archive.GetDecisionsAsync(new DecisionQuery(Correlation: correlationId, Limit: 1), cancellation);
            trail = found.Count == 0 ? null : await archive.GetDecisionAsync(found[0].Sequence, cancellation);
        }

        // What a signal from outside said before and after; a zombie has nothing else, since no gate was ever asked.
        var said = await archive.SearchEventsAsync(new EventQuery(Types: SignalEvents.All, Correlation: correlationId), cancellation);
        var signal = said.OrderBy(line => line.Sequence).Select(line => new { at = line.At, type = line.Type, message = line.Message }).ToArray();
        return trail is not null ? Results.Json(BrainShapes.Why(trail, signal), ApiJson.WithNulls)
            : signal.Length > 0 ? Results.Json(new { decision = (object?)null, correlation_id = correlationId, signal, result = "not judged" }, ApiJson.WithNulls)
            : Problems.Of(404, "DECISION_NOT_FOUND", $"No decision or signal {correlationId} is in the journal.");
    }

    // The last minutes are not told yet: the picture of now stands in for them.
    private static string? NearestNow(EngineSnapshot snapshot, DateTimeOffset end)
    {
        var nearest = snapshot.Scavenger?.Traps.Where(trap => trap.Readiness is TrapReadiness.Set && trap.DistancePercent is not null).MinBy(trap => trap.DistancePercent);
        return nearest is null || snapshot.At - end > TimeSpan.FromMinutes(5) ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{nearest.DistancePercent:0.000} % away: {nearest.Instrument} {nearest.Type.Word()} {(nearest.Direction == Side.Buy ? "LONG" : "SHORT")}, {nearest.Price:0.########} against {nearest.BinanceTrigger ?? nearest.TriggerPrice:0.########} now");
    }

    private static async Task<IResult> SpanAsync(HttpContext context, IDiary diary, IEngine engine, TimeProvider clock, string? from, string? to)
    {
        var query = new QueryFields(context, "from", "to");
        var end = query.Time("to", to) ?? clock.GetUtcNow();
        var begin = query.Time("from", from) ?? end.AddHours(-1);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (end <= begin || end - begin > LongestSpan)
        {
            return Act.Wrong("from", "must be before to, and at most 31 days");
        }

        var span = await diary.SummariseAsync(begin, end, context.RequestAborted);
        span = span with { NearestTrap = span.NearestTrap ?? NearestNow(engine.Snapshot, end) };
        return Results.Json(
            new
            {
                from = begin,
                to = end,
                line = WhyLine.Of(span),
                arm_before = span.ArmBefore,
                arm_changes = span.ArmChanges.Select(change => new { at = change.At, message = change.Message }),
                feeds_fine = !span.FeedLostBefore && !span.Troubles.Any(trouble => trouble.Type == "FEED_LOST"),
                troubles = span.Troubles.Select(trouble => new { at = trouble.At, type = trouble.Type, message = trouble.Message }),
                approved = span.Approved,
                denied = span.Denied,
                refused_by = span.Decisions.Where(one => one.Gate is not null)
                    .Select(one => new { gate = one.Gate, reason = one.Reason is null ? null : Engine.Risk.DenialCodes.Of(one.Reason), count = one.Count }),
                fills = span.Fills,
                nearest_trap = span.NearestTrap,
                blocked_now = engine.Snapshot.EntryBlocks,
            },
            ApiJson.WithNulls);
    }
}
