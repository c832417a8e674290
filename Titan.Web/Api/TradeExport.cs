using System.Text;
using System.Text.Json;
using Titan.Engine.Journal;
using Titan.Engine.Model;

namespace Titan.Web.Api;

/// <summary>
/// GET /api/trades/export: every closed trade of a filter, newest first, as CSV or JSON, written while it is read. What closes meanwhile is
/// left to the next export, so no row comes twice.
/// </summary>
internal static class TradeExport
{
    private const int ChunkRows = 1_000;

    private static readonly string[] Columns =
    [
        "trade_id", "signal_id", "symbol", "side", "size", "entry_price", "exit_price", "stop_price", "tp_price", "gross_pnl", "fees", "funding", "pnl", "pnl_pct", "r_multiple",
        "trap_type", "leverage", "slippage_bps", "close_reason", "naked_seconds", "opened_at", "closed_at", "strategy",
    ];

    public static void MapTradeExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/trades/export", Export).WithSummary("Every closed trade of the filter as format=csv (default) or json; written as a file.");

    private static IResult Export(
        HttpContext context, IHistory history, TimeProvider clock, string? format, string? date, string? symbol, string? trap_type, string? strategy, string? from, string? to)
    {
        var query = new QueryFields(context, "format", "date", "symbol", "trap_type", "strategy", "from", "to");
        var (wanted, day, first, last) = (query.Word("format", format, "csv", "json") ?? "csv", query.Day("date", date), query.Time("from", from), query.Time("to", to));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var now = clock.GetUtcNow();
        var end = day?.To ?? last;
        var filter = new TradeQuery(
            day?.From ?? first, end is { } chosen && chosen < now ? chosen : now, Given(symbol), Given(trap_type), Strategy: Given(strategy));
        var name = $"titan-trades-{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture)}.{wanted}";
        return wanted == "csv"
            ? Results.Stream(stream => CsvAsync(stream, history, filter, context.RequestAborted), "text/csv; charset=utf-8", name)
            : Results.Stream(stream => JsonAsync(stream, history, filter, context.RequestAborted), "application/json; charset=utf-8", name);
    }

    private static async Task CsvAsync(Stream stream, IHistory history, TradeQuery filter, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await writer.WriteAsync(CsvText.Line(Columns).AsMemory(), cancellationToken);
        await foreach (var trade in AllAsync(history, filter, cancellationToken))
        {
            await writer.WriteAsync(CsvText.Line(Row(trade)).AsMemory(), cancellationToken);
        }
    }

    private static async Task JsonAsync(Stream stream, IHistory history, TradeQuery filter, CancellationToken cancellationToken)
    {
        var lead = "["u8.ToArray();
        await foreach (var trade in AllAsync(history, filter, cancellationToken))
        {
            await stream.WriteAsync(lead, cancellationToken);
            await JsonSerializer.SerializeAsync(stream, StateShapes.Trade(trade), ApiJson.WithNulls, cancellationToken);
            lead = ",\n"u8.ToArray();
        }

        await stream.WriteAsync(lead.Length == 1 ? "[]"u8.ToArray() : "]"u8.ToArray(), cancellationToken);
    }

    private static async IAsyncEnumerable<ClosedTrade> AllAsync(
        IHistory history, TradeQuery filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var offset = 0; ; offset += ChunkRows)
        {
            var page = await history.GetTradesAsync(filter with { Limit = ChunkRows, Offset = offset }, cancellationToken);
            foreach (var trade in page.Trades)
            {
                yield return trade;
            }

            if (page.Trades.Count < ChunkRows)
            {
                yield break;
            }
        }
    }

    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static object?[] Row(ClosedTrade trade) =>
    [
        trade.TradeId, trade.Correlation.Value, trade.Instrument.Value, trade.Long ? "LONG" : "SHORT", trade.Quantity, trade.EntryPrice, trade.ExitPrice, trade.StopPrice, trade.TargetPrice,
        trade.GrossPnl, trade.Fees, trade.Funding, trade.NetPnl, Math.Round(trade.NetPnlPercent, 6), trade.RMultiple is { } result ? Math.Round(result, 4) : null, trade.TrapType ?? trade.Strategy, trade.Leverage,
        Math.Round(trade.SlippageBps, 4), JsonNamingPolicy.SnakeCaseUpper.ConvertName(trade.Reason.ToString()), Math.Round(trade.Naked.TotalSeconds, 1), trade.OpenedAt, trade.ClosedAt, trade.Strategy,
    ];
}
