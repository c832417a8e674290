using System.Net.WebSockets;
using Microsoft.JSInterop;

namespace Titan.Web.Cells;

/// <summary>A way to one browser for cells. One message is on its way at a time: a browser that is slow skips beats and is then told the newest.</summary>
internal abstract class CellLink(TimeProvider machine)
{
    private long _sentAt;
    private int _busy;

    /// <summary>The last message is not answered.</summary>
    public bool IsBusy => Volatile.Read(ref _busy) != 0;

    /// <summary>How long it is not answered.</summary>
    public TimeSpan BusyFor => IsBusy ? machine.GetElapsedTime(Volatile.Read(ref _sentAt)) : TimeSpan.Zero;

    public void Send(CellMessage message)
    {
        Volatile.Write(ref _sentAt, machine.GetTimestamp());
        Volatile.Write(ref _busy, 1);
        _ = SendAsync(message);
    }

    public void Answered() => Volatile.Write(ref _busy, 0);

    /// <summary>Nobody answers: lets go of the browser, where that may help.</summary>
    public abstract void GiveUp();

    protected abstract Task SendAsync(CellMessage message);
}

/// <summary>The browser's own socket for cells (/cells): nothing of the circuit is woken, and what is sent was written once for all.</summary>
internal sealed class CellSocketLink(WebSocket socket, TimeProvider machine) : CellLink(machine)
{
    public override void GiveUp() => socket.Abort();

    protected override async Task SendAsync(CellMessage message)
    {
        try
        {
            await socket.SendAsync(message.Json, WebSocketMessageType.Text, true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Whoever reads from it sees its end too.
            socket.Abort();
        }
    }
}

/// <summary>Through the circuit: while the socket is not there, or never comes because something between refuses it.</summary>
/// <param name="browser">The circuit's browser.</param>
/// <param name="dispatch">Onto the circuit's renderer.</param>
/// <param name="machine">Measures elapsed time.</param>
internal sealed class CellCallLink(IJSRuntime browser, Func<Func<Task>, Task> dispatch, TimeProvider machine) : CellLink(machine)
{
    public override void GiveUp()
    {
        // The circuit sees for itself when its browser is gone.
    }

    protected override async Task SendAsync(CellMessage message)
    {
        try
        {
            await dispatch(async () => await browser.InvokeVoidAsync("titan.cells", CancellationToken.None, message)).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is JSException or JSDisconnectedException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The page is gone, or going.
        }

        Answered();
    }
}
