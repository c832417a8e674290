using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;
using Titan.Engine.Guard;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Web.Cells;
using Titan.Web.Guard;
using Titan.Web.Shift;
using Titan.Web.Tuning;

namespace Titan.Web.Live;

/// <summary>
/// The console's pages in the host: components, live feed, assets. Needs an <c>IEngine</c> and an <c>IHistory</c>, and the engine's
/// <c>IPriceHistory</c> where charts shall have prices; the host brings authentication, antiforgery and headers.
/// </summary>
public static class FaceServices
{
    /// <summary>Named by the assembly, not by the host that happens to run it.</summary>
    private const string AssetManifest = "Titan.Web.staticwebassets.endpoints.json";

    /// <summary>16 KiB: a few drawings of what changes.</summary>
    private const int CompressionWindowBits = 14;

    public static IServiceCollection AddTitanFace(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new FaceParts());
        services.TryAddSingleton(new FeedPace());
        services.TryAddSingleton<IPriceHistory>(new PriceTape());
        services.TryAddSingleton<LiveViews>();
        services.TryAddSingleton<CellWires>();
        services.TryAddSingleton<SnapshotFeed>();
        services.TryAddSingleton<CellSocket>();
        services.TryAddSingleton(provider => new ProcessGauge(provider.GetRequiredService<IEngine>(), provider.GetRequiredService<FeedPace>(), provider.GetService<JournalOptions>()));
        services.AddHostedService(provider => provider.GetRequiredService<SnapshotFeed>());
        services.TryAddSingleton<Acknowledgements>();
        services.TryAddSingleton<SignOffs>();
        services.TryAddSingleton(provider => new GuardSight(provider.GetService<GuardReceipts>(), provider.GetRequiredService<FeedPace>().Machine));
        services.TryAddScoped<CircuitPulse>();
        services.TryAddScoped<CellWire>();
        services.AddScoped<CircuitHandler, CircuitLink>();
        services.TryAddScoped<CircuitFeed>();
        services.TryAddScoped<OperatorActs>();
        services.TryAddScoped<PositionHands>();
        services.TryAddScoped<LimitsDesk>();
        services.AddHttpContextAccessor();
        services.AddCascadingAuthenticationState();
        services.AddRadzenComponents();
        services.AddRazorComponents().AddInteractiveServerComponents();
        return services;
    }

    /// <summary>Maps the static assets (open to all) and the pages; the caller adds what the pages require.</summary>
    public static RazorComponentsEndpointConventionBuilder MapTitanFace(this WebApplication app)
    {
        app.Use(ViewerSettings.ReadAsync);
        app.MapStaticAssets(AssetManifest).AllowAnonymous();
        app.Map("/cells", (HttpContext context, CellSocket cells) => cells.HandleAsync(context)).ExcludeFromDescription();
        return app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ConfigureWebSocketAcceptContext = CompressSparinglyAsync).WithStaticAssets(AssetManifest);
    }

    // One drawing resembles the one before: a window that holds both compresses as well as a large one, and every circuit keeps one.
    private static Task CompressSparinglyAsync(HttpContext context, WebSocketAcceptContext accept)
    {
        accept.DangerousEnableCompression = true;
        accept.ServerMaxWindowBits = CompressionWindowBits;
        return Task.CompletedTask;
    }
}
