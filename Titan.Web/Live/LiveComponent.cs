using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>
/// A component that shows a view of the newest snapshot. Where only cells of its view moved, the browser is told their texts and nothing is
/// drawn; where anything else changed, it renders. The one place of the console that calls <c>StateHasChanged</c> from outside the renderer.
/// </summary>
public abstract class LiveComponent<TView> : ComponentBase, IDisposable
    where TView : class, IEquatable<TView>
{
    private IDisposable? _watch;
    private TView? _view;
    private int _era;

    // Cells were told since it was drawn: the page then shows texts that the renderer does not know, and would not repair.
    private bool _moved;

    // The view was read anew outside a look, after cells were told.
    private bool _behind;

    [Inject]
    public required CircuitFeed Feed { get; init; }

    /// <summary>The view as last read.</summary>
    protected TView View => _view ??= Read(Feed.Current, Feed.Now);

    /// <summary>Start of its cells' paths; null when its view has none.</summary>
    protected static string? Cells { get; } = SharedSteps.RootOf<TView>();

    /// <summary>
    /// Every spot that shows a cell can be told its text. False while something is drawn from cells in another way, such as a dialog's sentence:
    /// then all changes are drawn.
    /// </summary>
    protected virtual bool CellsSuffice => true;

    /// <summary>Pure: what is shown of this snapshot at this time.</summary>
    protected abstract TView Read(EngineSnapshot snapshot, DateTimeOffset now);

    /// <summary>Runs on the renderer before each look.</summary>
    protected virtual Task BeforeLookAsync() => Task.CompletedTask;

    /// <summary>Runs on the renderer after something else than cells changed in the view, before it renders.</summary>
    protected virtual Task OnViewChangedAsync() => Task.CompletedTask;

    /// <summary>The path of a property of the view.</summary>
    protected static string? Spot(string property) => CellPath.Of<TView>(Cells, property);

    protected override void OnAfterRender(bool firstRender)
    {
        // Not called while prerendering, so only living circuits watch.
        if (firstRender)
        {
            _era = Feed.Outbox.Era;
            _watch = Feed.Watch(LookAsync, InvokeAsync);
        }
    }

    /// <summary>Reads again now, after an act of the viewer.</summary>
    protected void Refresh()
    {
        _view = Read(Feed.Current, Feed.Now);
        _behind |= _moved;
    }

    private async Task LookAsync()
    {
        await BeforeLookAsync();
        var next = Read(Feed.Current, Feed.Now);
        var step = Feed.Steps.Of(View, next);
        _view = next;
        var repair = Cells is not null && (_behind || _era != Feed.Outbox.Era);
        if (repair || (!step.IsSame && (step.Cells is null || !CellsSuffice)))
        {
            await DrawAsync(next, !step.IsSame, repair || _moved);
        }
        else if (step.Cells is { } cells)
        {
            _moved = true;
            Feed.Outbox.Add(cells);
        }
    }

    // After the drawing all cells are told once more: a text that the renderer drew long ago and would draw again, it does not send.
    private async Task DrawAsync(TView next, bool changed, bool tellAll)
    {
        (_moved, _behind, _era) = (false, false, Feed.Outbox.Era);
        if (changed)
        {
            await OnViewChangedAsync();
        }

        StateHasChanged();
        Feed.Outbox.Drew();
        if (tellAll && Feed.Steps.All(next) is { } cells)
        {
            Feed.Outbox.Add(cells);
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
