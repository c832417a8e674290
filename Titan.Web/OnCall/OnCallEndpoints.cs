using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Access;

namespace Titan.Web.OnCall;

/// <summary>
/// The plain page (design 3a): forms without script that stop things while the console's circuit, its assets or a good line are missing. It
/// never arms. Signed in by the console's cookie or by Basic; every form carries an antiforgery token, which Basic callers need not send.
/// </summary>
public static class OnCallEndpoints
{
    /// <summary>How long a page waits for the cost of a flatten before it says unknown.</summary>
    private static readonly TimeSpan CostPatience = TimeSpan.FromMilliseconds(900);

    public static IServiceCollection AddOnCall(this IServiceCollection services) => services.AddSingleton<OnCallForms>();

    public static void MapOnCall(this WebApplication app)
    {
        var pages = app.MapGroup("/oncall").RequireAuthorization().ExcludeFromDescription().AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        pages.MapGet("", (HttpContext context, IEngine engine) => ShowAsync<OnCallHome>(context, engine.Snapshot.Positions.Length > 0));
        pages.MapGet("/flatten", (Delegate)((HttpContext context) => ShowAsync<OnCallFlatten>(context, true)));
        pages.MapGet("/cancel", (Delegate)((HttpContext context) => ShowAsync<OnCallCancel>(context, false)));
        pages.MapGet("/kill", (Delegate)((HttpContext context) => ShowAsync<OnCallKill>(context, true)));
        pages.MapGet("/close/{symbol}", (HttpContext context, string symbol) => ShowAsync<OnCallClose>(context, false, symbol));
        app.MapGroup("/oncall").RequireAuthorization(Roles.Stop).DisableAntiforgery().ExcludeFromDescription().MapActs();
    }

    private static void MapActs(this RouteGroupBuilder acts)
    {
        acts.MapPost("/disarm", (Delegate)((HttpContext context) => OnCallAct.DoAsync(context, "disarm", (author, act) => new DisarmCommand(author, act.Reason, act.Id))));
        acts.MapPost("/pause", (Delegate)((HttpContext context) => OnCallAct.DoAsync(context, "pause", (author, act) => new PauseCommand(author, act.Reason, act.Id, true))));
        acts.MapPost("/resume", (Delegate)ResumeAsync).RequireAuthorization(Roles.Trade);
        acts.MapPost("/cancel", (Delegate)((HttpContext context) => OnCallAct.DoAsync(
            context, "cancel", (author, act) => new CancelAllCommand(author, act.Reason, act.Id, act.Says("protective")))));
        acts.MapPost("/flatten", (Delegate)((HttpContext context) => OnCallAct.DoAsync(
            context, "flatten", (author, act) => new FlattenCommand(author, act.Reason, act.Id), "Tick the box: this will close ALL positions. Nothing was done.")));
        acts.MapPost("/close/{symbol}", (HttpContext context, string symbol) => OnCallAct.DoAsync(
            context, $"close-{symbol}", (author, act) => new ClosePositionCommand(author, act.Reason, act.Id, symbol), $"Tick the box: this will close {symbol}. Nothing was done."));
        acts.MapPost("/kill", (Delegate)OnCallAct.KillAsync);
    }

    // More than stopping, so a locked-out account whose password was right may not.
    private static async Task<IResult> ResumeAsync(HttpContext context) =>
        Doors.MoreThanStopping(context, "Resuming", Roles.Operator, Roles.RiskManager)
        ?? await OnCallAct.DoAsync(context, "resume", (author, act) => new PauseCommand(author, act.Reason, act.Id, false));

    private static async Task<RazorComponentResult<TPage>> ShowAsync<TPage>(HttpContext context, bool withCost, string? symbol = null)
        where TPage : IComponent
    {
        var forecast = withCost ? await CostAsync(context) : null;
        var asksCode = await context.RequestServices.GetRequiredService<IKillCodes>().IsSetAsync(context.User.Identity?.Name ?? "", context.RequestAborted);
        var parameters = new Dictionary<string, object?> { ["Visit"] = OnCallVisit.Of(context, forecast, asksCode) };
        if (symbol is not null)
        {
            parameters["Symbol"] = symbol;
        }

        return new RazorComponentResult<TPage>(parameters) { PreventStreamingRendering = true };
    }

    // Only a courtesy: the page comes without it when the venue is slow.
    private static async Task<FlattenForecast?> CostAsync(HttpContext context)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(CostPatience);
        try
        {
            return await context.RequestServices.GetRequiredService<IEngine>().ForecastFlattenAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }
}
