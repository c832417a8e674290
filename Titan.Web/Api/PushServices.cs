using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Titan.Web.Api;

/// <summary>Push for tools: /ws and /hubs/titan over one pump, one translator and one count of clients.</summary>
internal static class PushServices
{
    public static IServiceCollection AddTitanPush(this IServiceCollection services)
    {
        services.TryAddSingleton(new PushPace());
        services.AddSingleton<PushClients>().AddSingleton<PushSocket>().AddSingleton<HubPumps>();
        services.AddSignalR().AddJsonProtocol(json => json.PayloadSerializerOptions = new JsonSerializerOptions(ApiJson.WithNulls));
        services.AddOptions<HubOptions<TitanHub>>().Configure<PushPace>((hub, pace) => hub.ClientTimeoutInterval = pace.Silence);
        return services;
    }

    public static void MapTitanPush(this IEndpointRouteBuilder app)
    {
        app.Map("/ws", (HttpContext context, PushSocket push) => push.HandleAsync(context)).ExcludeFromDescription();
        app.MapHub<TitanHub>("/hubs/titan");
    }
}
