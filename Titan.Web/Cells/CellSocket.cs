using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Hosting;
using Titan.Web.Api;

namespace Titan.Web.Cells;

/// <summary>
/// /cells: the socket on which a page of the console is told the figures that move. Its first message is the word that its circuit gave it. It needs no
/// pings: the header's clock moves on every page, and a browser that does not answer is let go (<see cref="CellWire"/>).
/// </summary>
internal sealed class CellSocket(CellWires wires, IHostApplicationLifetime lifetime)
{
    /// <summary>The circuit of this page is over; asking again does not help.</summary>
    private const WebSocketCloseStatus NoSuchCircuit = (WebSocketCloseStatus)4404;

    private static readonly TimeSpan WordPatience = TimeSpan.FromSeconds(5);

    public Task HandleAsync(HttpContext context) => SocketDoor.OpenAsync(context, lifetime, new WebSocketAcceptContext(), "/cells speaks WebSocket with a page of the console.", async (socket, cancellationToken) =>
    {
        if (wires.Find(await WordAsync(socket, cancellationToken)) is not { } wire)
        {
            return new Goodbye(NoSuchCircuit);
        }

        await wire.ServeAsync(socket, CellLine.Of(context), cancellationToken);
        return new Goodbye(WebSocketCloseStatus.NormalClosure);
    });

    private static async Task<string> WordAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(WordPatience);
        var word = new byte[64];
        var got = await socket.ReceiveAsync(word.AsMemory(), limit.Token);
        return got is { MessageType: WebSocketMessageType.Text, EndOfMessage: true } ? Encoding.UTF8.GetString(word, 0, got.Count) : "";
    }
}
