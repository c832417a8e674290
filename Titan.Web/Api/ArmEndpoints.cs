using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Web.Access;

namespace Titan.Web.Api;

/// <summary>Master Arm and circuit breaker: the state, arming with its checklist, disarming, and the breaker's reset.</summary>
internal static class ArmEndpoints
{
    public static void MapArm(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/console/master-arm", (IEngine engine) => Results.Json(Body(engine.Snapshot), ApiJson.WithNulls)).WithSummary("Master Arm with its checklist.");
        app.MapPost("/api/console/master-arm", (Delegate)MasterArmAsync).Acts(Roles.Stop, "Arms (409 names each failed precondition) or disarms (always).", typeof(MasterArmRequest));
        app.MapGet("/api/circuit-breaker", (IEngine engine) => Results.Json(BrainShapes.Breaker(engine.Snapshot), ApiJson.WithNulls)).WithSummary("Tripped or not, why, until when, and how far every measure is from its limit.");
        app.MapPost("/api/circuit-breaker/reset", (Delegate)ResetAsync).Acts(Roles.Risk, "Lifts the breaker's lock with a reason; never re-arms.");
    }

    public static object Shape(Precondition precondition) =>
        new { code = precondition.Code, name = precondition.Name, met = precondition.Installed ? precondition.Met : null, value = precondition.Value, cure = precondition.Cure, installed = precondition.Installed };

    private static async Task<IResult> MasterArmAsync(HttpContext context)
    {
        var (act, problem) = await Act.ReadAsync<MasterArmRequest>(context, "master-arm");
        if (problem is not null)
        {
            return problem;
        }

        if (act.Body.Enabled is not { } enabled)
        {
            return Act.Wrong("enabled", "true to arm, false to disarm");
        }

        if (!enabled)
        {
            return await act.SendAsync(new DisarmCommand(act.Author, act.Reason, act.Correlation), _ => Told(act.Engine, false));
        }

        return Doors.MoreThanStopping(context, "Arming", Roles.Operator, Roles.RiskManager)
            ?? await act.SendAsync(new ArmCommand(act.Author, act.Reason, act.Correlation, act.Body.Confirm), _ => Told(act.Engine, true));
    }

    private static Task<IResult> ResetAsync(HttpContext context, IEngine engine) => Act.DoAsync(
        context,
        "breaker-reset",
        act => new ResetBreakerCommand(act.Author, act.Reason, act.Correlation),
        result => Results.Json(new { success = true, circuitBreaker = StateShapes.Breaker(engine.Snapshot), masterArm = false, message = result.Message }, ApiJson.WithNulls));

    // The snapshot may be a moment older than the answer, so the act itself says what it did.
    private static IResult Told(IEngine engine, bool armed) => Results.Json(
        new { success = true, masterArm = armed, masterArmState = armed ? "ARMED" : engine.Snapshot.Arm.State == ArmState.Locked ? "LOCKED" : "DISARMED" }, ApiJson.WithNulls);

    private static object Body(EngineSnapshot snapshot) => new
    {
        success = true,
        masterArm = snapshot.Arm.State == ArmState.Armed,
        masterArmState = StateShapes.ArmWord(snapshot.Arm.State),
        since = snapshot.Arm.Since,
        by = snapshot.Arm.By,
        reason = snapshot.Arm.Reason,
        preconditions = snapshot.Preconditions.Select(Shape),
    };
}
