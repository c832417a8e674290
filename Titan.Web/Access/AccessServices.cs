using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Titan.Engine.Configuration;
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

    /// <exception cref="ConfigException">Section Titan:Access is wrong; every complaint is in it.</exception>
    public static IServiceCollection AddTitanAccess(this IServiceCollection services, IConfiguration configuration, string dataDirectory)
    {
        var (access, problems) = AccessOptions.Read(configuration);
        if (problems.Count > 0)
        {
            throw new ConfigException(problems);
        }

        var keys = Directory.CreateDirectory(Path.Combine(dataDirectory, "keys"));
        if (!OperatingSystem.IsWindows())
        {
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        services.AddDataProtection().SetApplicationName("Titan.Console").PersistKeysToFileSystem(keys);
        services.TryAddSingleton(WallClock.System);
        services.TryAddSingleton(_ => new SecretHasher(SecretHasher.Iterations));
        services.AddSingleton(access).AddSingleton<AccountStore>().AddSingleton<VerifiedPairs>().AddSingleton<FailedSignIns>().AddSingleton<KillCodes>().AddSingleton<IKillCodes>(provider => provider.GetRequiredService<KillCodes>()).AddSingleton<SignInAudit>();
        services.AddAntiforgery(options => options.HeaderName = "X-Titan-Antiforgery");
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, BasicHandler>(BasicHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, ForwardedHandler>(ForwardedHandler.SchemeName, null)
            .AddCookie(CookieScheme, options =>
            {
                options.Cookie.Name = "titan";
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.HttpOnly = true;
                options.LoginPath = "/sign-in";
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.SlidingExpiration = false;
            });
        // A session's hours are the machine's, however fast a recording runs.
        services.AddOptions<CookieAuthenticationOptions>(CookieScheme).Configure<WallClock>((options, clock) => options.TimeProvider = clock.Time);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedAuthorization>();
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
        var access = app.Services.GetRequiredService<AccessOptions>();
        app.Use(async (context, next) =>
        {
            Caller.Recognise(context, access);
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (Doors.IsApi(context.Request.Path))
            {
                headers.CacheControl = "no-store";
            }

            await next(context);
        });
        app.UseRateLimiter();
        app.UseAuthentication();
        app.Use(Doors.GuardAsync);
        app.UseAuthorization();
    }

    private static string SchemeOf(HttpContext context) =>
        Caller.Of(context).VouchedName is not null ? ForwardedHandler.SchemeName
        : context.Request.Headers.Authorization.Count > 0 ? BasicHandler.SchemeName
        : CookieScheme;

    // Ten a second, forty at once, per address; this machine and stopping acts are never limited (spec titan-trading 7).
    private static void Limit(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions options)
    {
        options.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            return new ValueTask(Problems.WriteAsync(context.HttpContext, 429, "RATE_LIMITED", "More than 10 requests a second; wait a moment."));
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            var caller = Caller.Of(context);
            return caller.IsLocal || Doors.IsStopping(context.Request)
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(caller.Key, _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = 40,
                    TokensPerPeriod = 10,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                });
        });
    }
}
