using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Titan.Benchmarks.Orders;

/// <summary>An order frame and its answer on a ClientWebSocket: the echo that the order entry socket is judged by.</summary>
internal sealed class WebSocketFloor(int port) : IOrderSender
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _answer = new byte[4_096];

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        return _socket.ConnectAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{port}/v5/trade")), cancellationToken);
    }

    public async Task SendAsync(string id, CancellationToken cancellationToken)
    {
        var frame = $$$"""{"reqId":"{{{id}}}","header":{"X-BAPI-TIMESTAMP":"{{{FloorOrder.Stamp()}}}","X-BAPI-RECV-WINDOW":"5000"},"op":"order.create","args":[{{{FloorOrder.Body(id)}}}]}""";
        await _socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, cancellationToken).ConfigureAwait(false);
        var read = await _socket.ReceiveAsync(_answer.AsMemory(), cancellationToken).ConfigureAwait(false);
        FloorOrder.Demand(_answer.AsSpan(0, read.Count));
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
