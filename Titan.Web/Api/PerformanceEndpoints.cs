using Titan.Engine.Journal;
using Titan.Engine.Model;

namespace Titan.Web.Api;

/// <summary>How the trades of a span of time did (spec titan-trading 7.2).</summary>
internal static class PerformanceEndpoints
{
    private const int PageOfTrades = 1_000;
    private const int MostTrades = 50_000;

    public static void MapPerformance(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/performance/summary", SummaryAsync).WithSummary("Trades, win rate, payoff, profit factor, Sharpe, drawdown; whole and by what set them off.");

    private static async Task<IResult> SummaryAsync(HttpContext context, IHistory history, string? from, string? to, string? symbol)
    {
        var query = new QueryFields(context, "from", "to", "symbol");
        var (first, last) = (query.Time("from", from), query.Time("to", to));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var trades = new List<ClosedTrade>();
        TradePage page;
        do
        {
            page = await history.GetTradesAsync(new TradeQuery(first, last, string.IsNullOrEmpty(symbol) ? null : symbol, Limit: PageOfTrades, Offset: trades.Count), context.RequestAborted);
            trades.AddRange(page.Trades);
        }
        while (page.Trades.Count == PageOfTrades && trades.Count < MostTrades);
        trades.Reverse();
        return Results.Json(
            new
            {
                from = first,
                to = last,
                symbol = string.IsNullOrEmpty(symbol) ? null : symbol,
                complete = trades.Count == page.Total,
                summary = PerformanceFigures.Of(trades),
                by_trap_type = trades.GroupBy(trade => trade.TrapType ?? trade.Strategy, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .ToDictionary(group => group.Key, group => PerformanceFigures.Of([.. group])),
                by_symbol = trades.GroupBy(trade => trade.Instrument.Value, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .ToDictionary(group => group.Key, group => PerformanceFigures.Of([.. group])),
            },
            ApiJson.WithNulls);
    }
}
