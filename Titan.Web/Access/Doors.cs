using Microsoft.AspNetCore.Antiforgery;
using Titan.Web.Api;

namespace Titan.Web.Access;

/// <summary>
/// Which doors are open without sign-in, and what every other one asks (design 3): signed in before anything else is judged, no foreign
/// origin on state-changing calls, an antiforgery token where a browser's cookie speaks.
/// </summary>
public static class Doors
{
    /// <summary>Claim of a locked-out account whose password was right: it may stop things and nothing else.</summary>
    public const string OnlyStoppingClaim = "titan:only-stopping";

    /// <summary>Mark on a request whose address used up its tries.</summary>
    public static readonly object TooManyFailures = new();

    // Whole paths, not folders or endings: a path that looks like a file may be a page.
    private static readonly HashSet<string> Open = new(StringComparer.OrdinalIgnoreCase)
    {
        "/health", "/health/live", "/health/ready", "/sign-in", "/css/sign-in.css", "/css/tokens.css", "/_content/Radzen.Blazor/fonts/InterVariable.woff2", "/img/icon-disarmed.svg", "/favicon.ico",
        "/webhook",
    };

    private static readonly HashSet<string> Stopping = new(StringComparer.OrdinalIgnoreCase)
    {
        "/api/emergency/flatten", "/api/emergency/flatten-all", "/api/console/cancel-all", "/api/emergency/kill", "/api/emergency/pause", "/api/emergency/shutdown",
        "/api/console/master-arm",
    };

    /// <summary>
    /// The call may stop or reduce (design 3a), so nothing but sign-in stands in its way. Master Arm is among them because it disarms, and a
    /// position's modify because it tightens; what goes beyond asks <see cref="MoreThanStopping"/>.
    /// </summary>
    public static bool IsStopping(HttpRequest request)
    {
        var path = Plain(request.Path);
        return HttpMethods.IsPost(request.Method)
            ? Stopping.Contains(path) || Under(path, "/api/positions/") || Under(path, "/oncall/") || path.Equals("/oncall", StringComparison.OrdinalIgnoreCase)
            : HttpMethods.IsDelete(request.Method) && Under(path, "/api/orders/");
    }

    /// <summary>A call to a stopping door that does more than stop: null when the account may, else why not.</summary>
    public static IResult? MoreThanStopping(HttpContext context, string act, params string[] roles) =>
        context.User.HasClaim(claim => claim.Type == OnlyStoppingClaim)
            ? Problems.Of(401, "LOCKED_OUT", "Too many wrong passwords; until the lock-out ends this account may only stop.")
            : roles.Any(context.User.IsInRole) ? null
            : Problems.Of(403, "FORBIDDEN", $"{act} needs the role {string.Join(" or ", roles)}.");

    public static bool IsApi(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/ws") || path.StartsWithSegments("/cells") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/hubs");

    public static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (!IsOpen(context) && context.User.Identity?.IsAuthenticated != true)
        {
            await AskAsync(context);
            return;
        }

        if (IsForeign(context.Request))
        {
            await Problems.WriteAsync(context, 403, "FOREIGN_ORIGIN", "A state-changing call from another site is refused.");
            return;
        }

        if (IsUnsafe(context.Request) && path.StartsWithSegments("/api") && context.User.Identity?.AuthenticationType == AccessServices.CookieScheme && !await HasTokenAsync(context))
        {
            await Problems.WriteAsync(context, 400, "ANTIFORGERY", "The request carries a session cookie but no valid antiforgery token.");
            return;
        }

        await next(context);
    }

    /// <summary>Asks for sign-in: 401 for programs, the form for people.</summary>
    public static Task AskAsync(HttpContext context)
    {
        if (context.Items.ContainsKey(TooManyFailures))
        {
            context.Response.Headers.RetryAfter = "60";
            return Problems.WriteAsync(context, 429, "TOO_MANY_FAILURES", "Too many wrong passwords from this address; wait a minute. Stopping acts are heard all the same.");
        }

        var path = context.Request.Path;
        if (Plain(path).Equals("/sign-out", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Redirect("/sign-in");
            return Task.CompletedTask;
        }

        if (!IsApi(path) && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) && Caller.Of(context).VouchedName is null)
        {
            context.Response.Redirect($"/sign-in?returnUrl={Uri.EscapeDataString(path + context.Request.QueryString)}");
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"Titan Console\", charset=\"UTF-8\"";
        return Problems.WriteAsync(context, 401, "UNAUTHORIZED", "Sign in first: curl -u name:password.");
    }

    /// <summary>The browser's form or script carries the token of its session.</summary>
    public static async Task<bool> HasTokenAsync(HttpContext context)
    {
        try
        {
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException problem) when (problem.InnerException is BadHttpRequestException or InvalidDataException or IOException)
        {
            // A form too large or broken to be read has no token.
            return false;
        }
    }

    private static bool IsOpen(HttpContext context)
    {
        var path = Plain(context.Request.Path);
        return Open.Contains(path) || (path.Equals("/metrics", StringComparison.OrdinalIgnoreCase) && MayReadMetrics(context));
    }

    private static string Plain(PathString path) => path.Value is { Length: > 1 } text ? text.TrimEnd('/') : path.Value ?? "";

    private static bool Under(string path, string folder) => path.StartsWith(folder, StringComparison.OrdinalIgnoreCase);

    private static bool IsUnsafe(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    private static bool IsForeign(HttpRequest request)
    {
        if (!IsUnsafe(request) && !request.HttpContext.WebSockets.IsWebSocketRequest)
        {
            return false;
        }

        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            // The browser itself says where the call comes from; "none" is an address typed by hand.
            return site is not ("same-origin" or "none");
        }

        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static bool MayReadMetrics(HttpContext context)
    {
        var caller = Caller.Of(context);
        return caller.IsLocal || (!caller.IsForeign && caller.IsIn(context.RequestServices.GetRequiredService<AccessOptions>().MetricsAllowed));
    }
}
