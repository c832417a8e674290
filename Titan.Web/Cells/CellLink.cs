using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.JSInterop;

namespace Titan.Web.Cells;

/// <summary>A way to one browser for cells. Few messages are on their way at a time: a browser that is slow skips beats and is then told the newest.</summary>
/// <param name="together">Messages that one answer is for; no more are on their way.</param>
/// <param name="machine">Measures elapsed time.</param>
/// <param name="owed">Called when the browser answers and a beat was skipped meanwhile.</param>
internal abstract class CellLink(int together, TimeProvider machine, Action owed)
{
    private const int Skipped = -1;

    private long _sentAt;

    // Messages sent since the last answer; Skipped when an answer is due and there would have been more to say.
    private int _state;

    /// <summary>No answer is due. When one is, it will say that a beat was skipped.</summary>
    public bool IsReady()
    {
        var sent = Volatile.Read(ref _state);
        return sent != Skipped && (sent < together || Interlocked.CompareExchange(ref _state, Skipped, sent) != sent);
    }

    /// <summary>How long ago the last message was sent; while an answer is due, how long it is late.</summary>
    public TimeSpan BusyFor => machine.GetElapsedTime(_sentAt);

    public void Send(CellMessage message)
    {
        _sentAt = machine.GetTimestamp();
        Interlocked.Increment(ref _state);
        _ = SendAsync(message);
    }

    public void Answered()
    {
        if (Interlocked.Exchange(ref _state, 0) == Skipped)
        {
            owed();
        }
    }

    /// <summary>Nobody answers: lets go of the browser, where that may help.</summary>
    public abstract void GiveUp();

    protected abstract Task SendAsync(CellMessage message);
}

/// <summary>The browser's own socket for cells (/cells): nothing of the circuit is woken, and what is sent was written once for all.</summary>
/// <param name="socket">Open.</param>
/// <param name="line">The connection under it, where frames may be written to it as they are (<see cref="CellLine"/>); null where they may not.</param>
/// <param name="machine">Measures elapsed time.</param>
/// <param name="owed">Called when the browser answers and a beat was skipped meanwhile.</param>
internal sealed class CellSocketLink(WebSocket socket, Socket? line, TimeProvider machine, Action owed) : CellLink(AnsweredTogether, machine, owed)
{
    /// <summary>
    /// A second of figures that move with each beat. Reading an answer costs a third of what a message costs; what a browser that hangs has
    /// not read yet lies in its own line, a few kB (decision 0015).
    /// </summary>
    public const int AnsweredTogether = 5;

    public override void GiveUp() => socket.Abort();

    protected override async Task SendAsync(CellMessage message)
    {
        try
        {
            if (line is null)
            {
                await socket.SendAsync(message.Json, WebSocketMessageType.Text, true, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                await line.SendAsync(message.Frame, SocketFlags.None, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (problem is SocketException or WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
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
internal sealed class CellCallLink(IJSRuntime browser, Func<Func<Task>, Task> dispatch, TimeProvider machine, Action owed) : CellLink(1, machine, owed)
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
