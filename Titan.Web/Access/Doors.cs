using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Titan.Web.Api;

namespace Titan.Web.Access;

/// <summary>
/// Which doors are open without sign-in, and what every other one asks (design 3): signed in before anything else is judged, no foreign
/// origin on state-changing calls, an antiforgery token where a browser's cookie speaks.
/// </summary>
public static class Doors
{
    private static readonly string[] Open = ["/health", "/health/live", "/health/ready", "/sign-in", "/sign-out", "/metrics", "/webhook", "/favicon.ico", "/favicon.svg"];

    private static readonly string[] OpenFolders = ["/_framework/", "/_content/", "/css/", "/fonts/", "/img/", "/js/", "/lib/"];

    private static readonly string[] Stopping =
        ["/api/emergency/flatten", "/api/emergency/flatten-all", "/api/console/cancel-all", "/api/emergency/kill", "/api/emergency/pause", "/api/console/master-arm"];

    /// <summary>The act only stops or reduces, so nothing but sign-in may stand in its way.</summary>
    public static bool IsStopping(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && Stopping.Contains(request.Path.Value, StringComparer.OrdinalIgnoreCase);

    public static bool IsApi(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/ws") || path.StartsWithSegments("/openapi");

    public static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/metrics") && !MayReadMetrics(context))
        {
            await Problems.WriteAsync(context, 403, "FORBIDDEN", "/metrics answers loopback and Titan:Access:MetricsAllowed only.");
            return;
        }

        if (path.StartsWithSegments("/webhook"))
        {
            await Problems.WriteAsync(context, 401, "UNAUTHORIZED", "No webhook secret is configured, so every webhook is refused.");
            return;
        }

        if (!IsOpen(path) && context.User.Identity?.IsAuthenticated != true)
        {
            await AskAsync(context);
            return;
        }

        if (IsForeign(context.Request))
        {
            await Problems.WriteAsync(context, 403, "FOREIGN_ORIGIN", "A state-changing call from another site is refused.");
            return;
        }

        if (IsUnsafe(context.Request) && IsApi(path) && context.User.Identity?.AuthenticationType == AccessServices.CookieScheme
            && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            await Problems.WriteAsync(context, 400, "ANTIFORGERY", "The request carries a session cookie but no valid antiforgery token.");
            return;
        }

        await next(context);
    }

    private static bool IsOpen(PathString path) =>
        Open.Contains(path.Value, StringComparer.OrdinalIgnoreCase)
        || OpenFolders.Any(folder => path.Value!.StartsWith(folder, StringComparison.OrdinalIgnoreCase))
        || (path.Value!.LastIndexOf('.') > path.Value.LastIndexOf('/') && !IsApi(path));

    private static async Task AskAsync(HttpContext context)
    {
        if (IsApi(context.Request.Path) || !HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Titan Console\", charset=\"UTF-8\"";
            await Problems.WriteAsync(context, 401, "UNAUTHORIZED", "Sign in first: curl -u name:password.");
            return;
        }

        context.Response.Redirect($"/sign-in?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
    }

    private static bool IsUnsafe(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    private static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        if (!IsUnsafe(request) && !request.HttpContext.WebSockets.IsWebSocketRequest)
        {
            return false;
        }

        if (site.Length > 0)
        {
            // The browser itself says where the call comes from; "none" is an address typed by hand.
            return site is not ("same-origin" or "none");
        }

        return origin.Length > 0 && (!Uri.TryCreate(origin, UriKind.Absolute, out var from)
            || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    // Forwarded headers make a caller foreign: whoever stands behind a proxy is not on this machine.
    private static bool MayReadMetrics(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        var forwarded = context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("Forwarded");
        if (address is not null && IPAddress.IsLoopback(address) && !forwarded)
        {
            return true;
        }

        var allowed = context.RequestServices.GetRequiredService<IConfiguration>().GetSection("Titan:Access:MetricsAllowed").GetChildren().Select(child => child.Value);
        return !forwarded && address is not null && allowed.Contains(address.MapToIPv4().ToString());
    }
}
