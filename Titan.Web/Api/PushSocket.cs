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

    public Task HandleAsync(HttpContext context) => SocketDoor.OpenAsync(context, lifetime, Pinged(), "/ws speaks WebSocket; connect with Upgrade: websocket.", async (socket, cancellationToken) =>
    {
        if (!clients.TryEnter())
        {
            return new Goodbye(TryAgainLater, clients.Full);
        }

        try
        {
            await new PushConnection(socket, engine, clock.Time, pace).ServeAsync(cancellationToken);
            return new Goodbye(lifetime.ApplicationStopping.IsCancellationRequested ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure);
        }
        finally
        {
            clients.Leave();
        }
    });

    private WebSocketAcceptContext Pinged() => new() { KeepAliveInterval = pace.Heartbeat, KeepAliveTimeout = pace.Silence - pace.Heartbeat };
}
