using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Titan.Benchmarks.Stub;

namespace Titan.Benchmarks.Orders;

/// <summary>HTTP by hand on one socket: the hard limit of a request and its answer on this machine.</summary>
internal sealed class RawSocketFloor(int port) : IOrderSender
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[4_096];

    public Task OpenAsync(CancellationToken cancellationToken) => _socket.ConnectAsync("127.0.0.1", port, cancellationToken).AsTask();

    public async Task SendAsync(string id, CancellationToken cancellationToken)
    {
        var body = FloorOrder.Body(id);
        var stamp = FloorOrder.Stamp();
        var request = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /v5/order/create HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nX-BAPI-API-KEY: {StubSignature.Key}\r\nX-BAPI-TIMESTAMP: {stamp}\r\nX-BAPI-RECV-WINDOW: 5000\r\nX-BAPI-SIGN: {FloorOrder.Sign(stamp, body)}\r\n\r\n{body}");
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request), cancellationToken).ConfigureAwait(false);

        // The stub answers in one piece.
        var read = await _socket.ReceiveAsync(_answer, cancellationToken).ConfigureAwait(false);
        FloorOrder.Demand(_answer.AsSpan(0, read));
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
