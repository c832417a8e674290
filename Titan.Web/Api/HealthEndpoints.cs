using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Venues;

namespace Titan.Web.Api;

/// <summary>Health for probes and people (spec titan-trading 7.1): open /health*, and /api/health with the details.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "alive" }));
        app.MapGet("/health/ready", (IEngine engine) => engine.Snapshot.Readiness is { Ready: true }
            ? Results.Json(new { status = "ready" })
            : Results.Json(new { status = "not ready", reason = engine.Snapshot.Readiness.NotReadyBecause ?? "starting" }, statusCode: 503));
        app.MapGet("/health", (IEngine engine, TimeProvider clock) =>
        {
            var snapshot = engine.Snapshot;
            var status = StatusOf(snapshot);
            return Results.Json(Summary(snapshot, status, clock.GetUtcNow()), ApiJson.WithNulls, statusCode: status == "unhealthy" ? 503 : 200);
        });
        app.MapGet("/api/health", (IEngine engine, TimeProvider clock, JournalOptions journal) =>
            Results.Json(Details(engine.Snapshot, clock.GetUtcNow(), SizeOf(journal.DatabasePath)), ApiJson.WithNulls)).WithSummary("Health of every component, with its numbers.");
    }

    /// <summary>healthy, degraded (something is down but stopping works) or unhealthy (the engine or its journal is).</summary>
    public static string StatusOf(EngineSnapshot snapshot)
    {
        if (!snapshot.Readiness.Restored || !snapshot.Load.JournalWritable)
        {
            return "unhealthy";
        }

        var healthy = snapshot.Readiness.Ready && Websocket(snapshot) && snapshot.Venue.RestHealthy && snapshot.Spot is not { Installed: true, Live: false };
        return healthy ? "healthy" : "degraded";
    }

    public static bool Websocket(EngineSnapshot snapshot) => StateShapes.BybitConnected(snapshot);

    private static Dictionary<string, object?> Summary(EngineSnapshot snapshot, string status, DateTimeOffset now) => new()
    {
        ["status"] = status,
        ["version"] = snapshot.Identity.Version,
        ["uptimeSeconds"] = Math.Round((now - snapshot.StartedAt).TotalSeconds),
        ["timestamp"] = now.ToUnixTimeMilliseconds(),
        ["components"] = new Dictionary<string, string>
        {
            ["database"] = snapshot.Load.JournalWritable ? "healthy" : "unhealthy",
            ["bybit"] = Websocket(snapshot) && snapshot.Venue.RestHealthy ? "healthy" : "unhealthy",
            ["binance"] = !snapshot.Spot.Installed ? "not installed" : snapshot.Spot.Live ? "healthy" : "unhealthy",
            ["engine"] = snapshot.Readiness.Ready ? "healthy" : snapshot.Readiness.NotReadyBecause ?? "starting",
        },
    };

    private static Dictionary<string, object?> Details(EngineSnapshot snapshot, DateTimeOffset now, long? databaseSize)
    {
        var body = Summary(snapshot, StatusOf(snapshot), now);
        var (load, venue) = (snapshot.Load, snapshot.Venue);
        body["websocket"] = new
        {
            status = Websocket(snapshot) ? "connected" : "disconnected",
            bybit = new
            {
                connected = Websocket(snapshot),
                lastMessageAgeMs = LastMessageAge(venue, now),
                reconnects = venue.Streams.Sum(stream => stream.Reconnects),
            },
            binance = Binance(snapshot.Spot, now),
        };
        body["database"] = new { status = load.JournalWritable ? "healthy" : "unhealthy", problem = load.JournalProblem, sizeBytes = databaseSize, lastWriteMs = Math.Round(load.JournalLastWriteMs, 3), pending = load.JournalPending };
        body["broker"] = new
        {
            status = venue.FatalReason is null && venue.RestHealthy ? "healthy" : "unhealthy",
            latencyMs = Math.Round(venue.RestLatencyMs, 1),
            clockOffsetMs = venue.ClockKnown ? Math.Round(venue.ClockOffsetMs, 1) : (double?)null,
            reason = venue.FatalReason,
            rate_limit_status = new { usedPerSec = venue.RequestsLastSecond, limit = venue.RequestLimit, backoff = venue.BackingOff },
        };
        body["ipc"] = new { status = "healthy", commandQueue = load.CommandDepth, reportQueue = load.ReportDepth, marketQueue = load.MarketDepth, marketDropped = load.MarketDropped };
        return body;
    }

    private static object Binance(SpotFeedStatus spot, DateTimeOffset now) => !spot.Installed
        ? new { connected = false, status = "NOT_INSTALLED" }
        : new
        {
            connected = spot.Live,
            status = spot.Live ? "OK" : spot.Connected ? "DEGRADED" : "DOWN",
            problem = spot.Problem,
            environment = spot.Environment,
            lastMessageAgeMs = AgeOf(spot.LastMessageAt, now),
            lastTradeAgeMs = AgeOf(spot.LastTradeAt, now),
            reconnects = spot.Reconnects,
            handovers = spot.Handovers,
            subscriptions = spot.Subscriptions,
            trades = spot.Trades,
            badFrames = spot.BadFrames,
            absurd = spot.Absurd,
            repeated = spot.Repeated,
            missed = spot.Missed,
            books = new { synced = spot.BooksSynced, followed = spot.Books, gaps = spot.BookGaps },
            restPausedUntil = spot.RestPausedUntil?.ToUnixTimeMilliseconds(),
            withoutPair = spot.WithoutPair,
        };

    private static double? AgeOf(DateTimeOffset? at, DateTimeOffset now) => at is { } known ? Math.Max(0, Math.Round((now - known).TotalMilliseconds)) : null;

    // The file and what waits beside it in the write-ahead log.
    private static long? SizeOf(string path)
    {
        var (file, wal) = (new FileInfo(path), new FileInfo(path + "-wal"));
        return file.Exists ? file.Length + (wal.Exists ? wal.Length : 0) : null;
    }

    private static double? LastMessageAge(VenueStatus venue, DateTimeOffset now)
    {
        var newest = venue.Streams.Where(stream => stream.LastMessageAt is not null).Select(stream => stream.LastMessageAt!.Value).DefaultIfEmpty().Max();
        return newest == default ? null : Math.Max(0, Math.Round((now - newest).TotalMilliseconds));
    }
}
