using Microsoft.JSInterop;

namespace Titan.Web.Cells;

/// <summary>
/// What one circuit tells its browser besides what it draws: one message for each beat, sent after the beat's drawings through the same
/// ordered channel. Its answer says that the browser has done all of it, so the circuit looks again only then: a browser that is busy, or gone,
/// holds one beat's message and no more, and is later told the newest. Used on the renderer only, but for <see cref="AnsweredAsync"/>.
/// </summary>
public sealed class CellOutbox(IJSRuntime browser)
{
    private readonly List<CellPiece> _pieces = [];
    private TaskCompletionSource? _wait;
    private bool _drawn;
    private bool _isDown;

    /// <summary>Grows when a message may have been lost: whatever was told by cells before must be told again.</summary>
    public int Era { get; private set; }

    /// <summary>The last message is not answered, or the link is down.</summary>
    public bool IsWaiting => Volatile.Read(ref _wait) is not null;

    /// <summary>Cells that moved.</summary>
    public void Add(CellPiece piece) => _pieces.Add(piece);

    /// <summary>Something was drawn in this beat: the next one waits until the browser has it.</summary>
    public void Drew() => _drawn = true;

    /// <summary>Sends what this beat has to tell; nothing when there is nothing.</summary>
    public void Send()
    {
        if (_pieces.Count == 0 && !_drawn)
        {
            return;
        }

        object?[] pieces = [.. _pieces];
        _pieces.Clear();
        _drawn = false;
        Ask(pieces);
    }

    /// <summary>Completes when the browser has done all it was told.</summary>
    public async Task AnsweredAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _wait) is { } wait)
        {
            await wait.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The link broke: messages are lost from now on, unlike drawings, which are kept.</summary>
    public void Down()
    {
        _isDown = true;
        _pieces.Clear();
        Replace(NewWait());
    }

    /// <summary>
    /// The link is back. The drawings that were kept go out after this, so nothing is told before an empty message is answered: the answer is
    /// read only after they were sent.
    /// </summary>
    public void Up()
    {
        if (_isDown)
        {
            _isDown = false;
            Era++;
            Ask([]);
        }
    }

    private void Ask(object?[] pieces)
    {
        var wait = NewWait();
        Replace(wait);
        _ = FollowAsync(wait, pieces);
    }

    private async Task FollowAsync(TaskCompletionSource wait, object?[] pieces)
    {
        try
        {
            await browser.InvokeVoidAsync("titan.cells", CancellationToken.None, pieces);
        }
        catch (Exception problem) when (problem is JSException or JSDisconnectedException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The page's script is not there yet, or the page is gone. Whatever is told next is told whole, and drawn.
            Era++;
        }

        if (ReferenceEquals(_wait, wait))
        {
            Volatile.Write(ref _wait, null);
        }

        wait.TrySetResult();
    }

    private void Replace(TaskCompletionSource wait)
    {
        var before = _wait;
        Volatile.Write(ref _wait, wait);
        before?.TrySetResult();
    }

    private static TaskCompletionSource NewWait() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
