using System.Net.Sockets;
using System.Text;

namespace Titan.Benchmarks.Serving;

/// <summary>One kept-alive connection that asks the same question again and again, by hand on a raw socket, so that the asking costs little.</summary>
internal sealed class ApiConnection(int port, byte[] request) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[262_144];
    private int _filled;

    /// <summary>The last answer was 200.</summary>
    public bool IsGood => _buffer.AsSpan(0, _filled).StartsWith("HTTP/1.1 200"u8);

    public Task OpenAsync(CancellationToken cancellationToken) => _socket.ConnectAsync("127.0.0.1", port, cancellationToken).AsTask();

    /// <exception cref="InvalidDataException">The answer is not 200.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        await SendAsync(cancellationToken).ConfigureAwait(false);
        if (!IsGood)
        {
            throw new InvalidDataException(Encoding.UTF8.GetString(_buffer.AsSpan(0, Math.Min(_filled, 300))));
        }
    }

    /// <summary>Asks and takes the whole answer, whatever it says.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        await _socket.SendAsync(request, cancellationToken).ConfigureAwait(false);
        _filled = 0;
        do
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken).ConfigureAwait(false);
            _filled += read;
            if (read == 0)
            {
                throw new InvalidDataException("the server closed the connection");
            }
        }
        while (!IsWhole(_buffer.AsSpan(0, _filled)));
    }

    /// <summary>The last answer's body, chunks put together.</summary>
    public byte[] Body()
    {
        var answer = _buffer.AsSpan(0, _filled);
        var rest = answer[(answer.IndexOf("\r\n\r\n"u8) + 4)..];
        if (LengthOf(answer) >= 0)
        {
            return rest.ToArray();
        }

        var body = new List<byte>(rest.Length);
        while (true)
        {
            var line = rest.IndexOf("\r\n"u8);
            var length = Convert.ToInt32(Encoding.ASCII.GetString(rest[..line]), 16);
            if (length == 0)
            {
                return [.. body];
            }

            body.AddRange(rest.Slice(line + 2, length));
            rest = rest[(line + 2 + length + 2)..];
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        return head >= 0 && (LengthOf(answer[..(head + 2)]) is >= 0 and var length ? answer.Length >= head + 4 + length : answer.EndsWith("\r\n0\r\n\r\n"u8));
    }

    private static int LengthOf(ReadOnlySpan<byte> answer)
    {
        var at = answer.IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            return -1;
        }

        var digits = answer[(at + 16)..];
        return int.Parse(digits[..digits.IndexOf((byte)'\r')], System.Globalization.CultureInfo.InvariantCulture);
    }
}
