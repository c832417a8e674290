using Microsoft.JSInterop;

namespace Titan.Web.Live;

/// <summary>
/// One drawn beat in flight: after a beat that drew, the browser is asked for an answer behind the drawing in the same ordered channel, and the
/// circuit looks again only then. A browser that is busy, or gone, holds one beat's drawing and is later shown the newest. Used on the renderer
/// only, but for <see cref="AnsweredAsync"/>.
/// </summary>
public sealed class CircuitPulse(IJSRuntime browser)
{
    private TaskCompletionSource? _wait;
    private bool _drawn;
    private bool _isDown;

    /// <summary>The last question is not answered, or the link is down.</summary>
    public bool IsWaiting => Volatile.Read(ref _wait) is not null;

    /// <summary>Something was drawn in this beat.</summary>
    public void Drew() => _drawn = true;

    /// <summary>Asks for the answer when this beat drew.</summary>
    public void Send()
    {
        if (_drawn)
        {
            _drawn = false;
            Ask();
        }
    }

    /// <summary>Completes when the browser has done all it was shown.</summary>
    public async Task AnsweredAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _wait) is { } wait)
        {
            await wait.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The link broke: drawings are kept, answers are lost.</summary>
    public void Down()
    {
        _isDown = true;
        Replace(NewWait());
    }

    /// <summary>The link is back. The drawings that were kept go out after this; the answer is read only after they were sent.</summary>
    public void Up()
    {
        if (_isDown)
        {
            _isDown = false;
            Ask();
        }
    }

    private void Ask()
    {
        var wait = NewWait();
        Replace(wait);
        _ = FollowAsync(wait);
    }

    private async Task FollowAsync(TaskCompletionSource wait)
    {
        try
        {
            await browser.InvokeVoidAsync("titan.pong", CancellationToken.None);
        }
        catch (Exception problem) when (problem is JSException or JSDisconnectedException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The page's script is not there yet, or the page is gone: nothing to wait for.
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
