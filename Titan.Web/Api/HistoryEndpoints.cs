using Titan.Engine.Journal;

namespace Titan.Web.Api;

/// <summary>Questions about the past: trades, events, audit, equity. The database answers, newest first, always paged.</summary>
public static class HistoryEndpoints
{
    private const int MostRows = 1_000;
    private const int UsualRows = 100;
    private const int MostPoints = 5_000;

    public static void MapHistory(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/trades", TradesAsync).WithSummary("Closed trades, newest first, with the totals of the whole filter.");
        app.MapTradeExport();
        app.MapGet("/api/events", EventsAsync).WithSummary("What happened, newest first; before pages by sequence.");
        app.MapGet("/api/audit", AuditAsync).WithSummary("Who did what, newest first; before pages by sequence.");
        app.MapGet("/api/equity/history", EquityAsync).WithSummary("Equity marks, oldest first, thinned evenly.");
    }

    private static async Task<IResult> TradesAsync(
        HttpContext context, IHistory history, string? date, string? limit, string? offset, string? symbol, string? trap_type, string? strategy, string? status, string? from, string? to)
    {
        var query = new QueryFields(context, "date", "limit", "offset", "symbol", "trap_type", "strategy", "status", "from", "to");
        var day = query.Day("date", date);
        var filter = new TradeQuery(
            day?.From ?? query.Time("from", from), day?.To ?? query.Time("to", to), Given(symbol), Given(trap_type),
            query.Word("status", status, "pending", "open", "closed", "cancelled", "failed"), Rows(query, limit), query.Whole("offset", offset, 0, 0, int.MaxValue), Given(strategy));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var page = await history.GetTradesAsync(filter, context.RequestAborted);
        return Results.Json(
            new
            {
                trades = page.Trades.Select(StateShapes.Trade),
                total = page.Total,
                limit = filter.Limit,
                offset = filter.Offset,
                summary = new { total_pnl = page.TotalPnl, win_rate = page.Total == 0 ? (decimal?)null : Math.Round(100m * page.Wins / page.Total, 2), trade_count = page.Total },
            },
            ApiJson.WithNulls);
    }

    private static async Task<IResult> EventsAsync(HttpContext context, IHistory history, string? type, string? since, string? limit, string? before)
    {
        var query = new QueryFields(context, "type", "since", "limit", "before");
        var (from, most, sequence) = (query.Time("since", since), Rows(query, limit), Before(query, before));
        return query.Problem ?? Results.Json(new { events = await history.GetEventsAsync(Given(type), from, sequence, most, context.RequestAborted) }, ApiJson.WithNulls);
    }

    private static async Task<IResult> AuditAsync(HttpContext context, IHistory history, string? from, string? to, string? actor, string? action, string? limit, string? before)
    {
        var query = new QueryFields(context, "from", "to", "actor", "action", "limit", "before");
        var (first, last, most, sequence) = (query.Time("from", from), query.Time("to", to), Rows(query, limit), Before(query, before));
        return query.Problem
            ?? Results.Json(new { audit = await history.GetAuditAsync(first, last, Given(actor), Given(action), sequence, most, context.RequestAborted) }, ApiJson.WithNulls);
    }

    private static async Task<IResult> EquityAsync(HttpContext context, IHistory history, TimeProvider clock, string? from, string? to, string? points)
    {
        var query = new QueryFields(context, "from", "to", "points");
        var last = query.Time("to", to) ?? clock.GetUtcNow();
        var first = query.Time("from", from) ?? last.AddDays(-1);
        var most = query.Whole("points", points, 500, 1, MostPoints);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var marks = await history.GetEquityAsync(first, last, most, context.RequestAborted);
        return Results.Json(new { from = first, to = last, points = marks.Select(mark => new { at = mark.At, equity = mark.Equity, wallet_balance = mark.WalletBalance }) }, ApiJson.WithNulls);
    }

    private static int Rows(QueryFields query, string? limit) => query.Whole("limit", limit, UsualRows, 1, MostRows);

    private static long Before(QueryFields query, string? before) => query.Whole("before", before, 0L, 0L, long.MaxValue);

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
