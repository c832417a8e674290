using System.Globalization;
using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>
/// A component that shows a view of the newest snapshot. A view that all viewers read alike is shared: its cells are told to the browser beside the
/// circuit, and the component renders only when something else in it changed. Any other view is read by its circuit on each beat. The one place of
/// the console that calls <c>StateHasChanged</c> from outside the renderer.
/// </summary>
public abstract class LiveComponent<TView> : ComponentBase, IDisposable
    where TView : class, IEquatable<TView>
{
    private IDisposable? _watch;
    private LiveView<TView>? _joined;
    private Edition<TView>? _edition;

    [Inject]
    public required CircuitFeed Feed { get; init; }

    /// <summary>The view as last looked at; its cells may be older than what the browser was told since.</summary>
    protected TView View => Kept.View;

    /// <summary>Start of its cells' paths; null when its view has none.</summary>
    protected static string? Cells { get; } = CellSteps.RootOf<TView>();

    /// <summary>Stands as <c>data-drawn</c> on an element of a component with cells: the browser shows cells only where they belong to what is drawn.</summary>
    protected string? Drawn => Cells is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Cells} {Kept.Drawing}");

    /// <summary>How the view is read for all viewers; null while this circuit reads it for itself.</summary>
    protected virtual SharedRead<TView>? Shared => null;

    /// <summary>
    /// Every spot that shows a cell can be told its text. False while something is drawn from cells in another way, such as a dialog's sentence:
    /// then all changes are drawn.
    /// </summary>
    protected virtual bool CellsSuffice => true;

    /// <summary>There may be something to look at in a view that this circuit reads for itself. Asked from another thread.</summary>
    protected virtual bool MayHaveChanged => true;

    private Edition<TView> Kept => _edition ??= Take();

    /// <summary>Pure: what is shown of this snapshot at this time.</summary>
    protected virtual TView Read(EngineSnapshot snapshot, DateTimeOffset now) => Shared!.Read(snapshot, now);

    /// <summary>Runs on the renderer before each look.</summary>
    protected virtual Task BeforeLookAsync() => Task.CompletedTask;

    /// <summary>Runs on the renderer after the view changed in more than cells, before it renders.</summary>
    protected virtual Task OnViewChangedAsync() => Task.CompletedTask;

    /// <summary>The path of a property of the view.</summary>
    protected static string? Spot(string property) => CellPath.Of<TView>(Cells, property);

    // What differs in cells alone may be drawn at any time, and need not be announced.
    protected override bool ShouldRender()
    {
        if (_joined?.Newest is { } newest && newest.Drawing == _edition?.Drawing)
        {
            _edition = newest;
        }

        return true;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        // Not called while prerendering, so only living circuits watch.
        if (firstRender)
        {
            _watch = Feed.Watch(LookAsync, InvokeAsync, Wants);
        }
    }

    /// <summary>Reads again now, after an act of the viewer.</summary>
    protected void Refresh()
    {
        _ = Take();
        _joined?.Move();
        _edition = Take();
    }

    private async Task LookAsync()
    {
        await BeforeLookAsync();
        var (before, next) = (Kept, Take());
        _edition = next;
        if (IsDue(before, next))
        {
            if (!next.View.Equals(before.View))
            {
                await OnViewChangedAsync();
            }

            StateHasChanged();
            Feed.Pulse.Drew();
        }
    }

    // Asked on the beat: true leads to a look, which decides for good.
    private bool Wants() => _joined is not { } joined ? MayHaveChanged : _edition is not { } shown || IsDue(shown, joined.Newest);

    private bool IsDue(Edition<TView> before, Edition<TView> next) =>
        next.Number == 0 || next.Drawing != before.Drawing ? (Cells is not null && next.Drawing != before.Drawing) || !next.View.Equals(before.View)
        : next.Number != before.Number && (!CellsSuffice || !Feed.Wire.Carries);

    private Edition<TView> Take()
    {
        // A page that is prerendered shows one moment, and nobody would leave.
        var shared = RendererInfo.IsInteractive ? Shared : null;
        if (_joined is { } joined && !(shared is not null && Equals(shared.Key, joined.Key)))
        {
            Leave(joined);
        }

        if (shared is null)
        {
            return Edition<TView>.Alone(Read(Feed.Current, Feed.Now));
        }

        return (_joined ??= Join(shared)).Newest;
    }

    private LiveView<TView> Join(SharedRead<TView> shared)
    {
        var view = Feed.Views.Join(shared);
        if (Cells is not null)
        {
            Feed.Wire.Watch(view);
        }

        return view;
    }

    private void Leave(LiveView<TView> view)
    {
        _joined = null;
        Feed.Wire.Leave(view);
        Feed.Views.Leave(view);
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
            if (_joined is { } joined)
            {
                Leave(joined);
            }
        }
    }
}
