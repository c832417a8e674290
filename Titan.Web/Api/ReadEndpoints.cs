using System.Globalization;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;

namespace Titan.Web.Api;

/// <summary>Questions: status, equity, positions, orders, trades, events, alerts, audit. Snapshots answer for now, the database for the past.</summary>
public static class ReadEndpoints
{
    public static void MapReads(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/status", (IEngine engine, TimeProvider clock) => Results.Json(StateShapes.Status(engine.Snapshot, clock.GetUtcNow()), ApiJson.WithNulls));
        app.MapGet("/api/state/equity", (IEngine engine) => Results.Json(StateShapes.Equity(engine.Snapshot), ApiJson.WithNulls));
        app.MapGet("/api/state/positions", (IEngine engine, string? symbol) => Results.Json(
            engine.Snapshot.Positions.Where(view => symbol is null || view.Position.Instrument.Value == symbol).Select(StateShapes.Position), ApiJson.WithNulls));
        app.MapGet("/api/circuit-breaker", (IEngine engine) => Results.Json(StateShapes.Breaker(engine.Snapshot), ApiJson.WithNulls));
        app.MapGet("/api/emergency/status", (IEngine engine) => Results.Json(
            new
            {
                masterArmState = StateShapes.ArmWord(engine.Snapshot.Arm.State),
                flatten = engine.Snapshot.Flatten is { } run ? new { id = run.Correlation.Value, stage = run.Stage.ToString(), attempt = run.Attempt, startedAt = run.StartedAt } : null,
                paused = engine.Snapshot.PausedByOperator,
                killSwitch = "NOT_INSTALLED",
            },
            ApiJson.WithNulls));
        app.MapGet("/api/alerts", (IEngine engine) => Results.Json(
            new { alerts = engine.Snapshot.Alerts.Select(alert => new { id = alert.Sequence, at = alert.At, code = alert.Code, severity = alert.Severity.ToString().ToUpperInvariant(), message = alert.Message, symbol = alert.Symbol }) },
            ApiJson.WithNulls));
        app.MapGet("/api/orders", OrdersAsync);
        app.MapGet("/api/trades", TradesAsync);
        app.MapGet("/api/events", EventsAsync);
        app.MapGet("/api/audit", AuditAsync);
    }

    private static async Task<IResult> OrdersAsync(IEngine engine, IHistory history, bool? open, int? limit, long? before, CancellationToken cancellationToken)
    {
        var orders = open == true ? engine.Snapshot.WorkingOrders : [.. await history.GetOrdersAsync(false, before ?? 0, limit ?? 100, cancellationToken)];
        return Results.Json(new { orders = orders.Select(StateShapes.Order) }, ApiJson.WithNulls);
    }

    private static async Task<IResult> TradesAsync(
        IHistory history, string? date, int? limit, int? offset, string? symbol, string? trap_type, string? status, string? from, string? to, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        DateTimeOffset? first = Time("from", from, errors);
        DateTimeOffset? last = Time("to", to, errors);
        if (date is not null)
        {
            if (DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                first = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
                last = first.Value.AddDays(1);
            }
            else
            {
                errors["date"] = [$"{date}: a UTC day as YYYY-MM-DD"];
            }
        }

        Within("limit", limit, 1, 1000, errors);
        Within("offset", offset, 0, int.MaxValue, errors);
        if (errors.Count > 0)
        {
            return Problems.Of(400, "INVALID_QUERY", string.Join("; ", errors.Select(error => $"{error.Key}: {error.Value[0]}")), null, errors);
        }

        var query = new TradeQuery(first, last, symbol, trap_type, status, limit ?? 100, offset ?? 0);
        var page = await history.GetTradesAsync(query, cancellationToken);
        return Results.Json(
            new
            {
                trades = page.Trades.Select(StateShapes.Trade),
                total = page.Total,
                limit = query.Limit,
                offset = query.Offset,
                summary = new { total_pnl = page.TotalPnl, win_rate = page.Total == 0 ? (decimal?)null : Math.Round(100m * page.Wins / page.Total, 2), trade_count = page.Total },
            },
            ApiJson.WithNulls);
    }

    private static async Task<IResult> EventsAsync(IHistory history, string? type, string? since, int? limit, long? before, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var from = Time("since", since, errors);
        if (errors.Count > 0)
        {
            return Problems.Of(400, "INVALID_QUERY", errors["since"][0], null, errors);
        }

        var events = await history.GetEventsAsync(type, from, before ?? 0, limit ?? 100, cancellationToken);
        return Results.Json(new { events }, ApiJson.WithNulls);
    }

    private static async Task<IResult> AuditAsync(
        IHistory history, string? from, string? to, string? actor, string? action, int? limit, long? before, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var (first, last) = (Time("from", from, errors), Time("to", to, errors));
        if (errors.Count > 0)
        {
            return Problems.Of(400, "INVALID_QUERY", string.Join("; ", errors.Select(error => error.Value[0])), null, errors);
        }

        var rows = await history.GetAuditAsync(first, last, actor, action, before ?? 0, limit ?? 100, cancellationToken);
        return Results.Json(new { audit = rows }, ApiJson.WithNulls);
    }

    private static DateTimeOffset? Time(string field, string? value, Dictionary<string, string[]> errors)
    {
        if (value is null)
        {
            return null;
        }

        if (long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var ms) && ms is > 0 and < 4_102_444_800_000)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(ms);
        }

        if (DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return at;
        }

        errors[field] = [$"{value}: a time as ISO 8601 or unix ms"];
        return null;
    }

    private static void Within(string field, int? value, int from, int to, Dictionary<string, string[]> errors)
    {
        if (value is { } number && (number < from || number > to))
        {
            errors[field] = [$"{number}: allowed {from} to {to}"];
        }
    }
}
