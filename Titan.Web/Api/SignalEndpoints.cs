using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Risk;

namespace Titan.Web.Api;

/// <summary>Signals of all sources as they stand (spec titan-trading 4.1, 4.2): the webhook's and the strategies' own, one row an id.</summary>
internal static class SignalEndpoints
{
    private static readonly string[] States = ["PENDING", "VALIDATED", "EXECUTED", "REJECTED", "EXPIRED", "ABORTED", "ZOMBIE"];

    public static void MapSignals(this IEndpointRouteBuilder app) => app.MapGet("/api/signals", SignalsAsync)
        .WithSummary("Signals with state, source, age, verdict and correlation, newest first, by source, symbol, state and time; before pages by id.");

    private static async Task<IResult> SignalsAsync(
        HttpContext context, ISignalHistory signals, IEngine engine, string? source, string? symbol, string? state, string? from, string? to, string? limit, string? before)
    {
        var query = new QueryFields(context, "source", "symbol", "state", "from", "to", "limit", "before");
        var most = query.Whole("limit", limit, 100, 1, 1_000);
        var filter = new SignalQuery(
            Given(source), Given(symbol), query.Word("state", state, States), query.Time("from", from), query.Time("to", to), query.Whole("before", before, 0L, 0L, long.MaxValue), most);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var rows = await signals.SearchAsync(filter, context.RequestAborted);
        var now = engine.Snapshot.At;
        return Results.Json(new { signals = rows.Select(row => Row(row, now)), limit = most, next = rows.Count < most ? (long?)null : rows[^1].Sequence }, ApiJson.WithNulls);
    }

    private static object Row(SignalLine row, DateTimeOffset now) => new
    {
        id = row.Sequence,
        signal_id = row.Id,
        // A signal's own id is the correlation of everything that follows from it: /api/why/{correlation_id}.
        correlation_id = row.Id,
        source = row.Source,
        symbol = row.Symbol,
        direction = row.Direction,
        state = row.State,
        phases = row.Phases,
        verdict = new
        {
            approved = row.State switch { "VALIDATED" or "EXECUTED" or "EXPIRED" when row.Gate is null && row.Phases is not ["PREPARE"] => true, "REJECTED" => false, _ => (bool?)null },
            gate = row.Gate,
            reason = row.Reason is { } reason ? Code(reason) : null,
        },
        at = row.At,
        updated_at = row.LastAt,
        age_ms = Math.Max(0, (long)(now - row.At).TotalMilliseconds),
    };

    // A gate's denial is kept as the journal spells it; everything else is a code or the venue's own words already.
    private static string Code(string reason) => Enum.TryParse<DenialReason>(reason, out _) || reason == Engine.Model.Intent.GhostDenial ? DenialCodes.Of(reason) : reason;

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
