using Titan.Engine.Guard;
using Titan.Engine.Kernel;
using Titan.Web.Guard;

namespace Titan.Web.Api;

/// <summary>Questions about now: status, equity, positions. The newest snapshot answers.</summary>
public static class ReadEndpoints
{
    public static void MapReads(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/status", (IEngine engine, TimeProvider clock) => Results.Json(StateShapes.Status(engine.Snapshot, clock.GetUtcNow()), ApiJson.WithNulls))
            .WithSummary("Arm, breaker, connection, equity in one answer.");
        app.MapGet("/api/state/equity", (IEngine engine) => Results.Json(StateShapes.Equity(engine.Snapshot), ApiJson.WithNulls))
            .WithSummary("Equity and drawdowns; null while unknown.");
        app.MapGet("/api/traps", (IEngine engine) => Results.Json(TrapShapes.Traps(engine.Snapshot), ApiJson.WithNulls))
            .WithSummary("Every tripwire with its distance, the sensors, counts by trap type, the newest lines.");
        var everyPosition = new SnapshotBytes(static snapshot => snapshot.Positions.Select(StateShapes.Position));
        app.MapGet("/api/state/positions", (HttpContext context, IEngine engine, string? symbol) => Positions(context, engine, symbol, everyPosition)).WithSummary("Open positions, an array.");
        app.MapGet("/api/guard", (GuardReceipts receipts) => Results.Json(GuardShapes.Of(null, receipts.Read(20)), ApiJson.WithNulls))
            .WithSummary("What the guard did while the engine was silent, newest first; its own door tells its state.");
        app.MapAlerts();
    }

    private static IResult Positions(HttpContext context, IEngine engine, string? symbol, SnapshotBytes every)
    {
        var query = new QueryFields(context, "symbol");
        return query.Problem ?? (string.IsNullOrEmpty(symbol)
            ? every.Of(engine.Snapshot)
            : Results.Json(engine.Snapshot.Positions.Where(view => view.Position.Instrument.Value == symbol).Select(StateShapes.Position), ApiJson.WithNulls));
    }
}
