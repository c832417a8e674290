using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Hosting;
using Titan.Web.Api;

namespace Titan.Web.Cells;

/// <summary>/cells: the socket on which a page of the console is told the figures that move. Its first message is the word that its circuit gave it.</summary>
internal sealed class CellSocket(CellWires wires, IHostApplicationLifetime lifetime)
{
    /// <summary>The circuit of this page is over; asking again does not help.</summary>
    private const WebSocketCloseStatus NoSuchCircuit = (WebSocketCloseStatus)4404;

    private static readonly TimeSpan WordPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Problems.WriteAsync(context, 426, "UPGRADE_REQUIRED", "/cells speaks WebSocket with a page of the console.");
            return;
        }

        using var life = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        // The framework's own default is one object for the whole process, in which Blazor's hub switches compression on.
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext());
        try
        {
            if (wires.Find(await WordAsync(socket, life.Token)) is not { } wire)
            {
                await CloseAsync(socket, NoSuchCircuit);
                return;
            }

            await wire.ServeAsync(socket, life.Token);
            await CloseAsync(socket, WebSocketCloseStatus.NormalClosure);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException)
        {
            // The page left, its circuit let it go, or the process stops.
        }
    }

    private static async Task<string> WordAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(WordPatience);
        var word = new byte[64];
        var got = await socket.ReceiveAsync(word.AsMemory(), limit.Token);
        return got is { MessageType: WebSocketMessageType.Text, EndOfMessage: true } ? Encoding.UTF8.GetString(word, 0, got.Count) : "";
    }

    // Says goodbye without waiting for the answer: a page that does not listen must not hold the process.
    private static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var limit = new CancellationTokenSource(ClosePatience);
            await socket.CloseOutputAsync(status, null, limit.Token);
        }
    }
}
