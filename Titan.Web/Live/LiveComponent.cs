using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;

namespace Titan.Web.Live;

/// <summary>
/// A component that shows a view of the newest snapshot. It renders again only when its view, compared by value, changed. The one place
/// of the console that calls <c>StateHasChanged</c> from outside the renderer.
/// </summary>
public abstract class LiveComponent<TView> : ComponentBase, IDisposable
    where TView : class, IEquatable<TView>
{
    private IDisposable? _watch;
    private TView? _view;

    [Inject]
    public required CircuitFeed Feed { get; init; }

    /// <summary>The view as last read.</summary>
    protected TView View => _view ??= Read(Feed.Current, Feed.Now);

    /// <summary>Pure: what is shown of this snapshot at this time.</summary>
    protected abstract TView Read(EngineSnapshot snapshot, DateTimeOffset now);

    /// <summary>Runs on the renderer before each look.</summary>
    protected virtual Task BeforeLookAsync() => Task.CompletedTask;

    /// <summary>Runs on the renderer after the view changed, before it renders.</summary>
    protected virtual Task OnViewChangedAsync() => Task.CompletedTask;

    protected override void OnAfterRender(bool firstRender)
    {
        // Not called while prerendering, so only living circuits watch.
        if (firstRender)
        {
            _watch = Feed.Watch(() => InvokeAsync(LookAsync));
        }
    }

    /// <summary>Reads again now, after an act of the viewer.</summary>
    protected void Refresh() => _view = Read(Feed.Current, Feed.Now);

    private async Task LookAsync()
    {
        await BeforeLookAsync();
        var next = Read(Feed.Current, Feed.Now);
        if (!next.Equals(_view))
        {
            _view = next;
            await OnViewChangedAsync();
            StateHasChanged();
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _watch?.Dispose();
            _watch = null;
        }
    }
}
