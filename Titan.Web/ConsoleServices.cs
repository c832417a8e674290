using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Titan.Engine;
using Titan.Engine.Guard;
using Titan.Engine.Intake;
using Titan.Engine.Kernel;
using Titan.Web.Access;
using Titan.Web.Api;
using Titan.Web.Hook;
using Titan.Web.Live;
using Titan.Web.Memory;
using Titan.Web.OnCall;

namespace Titan.Web;

/// <summary>The console's table of contents: access, API, metrics, push, face.</summary>
public static class ConsoleServices
{
    private const long LargestBody = 64 * 1024;

    public static void AddTitanConsole(this WebApplicationBuilder builder, EngineOptions options)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        // Answers and pushes are sent by who made them, not handed to another thread first (docs/decisions/0016).
        // And they are read at once instead of being asked for first: a buffer for each connection is little, a system call for each message is not.
        builder.Services.Configure<SocketTransportOptions>(transport => (transport.UnsafePreferInlineScheduling, transport.WaitForDataBeforeAllocatingBuffer) = (true, false));
        builder.Services.AddTitanAccess(builder.Configuration, options.DataDirectory);
        builder.Services.TryAddSingleton(new SignalChannel(TimeProvider.System));
        builder.Services.AddTitanWebhook(builder.Configuration);
        builder.Services.AddSingleton(new GuardReceipts(options.DataDirectory));
        builder.Services.AddApiDocument();
        builder.Services.AddSingleton(new FaceParts { SignOutPath = "/sign-out", OnCall = true });
        builder.Services.AddTitanFace();
        builder.Services.AddOnCall();
        builder.Services.AddSingleton<MetricsCollector>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<MetricsCollector>());
        builder.Services.AddTitanPush();
        builder.Services.AddHostedService(provider => new AccountWarmup(
            provider.GetRequiredService<IEngine>(), provider.GetRequiredService<AccountStore>(), TimeProvider.System, provider.GetRequiredService<ILogger<AccountWarmup>>()));
        builder.Services.AddHostedService(provider => new StartPages(provider.GetRequiredService<IEngine>(), TimeProvider.System, provider.GetRequiredService<ILogger<StartPages>>()));
    }

    public static void MapTitanConsole(this WebApplication app)
    {
        app.UseExceptionHandler(errors => errors.Run(Problems.WriteFailureAsync));
        // Who wants pings says so where its socket is accepted: hubs have their own, and cells are answered.
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.UseTitanAccess();
        app.UseAntiforgery();
        app.MapSignIn();
        app.MapHealth();
        app.MapReads();
        app.MapHistory();
        app.MapActs();
        app.MapBrain();
        app.MapWhy();
        app.MapSignals();
        app.MapTitanWebhook();
        app.MapPerformance();
        app.MapTitanPush();
        app.MapGet("/metrics", (MetricsCollector metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8"))
            .WithSummary("Prometheus text 0.0.4; open on loopback and to Titan:Access:MetricsAllowed.");
        app.MapOpenApi();
        // It looks at every request with several regular expressions, and only its own folder is worth that.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/swagger"), own => own.UseSwaggerUI(ui => ui.SwaggerEndpoint("/openapi/v1.json", "Titan Console")));
        app.MapOnCall();
        app.MapTitanFace();
        app.Map("/api/{**rest}", (HttpContext context) => Problems.Of(404, "NOT_FOUND", $"{context.Request.Method} {context.Request.Path} does not exist.")).ExcludeFromDescription();
    }
}
