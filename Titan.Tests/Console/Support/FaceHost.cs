using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Web.Access;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests.Support;

/// <summary>The console's pages alone, over a staged engine, on a loopback port; everyone is signed in as the operator the test names.</summary>
internal sealed class FaceHost : IAsyncDisposable
{
    /// <summary>The policy that the product sends, so that a violation fails here and not in front of an operator.</summary>
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'self'; object-src 'none'; frame-ancestors 'none'";

    private readonly WebApplication _app;

    private FaceHost(WebApplication app, StagedEngine engine) => (_app, Engine) = (app, engine);

    public StagedEngine Engine { get; }

    public Uri Address => new(_app.Urls.First());

    public SnapshotFeed Feed => _app.Services.GetRequiredService<SnapshotFeed>();

    public static async Task<FaceHost> StartAsync(StagedEngine engine, IHistory history, TimeProvider? clock = null, string roles = "Viewer,Operator,RiskManager,Admin", IArchive? archive = null, StagedPrices? prices = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Titan.Web", EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseStaticWebAssets();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton<IEngine>(engine).AddSingleton(history).AddSingleton(archive ?? new StagedArchive()).AddSingleton<IDiary>(StagedDiary.OfANight());
        builder.Services.AddSingleton<IPriceHistory>((prices ?? StagedPrices.Of(engine.Snapshot.At)).Tape);
        builder.Services.AddSingleton(new Titan.Engine.Configuration.TitanConfig());
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton(new SignedIn(roles));
        builder.Services.AddSingleton<IKillCodes>(new StagedKillCodes());
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, SignedInHandler>("test", null);
        builder.Services.AddAuthorization();
        builder.Services.AddTitanFace();
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
            return next();
        });
        app.UseWebSockets().UseAuthentication().UseAuthorization().UseAntiforgery();
        app.MapGet("/health/live", () => "alive");
        app.MapTitanFace().RequireAuthorization();
        await app.StartAsync();
        return new FaceHost(app, engine);
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private sealed record SignedIn(string Roles);

    private sealed class SignedInHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, SignedIn who)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var identity = new ClaimsIdentity("test");
            identity.AddClaim(new Claim(ClaimTypes.Name, "titan_admin"));
            identity.AddClaims(who.Roles.Split(',').Select(role => new Claim(ClaimTypes.Role, role)));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "test")));
        }
    }
}
