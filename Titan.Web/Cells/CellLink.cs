using System.Net.WebSockets;
using Microsoft.JSInterop;

namespace Titan.Web.Cells;

/// <summary>A way to one browser for cells. One message is on its way at a time: a browser that is slow skips beats and is then told the newest.</summary>
/// <param name="machine">Measures elapsed time.</param>
/// <param name="owed">Called when the browser answers and a beat was skipped meanwhile.</param>
internal abstract class CellLink(TimeProvider machine, Action owed)
{
    private const int Free = 0;
    private const int Sent = 1;
    private const int Skipped = 2;

    private long _sentAt;
    private int _state;

    /// <summary>The last message is answered. When it is not, the answer will say that a beat was skipped.</summary>
    public bool IsReady() => Interlocked.CompareExchange(ref _state, Skipped, Sent) == Free;

    /// <summary>How long the last message is not answered.</summary>
    public TimeSpan BusyFor => machine.GetElapsedTime(_sentAt);

    public void Send(CellMessage message)
    {
        _sentAt = machine.GetTimestamp();
        Volatile.Write(ref _state, Sent);
        _ = SendAsync(message);
    }

    public void Answered()
    {
        if (Interlocked.Exchange(ref _state, Free) == Skipped)
        {
            owed();
        }
    }

    /// <summary>Nobody answers: lets go of the browser, where that may help.</summary>
    public abstract void GiveUp();

    protected abstract Task SendAsync(CellMessage message);
}

/// <summary>The browser's own socket for cells (/cells): nothing of the circuit is woken, and what is sent was written once for all.</summary>
internal sealed class CellSocketLink(WebSocket socket, TimeProvider machine, Action owed) : CellLink(machine, owed)
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
/// <param name="owed">Called when the browser answers and a beat was skipped meanwhile.</param>
internal sealed class CellCallLink(IJSRuntime browser, Func<Func<Task>, Task> dispatch, TimeProvider machine, Action owed) : CellLink(machine, owed)
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
