using System.Net.WebSockets;
using Microsoft.Extensions.Hosting;

namespace Titan.Web.Api;

/// <summary>How a socket of ours ends: its code and, for a person who reads a log, why.</summary>
internal readonly record struct Goodbye(WebSocketCloseStatus Status, string? Why = null);

/// <summary>
/// What every socket of the process does alike: refuses a request that is none, lives until the client leaves or the process stops, and says goodbye without
/// waiting for an answer, because a client that does not listen must not hold the process.
/// </summary>
internal static class SocketDoor
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    /// <param name="context">The request.</param>
    /// <param name="lifetime">The process.</param>
    /// <param name="manner">How it is accepted. The framework's own default is one object for the whole process, in which Blazor's hub switches compression on.</param>
    /// <param name="hint">Said to who did not ask for a socket.</param>
    /// <param name="serve">Talks until it is done and says how it ends; cancelled when the client left or the process stops.</param>
    public static async Task OpenAsync(
        HttpContext context, IHostApplicationLifetime lifetime, WebSocketAcceptContext manner, string hint, Func<WebSocket, CancellationToken, Task<Goodbye>> serve)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Problems.WriteAsync(context, 426, "UPGRADE_REQUIRED", hint);
            return;
        }

        using var life = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(manner);
        try
        {
            var (status, why) = await serve(socket, life.Token);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                using var limit = new CancellationTokenSource(ClosePatience);
                await socket.CloseOutputAsync(status, why, limit.Token);
            }
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException)
        {
            // The client left, or the process stops.
        }
    }
}
