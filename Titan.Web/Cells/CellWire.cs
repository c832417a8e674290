using System.Buffers.Text;
using System.Collections.Immutable;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Microsoft.JSInterop;
using Titan.Web.Live;

namespace Titan.Web.Cells;

/// <summary>
/// Tells one circuit's browser the cells of the shared views that it shows, without the circuit: through the browser's own socket, and through
/// the circuit while there is none. A browser that missed a beat is told all. Scoped, so it dies with the circuit.
/// </summary>
public sealed class CellWire : IDisposable
{
    /// <summary>A browser that answers nothing for so long is let go; it may come back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan InviteEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _switching = new();
    private readonly List<(long Drawing, CellPiece Piece)> _parts = [];
    private readonly CellWires _wires;
    private readonly IJSRuntime _browser;
    private readonly TimeProvider _machine;
    private ImmutableArray<Seat> _seats = [];
    private Func<Func<Task>, Task>? _dispatch;
    private CellLink? _link;
    private long _invitedAt;
    private bool _carries;
    private bool _isDown;
    private bool _isOver;

    public CellWire(CellWires wires, IJSRuntime browser, FeedPace pace)
    {
        (_wires, _browser, _machine) = (wires, browser, pace.Machine);
        Token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18));
        wires.Add(this);
    }

    /// <summary>The word with which the browser opens its socket. Known to this circuit and its browser alone.</summary>
    public string Token { get; }

    /// <summary>The page's script is there: cells are told, and need not be drawn. Never taken back, because the renderer does not know what was told.</summary>
    public bool Carries => Volatile.Read(ref _carries);

    /// <summary>Its browser shows this view now.</summary>
    public void Watch(LiveView view) => ImmutableInterlocked.Update(ref _seats, static (all, one) => all.Add(one), new Seat(view));

    /// <summary>Its browser shows this view no more.</summary>
    public void Leave(LiveView view) => ImmutableInterlocked.Update(ref _seats, static (all, gone) => all.RemoveAll(seat => ReferenceEquals(seat.View, gone)), view);

    /// <summary>Asks the page's script to take cells from now on, at most once a second until it answers. On the renderer.</summary>
    /// <param name="dispatch">Onto the circuit's renderer.</param>
    public async Task InviteAsync(Func<Func<Task>, Task> dispatch)
    {
        if (Carries || _isDown || (_invitedAt != 0 && _machine.GetElapsedTime(_invitedAt) < InviteEvery))
        {
            return;
        }

        _invitedAt = _machine.GetTimestamp();
        try
        {
            await _browser.InvokeVoidAsync("titan.wire", CancellationToken.None, Token, CellSocketLink.AnsweredTogether);
        }
        catch (Exception problem) when (problem is JSException or JSDisconnectedException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The script is still loading, or the page is gone: until then everything is drawn.
            return;
        }

        lock (_switching)
        {
            _dispatch = dispatch;
            Volatile.Write(ref _carries, true);
            if (_link is null)
            {
                Switch(ByCall());
            }
        }
    }

    /// <summary>The circuit lost its browser: what is sent through it from now on is lost.</summary>
    public void Down()
    {
        lock (_switching)
        {
            _isDown = true;
            if (_link is CellCallLink)
            {
                Switch(null);
            }
        }
    }

    /// <summary>The circuit has its browser back, which may have missed anything.</summary>
    public void Up()
    {
        lock (_switching)
        {
            _isDown = false;
            if (_link is not CellSocketLink)
            {
                Switch(ByCall());
            }
        }
    }

    /// <summary>Serves the browser's socket until it ends.</summary>
    /// <param name="socket">Open, and known to belong to this circuit's browser.</param>
    /// <param name="line">The connection under it, where frames may be written to it; null where they may not.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ServeAsync(WebSocket socket, Socket? line, CancellationToken cancellationToken)
    {
        var link = new CellSocketLink(socket, line, _machine, _wires.Ring);
        lock (_switching)
        {
            if (_isOver)
            {
                return;
            }

            // The browser opened it, so the script is there.
            Volatile.Write(ref _carries, true);
            _link?.GiveUp();
            Switch(link);
        }

        _wires.Ring();
        try
        {
            var answer = new byte[16];
            while (await socket.ReceiveAsync(answer.AsMemory(), cancellationToken).ConfigureAwait(false) is { MessageType: not WebSocketMessageType.Close } got)
            {
                if (got.EndOfMessage)
                {
                    link.Answered();
                }
            }
        }
        finally
        {
            lock (_switching)
            {
                if (ReferenceEquals(_link, link))
                {
                    Switch(_isDown ? null : ByCall());
                }
            }
        }
    }

    public void Dispose()
    {
        _wires.Remove(this);
        lock (_switching)
        {
            _isOver = true;
            _link?.GiveUp();
            _link = null;
        }
    }

    /// <summary>Sends what moved since the browser was told last; nothing while it has not answered. On the beat.</summary>
    internal void Tell(Func<IReadOnlyList<(long Drawing, CellPiece Piece)>, CellMessage> write)
    {
        if (Volatile.Read(ref _link) is not { } link)
        {
            return;
        }

        if (!link.IsReady())
        {
            if (link.BusyFor > Patience)
            {
                link.GiveUp();
            }

            return;
        }

        _parts.Clear();
        foreach (var seat in _seats)
        {
            if (seat.Next(link) is { } part)
            {
                _parts.Add(part);
            }
        }

        if (_parts.Count > 0)
        {
            link.Send(write(_parts));
        }
    }

    private CellCallLink? ByCall() => _dispatch is { } dispatch ? new CellCallLink(_browser, dispatch, _machine, _wires.Ring) : null;

    private void Switch(CellLink? link) => Volatile.Write(ref _link, link);

    /// <summary>One view that the browser shows, and how far it was told. The beat's own.</summary>
    private sealed class Seat(LiveView view)
    {
        private CellLink? _over;
        private long _told;

        public LiveView View => view;

        public (long Drawing, CellPiece Piece)? Next(CellLink link)
        {
            var edition = view.Edition;
            var told = ReferenceEquals(_over, link) ? _told : 0;
            if (edition.Number == told)
            {
                return null;
            }

            (_over, _told) = (link, edition.Number);
            var piece = told > 0 && edition.Number == told + 1 && edition.Moved is { } moved ? moved : edition.All;
            return piece is null ? null : (edition.Drawing, piece);
        }
    }
}
