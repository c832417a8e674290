using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Titan.Web.Cells;

/// <summary>
/// Steps between views, found and written once for all circuits that make the same one: circuits that keep up share both views
/// (<see cref="Live.SharedViews"/>), so they share the step between them too. Thread-safe; two who come at once may both make it.
/// </summary>
public sealed class SharedSteps
{
    // Views go out of use with every beat; the few places are emptied when they are full.
    private const int MostPlaces = 64;

    private readonly ConcurrentDictionary<(object From, object To), CellStep> _steps = new(new SameObjects());
    private long _made;

    /// <summary>Steps found so far: how little is done per circuit.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>The view's cells may move without drawing.</summary>
    public static string? RootOf<TView>()
        where TView : class => CellShape<TView>.Root;

    public CellStep Of<TView>(TView from, TView to)
        where TView : class, IEquatable<TView>
    {
        if (ReferenceEquals(from, to))
        {
            return CellStep.Same;
        }

        if (CellShape<TView>.Root is not { } root)
        {
            return from.Equals(to) ? CellStep.Same : CellStep.Draw;
        }

        return _steps.TryGetValue((from, to), out var known) ? known : Keep(from, to, Find(root, from, to));
    }

    /// <summary>All cells of a view, for a browser that may show others than the renderer believes; null when it has none.</summary>
    public CellPiece? All<TView>(TView view)
        where TView : class
    {
        if (CellShape<TView>.Root is not { } root)
        {
            return null;
        }

        // No step leads from a view to itself, so its place is free.
        if (_steps.TryGetValue((view, view), out var known))
        {
            return known.Cells;
        }

        using var sheet = new CellSheet();
        sheet.Enter(root);
        CellShape<TView>.All(view, sheet);
        sheet.Leave();
        return Keep(view, view, new CellStep(false, sheet.Finish())).Cells;
    }

    /// <summary>A whole record for a script that draws by itself, such as a chart: one text at this path, written once for all who send the same record.</summary>
    public CellPiece Written<TRecord>(string path, TRecord record)
        where TRecord : class
    {
        if (_steps.TryGetValue((record, record), out var known))
        {
            return known.Cells!;
        }

        using var sheet = new CellSheet();
        sheet.Put(path, JsonSerializer.Serialize(record, JsonSerializerOptions.Web));
        return Keep(record, record, new CellStep(false, sheet.Finish())).Cells!;
    }

    private static CellStep Find<TView>(string root, TView from, TView to)
        where TView : class
    {
        using var sheet = new CellSheet();
        sheet.Enter(root);
        var moved = CellShape<TView>.Step(from, to, sheet);
        sheet.Leave();
        return !moved ? CellStep.Draw : sheet.Finish() is { } cells ? new CellStep(false, cells) : CellStep.Same;
    }

    private CellStep Keep(object from, object to, CellStep step)
    {
        Interlocked.Increment(ref _made);
        if (_steps.Count >= MostPlaces)
        {
            _steps.Clear();
        }

        _steps[(from, to)] = step;
        return step;
    }

    private sealed class SameObjects : IEqualityComparer<(object From, object To)>
    {
        public bool Equals((object From, object To) x, (object From, object To) y) => ReferenceEquals(x.From, y.From) && ReferenceEquals(x.To, y.To);

        public int GetHashCode((object From, object To) obj) => HashCode.Combine(RuntimeHelpers.GetHashCode(obj.From), RuntimeHelpers.GetHashCode(obj.To));
    }
}
