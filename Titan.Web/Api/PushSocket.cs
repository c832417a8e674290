using System.Net.WebSockets;
using Microsoft.Extensions.Hosting;
using Titan.Engine.Kernel;
using Titan.Web.Access;

namespace Titan.Web.Api;

/// <summary>
/// /ws for tools (spec titan-trading 7.3): tells one client too many to come back (1013), and lets go of all when the process stops. A slow client loses its own past over a bounded subscription and costs nobody else anything.
/// </summary>
internal sealed class PushSocket(IEngine engine, WallClock clock, PushPace pace, PushClients clients, IHostApplicationLifetime lifetime)
{
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Problems.WriteAsync(context, 426, "UPGRADE_REQUIRED", "/ws speaks WebSocket; connect with Upgrade: websocket.");
            return;
        }

        using var life = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        // The framework's own default is one object for the whole process, in which Blazor's hub switches compression on.
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext());
        var entered = clients.TryEnter();
        try
        {
            if (!entered)
            {
                await CloseAsync(socket, TryAgainLater, clients.Full);
                return;
            }

            await new PushConnection(socket, engine, clock.Time, pace).ServeAsync(life.Token);
            await CloseAsync(socket, lifetime.ApplicationStopping.IsCancellationRequested ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure, null);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException)
        {
            // The client left, or the process stops.
        }
        finally
        {
            if (entered)
            {
                clients.Leave();
            }
        }
    }

    // Says goodbye without waiting for the answer: a client that does not listen must not hold the process.
    private static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status, string? why)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var limit = new CancellationTokenSource(ClosePatience);
            await socket.CloseOutputAsync(status, why, limit.Token);
        }
    }
}
