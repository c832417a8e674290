using System.Globalization;
using Titan.Engine.Kernel;
using Titan.Web.Access;

namespace Titan.Web.Api;

/// <summary>The red buttons and their way back: flatten, cancel all, kill and release, pause and resume, emergency shutdown and clear.</summary>
internal static class EmergencyEndpoints
{
    public static void MapEmergency(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/emergency/status", (IEngine engine) => Results.Json(EmergencyShapes.Status(engine.Snapshot), ApiJson.WithNulls))
            .WithSummary("Arm, lock and its cause, pauses, emergency, the running flatten with legs and steps, the last receipt.");
        app.MapGet("/api/emergency/preview", async (HttpContext context, IEngine engine) =>
            Results.Json(EmergencyShapes.Forecast(await engine.ForecastFlattenAsync(context.RequestAborted)), ApiJson.WithNulls))
            .WithSummary("What FLATTEN ALL would do and cost now, at the venue's depth.");
        app.MapPost("/api/emergency/flatten", (Delegate)FlattenAsync).Acts(Roles.Stop, "Closes ALL positions; answers when the venue says flat, or after 30 s with what is left. 409 while one runs.");
        app.MapPost("/api/emergency/flatten-all", (Delegate)FlattenAsync).Acts(Roles.Stop, "The same as /api/emergency/flatten.");
        app.MapPost("/api/console/cancel-all", (Delegate)CancelAllAsync).Acts(Roles.Stop, "Cancels working entries; stops and targets only with includeProtective.", typeof(CancelAllRequest));
        app.MapPost("/api/emergency/kill", (Delegate)KillAsync).Acts(Roles.Stop, "KILL SWITCH: locks, pauses, cancels, flattens; asks the account's kill code, or the word KILL while none is set.", typeof(KillRequest));
        app.MapPost("/api/emergency/release", (Delegate)((HttpContext context) => LiftAsync(context, "release", act => new ReleaseCommand(act.Author, act.Reason, act.Correlation)))).Acts(Roles.Risk, "Lifts the kill's lock and pause with a reason; never re-arms.");
        app.MapPost("/api/emergency/shutdown", (Delegate)((HttpContext context) => LiftAsync(context, "shutdown", act => new EmergencyCommand(act.Author, act.Reason, act.Correlation, Clear: false)))).Acts(Roles.Stop, "Emergency shutdown: LOCKED until cleared, a marker file says so; positions keep their stops.");
        app.MapPost("/api/emergency/clear", (Delegate)((HttpContext context) => LiftAsync(context, "clear", act => new EmergencyCommand(act.Author, act.Reason, act.Correlation, Clear: true)))).Acts(Roles.Risk, "Ends an emergency shutdown with a reason; never re-arms.");
        app.MapPost("/api/emergency/pause", (Delegate)((HttpContext context) => PauseAsync(context, true))).Acts(Roles.Stop, "Pauses the strategies; working entries go, the arm stays.");
        app.MapPost("/api/emergency/resume", (Delegate)((HttpContext context) => PauseAsync(context, false))).Acts(Roles.Trade, "Resumes what an operator paused.");
    }

    private static Task<IResult> FlattenAsync(HttpContext context) =>
        Act.DoAsync(context, "flatten", act => new FlattenCommand(act.Author, act.Reason, act.Correlation), Flattened);

    private static async Task<IResult> CancelAllAsync(HttpContext context)
    {
        var (act, problem) = await Act.ReadAsync<CancelAllRequest>(context, "cancel-all");
        return problem ?? await act.SendAsync(
            new CancelAllCommand(act.Author, act.Reason, act.Correlation, act.Body.IncludeProtective ?? false),
            result => Results.Json(new { success = result.Status == CommandStatus.Done, orders_cancelled = result.Count, results = result.Rows.Select(Act.Row) }, ApiJson.Options));
    }

    private static async Task<IResult> KillAsync(HttpContext context, KillCodes codes)
    {
        var (act, problem) = await Act.ReadAsync<KillRequest>(context, "kill");
        if (problem is not null)
        {
            return problem;
        }

        if (string.IsNullOrWhiteSpace(act.Body.Code))
        {
            return Act.Wrong("code", $"required: your kill code, or the word {KillCodes.Word} while you have set none");
        }

        var verdict = await codes.JudgeAsync(act.Author.Name, act.Body.Code, context.RequestAborted);
        if (!verdict.Right)
        {
            _ = act.Engine.SendAsync(new RecordAuditCommand(act.Author, act.Reason, act.Correlation, "kill-code", "Refused", "wrong kill code"), CancellationToken.None);
            return Refuse(context, verdict);
        }

        return await act.SendAsync(new KillCommand(act.Author, act.Reason, act.Correlation), Flattened);
    }

    private static IResult Refuse(HttpContext context, KillCodeVerdict verdict)
    {
        if (verdict.WaitSeconds > 0)
        {
            context.Response.Headers.RetryAfter = verdict.WaitSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return Problems.Of(
            403,
            verdict.WaitSeconds > 0 ? "KILL_CODE_WAIT" : "WRONG_KILL_CODE",
            verdict.Message,
            new { asks = verdict.AsksCode ? "code" : "word", retry_after_seconds = verdict.WaitSeconds },
            new Dictionary<string, string[]> { ["code"] = [verdict.Message] });
    }

    private static Task<IResult> LiftAsync(HttpContext context, string name, Func<Act<ReasonRequest>, EngineCommand> command) => Act.DoAsync(
        context,
        name,
        command,
        result => Results.Json(new { success = true, masterArm = false, message = result.Message }, ApiJson.WithNulls));

    private static Task<IResult> PauseAsync(HttpContext context, bool paused) => Act.DoAsync(
        context,
        paused ? "pause" : "resume",
        act => new PauseCommand(act.Author, act.Reason, act.Correlation, paused),
        result => Results.Json(new { success = true, paused, message = result.Message }, ApiJson.WithNulls));

    // Told as success only when the venue says flat; after 30 s with what is left, while it goes on.
    private static IResult Flattened(CommandResult result) => Results.Json(
        new
        {
            success = result.Status == CommandStatus.Done,
            positions_closed = result.Rows.Count(row => row.Success),
            results = result.Rows.Select(Act.Row),
            duration_ms = Math.Round(result.Duration.TotalMilliseconds),
            message = result.Message,
            steps = result.Steps.Count == 0 ? null : result.Steps.Select(step => new { step = step.Name, success = step.Ok, detail = step.Detail }),
            id = result.RunningId,
            receipt_id = result.Receipt?.Id,
        },
        ApiJson.Options);
}
