using System.Net;
using System.Net.Sockets;

namespace Titan.Tests.Support;

/// <summary>A wire in this process that a test can cut: forwards every connection to a target, until it is told not to.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Socket> _open = [];
    private readonly Lock _gate = new();
    private readonly Task _accepting;
    private Uri _target;
    private bool _cut;

    public TcpProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync(_end.Token);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Drops what is connected and refuses what comes.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _cut = true;
            foreach (var socket in _open)
            {
                socket.Close(0);
            }

            _open.Clear();
        }
    }

    /// <summary>Lets connections through again, to the same target or a new one.</summary>
    public void Mend(Uri? target = null)
    {
        lock (_gate)
        {
            _target = target ?? _target;
            _cut = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Cut();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        var wires = new List<Task>();
        try
        {
            while (true)
            {
                wires.Add(CarryAsync(await _listener.AcceptSocketAsync(cancellationToken), cancellationToken));
                wires.RemoveAll(wire => wire.IsCompleted);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(wires);
        }
    }

    private async Task CarryAsync(Socket near, CancellationToken cancellationToken)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (!Enter(near, far))
            {
                near.Close(0);
                return;
            }

            await far.ConnectAsync(IPAddress.Loopback, _target.Port, cancellationToken);
            await Task.WhenAny(PumpAsync(near, far, cancellationToken), PumpAsync(far, near, cancellationToken));
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut: that is what this wire is for.
        }
        finally
        {
            near.Close();
            lock (_gate)
            {
                _open.Remove(near);
                _open.Remove(far);
            }
        }
    }

    private bool Enter(Socket near, Socket far)
    {
        lock (_gate)
        {
            if (_cut)
            {
                return false;
            }

            _open.Add(near);
            _open.Add(far);
            return true;
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, cancellationToken)) > 0)
            {
                await to.SendAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone; the other is closed by the caller.
        }
    }
}
