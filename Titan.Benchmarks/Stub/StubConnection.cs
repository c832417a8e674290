using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Titan.Benchmarks.Stub;

/// <summary>One connection: HTTP requests one after the other, or after an upgrade the frames of a WebSocket.</summary>
internal sealed class StubConnection(Socket socket, StubVenue venue) : IDisposable
{
    private static long _orders;

    private readonly SemaphoreSlim _sending = new(1, 1);
    private byte[] _buffer = new byte[65_536];
    private int _filled;
    private StubSocketTalk? _talk;

    public bool Closed { get; private set; }

    public static string NextOrderId() =>
        string.Create(CultureInfo.InvariantCulture, $"6f0c1d2e-0000-4000-8000-{Interlocked.Increment(ref _orders):x12}");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (_filled == _buffer.Length)
                {
                    Array.Resize(ref _buffer, _buffer.Length * 2);
                }

                var read = await socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return;
                }

                var arrived = TimeProvider.System.GetTimestamp();
                _filled += read;
                while (_talk is null ? await OneRequestAsync(arrived).ConfigureAwait(false) : await OneFrameAsync(arrived).ConfigureAwait(false))
                {
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client left.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        Closed = true;
        socket.Dispose();
    }

    public async Task SendTextAsync(ReadOnlyMemory<byte> text)
    {
        var frame = new byte[text.Length + 4];
        var head = WebSocketWords.WriteHead(frame, text.Length);
        text.CopyTo(frame.AsMemory(head));
        await SendRawAsync(frame.AsMemory(0, head + text.Length)).ConfigureAwait(false);
    }

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[await socket.SendAsync(bytes).ConfigureAwait(false)..];
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            Closed = true;
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<bool> OneRequestAsync(long arrived)
    {
        if (StubRequest.TryRead(_buffer.AsSpan(0, _filled), out var used) is not { } request)
        {
            return false;
        }

        if (request.Header("Sec-WebSocket-Key") is { Length: > 0 } key)
        {
            Take(used);
            _talk = new StubSocketTalk(this, venue, request.Path);
            await SendRawAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {WebSocketWords.Accept(key)}\r\n\r\n")).ConfigureAwait(false);
            return _filled > 0;
        }

        byte[] answer;
        if (request.Path == "/v5/order/create")
        {
            var body = request.Body.ToArray();
            var id = NextOrderId();
            var holds = StubSignature.Holds(
                request.Header("X-BAPI-TIMESTAMP"), request.Header("X-BAPI-API-KEY"), request.Header("X-BAPI-RECV-WINDOW"), body, request.Header("X-BAPI-SIGN"));
            answer = holds ? StubOrder.Accepted(body, id) : """{"retCode":10004,"retMsg":"error sign!","result":{},"retExtInfo":{},"time":0}"""u8.ToArray();
            Take(used);
            await venue.ThinkAsync().ConfigureAwait(false);
            await AnswerAsync(answer).ConfigureAwait(false);
            venue.Judge(holds, body, id, arrived);
        }
        else
        {
            if (request.Path == "/bench/ready")
            {
                venue.SayReady();
            }
            else if (request.Path == "/bench/open")
            {
                venue.Open(int.Parse(request.Query["count=".Length..], CultureInfo.InvariantCulture));
            }

            answer = request.Path == "/bench/finished" ? await FinishedAsync().ConfigureAwait(false) : venue.Answers.To(request.Path, request.Query);
            Take(used);
            await AnswerAsync(answer).ConfigureAwait(false);
        }

        return _filled > 0;
    }

    private async Task<byte[]> FinishedAsync()
    {
        await venue.Finished.ConfigureAwait(false);
        return "{}"u8.ToArray();
    }

    private async Task AnswerAsync(byte[] body)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {body.Length}\r\n\r\n"));
        await SendRawAsync((byte[])[.. head, .. body]).ConfigureAwait(false);
    }

    private async Task<bool> OneFrameAsync(long arrived)
    {
        var used = WebSocketWords.TryRead(_buffer.AsSpan(0, _filled), out var operation, out var payload);
        if (used == 0)
        {
            return false;
        }

        var text = _buffer.AsSpan(0, _filled)[payload].ToArray();
        Take(used);
        if (operation == 8)
        {
            socket.Shutdown(SocketShutdown.Both);
            return false;
        }

        if (operation == 1)
        {
            await _talk!.HearAsync(text, arrived).ConfigureAwait(false);
        }

        return _filled > 0;
    }

    private void Take(int used)
    {
        _buffer.AsSpan(used, _filled - used).CopyTo(_buffer);
        _filled -= used;
    }
}
