using System.Net;
using System.Net.Sockets;

namespace Titan.Engine.Venues;

/// <summary>
/// A connection that is read in the kernel by the thread that waits for it, and not by a poller that wakes a thread of a pool: between a venue's bytes and a
/// decision one sleeping thread less is to be woken. Everything on it blocks, so it is for a thread of its own that reads much and writes little;
/// disposing it ends whatever waits.
/// </summary>
internal sealed class DirectConnection : NetworkStream
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(5);

    private DirectConnection(Socket socket)
        : base(socket, ownsSocket: true)
    {
    }

    /// <summary>For HTTP over such connections: one request at a time, of whose connection an upgrade is made.</summary>
    /// <param name="patience">Longest wait for the connection.</param>
    public static HttpMessageInvoker Invoker(TimeSpan patience) => new(new SocketsHttpHandler { ConnectCallback = OpenAsync, ConnectTimeout = patience, UseCookies = false });

    // A socket that was ever used asynchronously is polled for ever after; so it is connected aside, by a call that blocks.
    private static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendTimeout = (int)SendTimeout.TotalMilliseconds };
        try
        {
            await using var giveUp = cancellationToken.Register(socket.Dispose);
            await Task.Factory.StartNew(() => socket.Connect(addresses, port), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            return new DirectConnection(socket);
        }
        catch (Exception failed) when (failed is SocketException or ObjectDisposedException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException($"{host}:{port}: {failed.Message}", failed);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        // Without room it is only asked whether anything has come; the next read waits for that.
        if (buffer.IsEmpty)
        {
            return ValueTask.FromResult(0);
        }

        // Whoever shakes hands gives up by its token; whoever receives has none, and disposes. A token that never ends costs nothing here.
        using var giveUp = cancellationToken.UnsafeRegister(static connection => ((DirectConnection)connection!).Dispose(), this);
        try
        {
            return ValueTask.FromResult(Read(buffer.Span));
        }
        catch (Exception ended) when (cancellationToken.IsCancellationRequested && ended is (IOException or ObjectDisposedException))
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }
}
