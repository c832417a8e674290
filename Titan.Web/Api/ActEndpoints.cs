using System.Security.Claims;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Access;

namespace Titan.Web.Api;

/// <summary>Acts: each makes one command with its author and door, and says the engine's answer.</summary>
public static class ActEndpoints
{
    public static void MapActs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/console/master-arm", (IEngine engine) => Results.Json(ArmBody(engine.Snapshot, true), ApiJson.WithNulls));
        app.MapPost("/api/console/master-arm", MasterArmAsync).RequireAuthorization(Roles.Stop).DisableAntiforgery();
        app.MapPost("/api/emergency/flatten", FlattenAsync).RequireAuthorization(Roles.Stop).DisableAntiforgery();
        app.MapPost("/api/emergency/flatten-all", FlattenAsync).RequireAuthorization(Roles.Stop).DisableAntiforgery();
        app.MapPost("/api/console/cancel-all", CancelAllAsync).RequireAuthorization(Roles.Stop).DisableAntiforgery();
        app.MapPost("/api/emergency/pause", (HttpContext context, IEngine engine) => PauseAsync(context, engine, true)).RequireAuthorization(Roles.Stop).DisableAntiforgery();
        app.MapPost("/api/emergency/resume", (HttpContext context, IEngine engine) => PauseAsync(context, engine, false)).RequireAuthorization(Roles.Trade).DisableAntiforgery();
        app.MapPost("/api/state/reconcile", ReconcileAsync).RequireAuthorization(Roles.Trade).DisableAntiforgery();
        app.MapPost("/api/circuit-breaker/reset", ResetAsync).RequireAuthorization(Roles.Risk).DisableAntiforgery();
    }

    /// <summary>Author of a call: the account, its roles, and the door it came through.</summary>
    public static Author AuthorOf(HttpContext context)
    {
        var door = context.Request.Headers["X-Titan-Door"].ToString() is "cli" ? "cli" : "api";
        var roles = string.Join(',', context.User.FindAll(ClaimTypes.Role).Select(claim => claim.Value));
        return new Author(context.User.Identity?.Name ?? "unknown", roles, door);
    }

    private static async Task<IResult> MasterArmAsync(HttpContext context, IEngine engine)
    {
        var (body, problem) = await RequestBody.ReadAsync<MasterArmRequest>(context);
        if (problem is not null)
        {
            return problem;
        }

        if (body.Enabled is not { } enabled)
        {
            return Problems.Of(400, "INVALID_PAYLOAD", "enabled: true to arm, false to disarm", null, new Dictionary<string, string[]> { ["enabled"] = ["true or false is required"] });
        }

        if (enabled && !context.User.IsInRole(Roles.Operator) && !context.User.IsInRole(Roles.RiskManager))
        {
            return Problems.Of(403, "FORBIDDEN", "Arming needs Operator or Risk Manager.");
        }

        var author = AuthorOf(context);
        var correlation = engine.NewCorrelation(enabled ? "arm" : "disarm");
        EngineCommand command = enabled ? new ArmCommand(author, body.Reason, correlation, body.Confirm) : new DisarmCommand(author, body.Reason, correlation);
        var result = await engine.SendAsync(command, context.RequestAborted);
        return result.Status == CommandStatus.Done
            ? Results.Json(new { success = true, masterArm = enabled, masterArmState = enabled ? "ARMED" : DisarmedWord(engine) }, ApiJson.WithNulls)
            : Refuse(result);
    }

    private static async Task<IResult> FlattenAsync(HttpContext context, IEngine engine)
    {
        var (body, problem) = await RequestBody.ReadAsync<ReasonRequest>(context);
        if (problem is not null)
        {
            return problem;
        }

        var result = await engine.SendAsync(new FlattenCommand(AuthorOf(context), body.Reason, engine.NewCorrelation("flatten")), context.RequestAborted);
        if (result.Status is CommandStatus.Refused or CommandStatus.Invalid)
        {
            return Refuse(result);
        }

        return Results.Json(
            new
            {
                success = result.Status == CommandStatus.Done,
                positions_closed = result.Rows.Count(row => row.Success),
                results = result.Rows.Select(Row),
                duration_ms = Math.Round(result.Duration.TotalMilliseconds),
                message = result.Message,
                id = result.RunningId,
            },
            ApiJson.Options);
    }

    private static async Task<IResult> CancelAllAsync(HttpContext context, IEngine engine)
    {
        var (body, problem) = await RequestBody.ReadAsync<CancelAllRequest>(context);
        if (problem is not null)
        {
            return problem;
        }

        var result = await engine.SendAsync(new CancelAllCommand(AuthorOf(context), body.Reason, engine.NewCorrelation("cancel-all"), body.IncludeProtective ?? false), context.RequestAborted);
        return result.Status is CommandStatus.Refused or CommandStatus.Invalid or CommandStatus.Unreachable
            ? Refuse(result)
            : Results.Json(new { success = result.Status == CommandStatus.Done, orders_cancelled = result.Count, results = result.Rows.Select(Row) }, ApiJson.Options);
    }

    private static async Task<IResult> PauseAsync(HttpContext context, IEngine engine, bool paused)
    {
        var (body, problem) = await RequestBody.ReadAsync<ReasonRequest>(context);
        if (problem is not null)
        {
            return problem;
        }

        var result = await engine.SendAsync(new PauseCommand(AuthorOf(context), body.Reason, engine.NewCorrelation(paused ? "pause" : "resume"), paused), context.RequestAborted);
        return result.Status == CommandStatus.Done ? Results.Json(new { success = true, paused }) : Refuse(result);
    }

    private static async Task<IResult> ReconcileAsync(HttpContext context, IEngine engine)
    {
        var (body, problem) = await RequestBody.ReadAsync<ReasonRequest>(context);
        if (problem is not null)
        {
            return problem;
        }

        var result = await engine.SendAsync(new ReconcileCommand(AuthorOf(context), body.Reason, engine.NewCorrelation("reconcile")), context.RequestAborted);
        return result.Status != CommandStatus.Done
            ? Refuse(result)
            : Results.Json(
                new
                {
                    success = true,
                    in_sync = result.InSync,
                    mismatches = result.Mismatches.Select(mismatch => new
                    {
                        symbol = mismatch.Symbol,
                        mismatch_type = System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(mismatch.Kind.ToString()),
                        shadow = mismatch.ShadowQuantity,
                        exchange = mismatch.VenueQuantity,
                        action = mismatch.Action,
                    }),
                    shadow_count = result.ShadowCount,
                    exchange_count = result.VenueCount,
                    timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
                },
                ApiJson.Options);
    }

    private static async Task<IResult> ResetAsync(HttpContext context, IEngine engine)
    {
        var (body, problem) = await RequestBody.ReadAsync<ReasonRequest>(context);
        if (problem is not null)
        {
            return problem;
        }

        var result = await engine.SendAsync(new ResetBreakerCommand(AuthorOf(context), body.Reason, engine.NewCorrelation("breaker-reset")), context.RequestAborted);
        return result.Status != CommandStatus.Done
            ? Refuse(result)
            : Results.Json(new { success = true, circuitBreaker = StateShapes.Breaker(engine.Snapshot), masterArm = false, message = result.Message }, ApiJson.WithNulls);
    }

    private static object Row(CommandRow row) => new { symbol = row.Symbol, order_id = row.OrderId, success = row.Success, fill_price = row.FillPrice, error = row.Error };

    private static string DisarmedWord(IEngine engine) => engine.Snapshot.Arm.State == ArmState.Locked ? "LOCKED" : "DISARMED";

    private static object ArmBody(EngineSnapshot snapshot, bool success) => new
    {
        success,
        masterArm = snapshot.Arm.State == ArmState.Armed,
        masterArmState = StateShapes.ArmWord(snapshot.Arm.State),
        since = snapshot.Arm.Since,
        by = snapshot.Arm.By,
        reason = snapshot.Arm.Reason,
        preconditions = snapshot.Preconditions.Select(Shape),
    };

    private static object Shape(Engine.Safety.Precondition precondition) =>
        new { code = precondition.Code, name = precondition.Name, met = precondition.Installed ? precondition.Met : null, value = precondition.Value, cure = precondition.Cure, installed = precondition.Installed };

    private static IResult Refuse(CommandResult result) => result.Status switch
    {
        CommandStatus.Invalid => Problems.Of(400, result.Code, result.Message),
        CommandStatus.Unreachable => Problems.Of(503, result.Code, result.Message),
        _ => Problems.Of(409, result.Code, result.Message, new { failed = result.Failed.Select(Shape), running = result.RunningId }),
    };
}

/// <summary>POST /api/console/master-arm.</summary>
public sealed record MasterArmRequest
{
    public bool? Enabled { get; init; }

    public string? Reason { get; init; }

    /// <summary>LIVE, in live mode.</summary>
    public string? Confirm { get; init; }
}

/// <summary>Acts that take a reason and nothing else.</summary>
public sealed record ReasonRequest
{
    public string? Reason { get; init; }
}

/// <summary>POST /api/console/cancel-all.</summary>
public sealed record CancelAllRequest
{
    public string? Reason { get; init; }

    /// <summary>Takes stops and targets too.</summary>
    public bool? IncludeProtective { get; init; }
}
