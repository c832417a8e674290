namespace Titan.Web.Api;

/// <summary>Acts by room: each makes one command with its author and door (<see cref="Act"/>), and says the engine's answer.</summary>
public static class ActEndpoints
{
    public static void MapActs(this IEndpointRouteBuilder app)
    {
        app.MapArm();
        app.MapEmergency();
        app.MapReceipts();
        app.MapPositionActs();
        app.MapOrderActs();
        app.MapReconcile();
        app.MapAccount();
        app.MapConfig();
    }

    /// <summary>
    /// What every act of the API has: a role, a line for the document and the body's fields. Basic and tokens need no antiforgery; for cookies the guard asks.
    /// </summary>
    internal static RouteHandlerBuilder Acts(this RouteHandlerBuilder act, string role, string summary, Type? body = null) =>
        act.RequireAuthorization(role).DisableAntiforgery().WithSummary(summary).TakesBody(body ?? typeof(ReasonRequest));
}
