using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace Titan.Web.Cells;

/// <summary>
/// The kernel's socket under a browser's WebSocket. A frame of cells is the same for every browser, so it is written there as it is, past the five
/// layers between, each of which would copy or look at it for every viewer again (decision 0015). Only where nothing between changes a byte: HTTP/1.1 without TLS.
/// What is sent on one socket the runtime queues whole: a frame that waits for room in the kernel is never torn by a later one, nor by the WebSocket's own goodbye.
/// </summary>
internal static class CellLine
{
    /// <summary>Null where frames must go through the WebSocket.</summary>
    public static Socket? Of(HttpContext context) =>
        HttpProtocol.IsHttp11(context.Request.Protocol) && context.Features.Get<ITlsHandshakeFeature>() is null
            ? context.Features.Get<IConnectionSocketFeature>()?.Socket
            : null;
}
