using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Titan.Web.Api;

namespace Titan.Web.Access;

/// <summary>Sign-in, roles, rates and headers.</summary>
public static class AccessServices
{
    public const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Either = "Either";

    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'self'; form-action 'self'; object-src 'none'; frame-ancestors 'none'";

    public static IServiceCollection AddTitanAccess(this IServiceCollection services, string dataDirectory)
    {
        var keys = Directory.CreateDirectory(Path.Combine(dataDirectory, "keys"));
        if (!OperatingSystem.IsWindows())
        {
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        services.AddDataProtection().SetApplicationName("Titan.Console").PersistKeysToFileSystem(keys);
        services.AddSingleton<AccountStore>().AddSingleton<VerifiedPairs>().AddSingleton<SignInAudit>();
        services.AddAntiforgery(options => options.HeaderName = "X-Titan-Antiforgery");
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? BasicHandler.SchemeName : CookieScheme)
            .AddScheme<AuthenticationSchemeOptions, BasicHandler>(BasicHandler.SchemeName, null)
            .AddCookie(CookieScheme, options =>
            {
                options.Cookie.Name = "titan";
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.HttpOnly = true;
                options.LoginPath = "/sign-in";
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.SlidingExpiration = true;
            });
        services.AddAuthorizationBuilder()
            .AddPolicy(Roles.Stop, policy => policy.RequireRole(Roles.Operator, Roles.RiskManager, Roles.Admin))
            .AddPolicy(Roles.Trade, policy => policy.RequireRole(Roles.Operator, Roles.RiskManager))
            .AddPolicy(Roles.Risk, policy => policy.RequireRole(Roles.RiskManager));
        services.AddCascadingAuthenticationState();
        services.AddRateLimiter(Limit);
        return services;
    }

    public static void UseTitanAccess(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            await next(context);
        });
        app.UseRateLimiter();
        app.UseAuthentication();
        app.Use(Doors.GuardAsync);
        app.UseAuthorization();
    }

    // Ten a second, forty at once, per address; this machine and stopping acts are never limited (spec titan-trading 7).
    private static void Limit(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions options)
    {
        options.OnRejected = (context, _) => new ValueTask(Problems.WriteAsync(context.HttpContext, 429, "RATE_LIMITED", "More than 10 requests a second; wait a moment."));
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            var address = context.Connection.RemoteIpAddress;
            return address is null || IPAddress.IsLoopback(address) || Doors.IsStopping(context.Request)
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(address.ToString(), _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = 40,
                    TokensPerPeriod = 10,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                });
        });
    }
}
