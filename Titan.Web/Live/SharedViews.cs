using System.Collections.Concurrent;
using Titan.Engine.Kernel;
using Titan.Web.Languages;

namespace Titan.Web.Live;

/// <summary>
/// Views that read the same for every viewer of one language and zone: whoever looks first makes it, the others of the same moment take it.
/// Writing a page's figures costs as much as drawing what changed of them, and it need not be done once per circuit. Thread-safe; two who
/// come at once may both make it.
/// </summary>
public sealed class SharedViews
{
    /// <summary>Looks this close together are one moment: no age on a page is finer.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    // One place for each kind of view, language and zone; zones are as many as viewers choose, so old places go when there are many.
    private const int MostPlaces = 128;

    private readonly ConcurrentDictionary<(Type View, string Language, TimeZoneInfo Zone), Kept> _newest = new();

    /// <summary>The view of this snapshot now: an equal one that was made a moment ago, else a new one.</summary>
    /// <param name="snapshot">What the engine said.</param>
    /// <param name="now">When it is read.</param>
    /// <param name="beside">Whatever else the view is made of, compared by value; null for nothing.</param>
    /// <param name="make">Makes the view from exactly these; pure.</param>
    public TView Of<TView>(EngineSnapshot snapshot, DateTimeOffset now, object? beside, Func<TView> make)
        where TView : class
    {
        var place = (typeof(TView), Words.Language, ViewerZone.Current);
        if (_newest.TryGetValue(place, out var kept) && ReferenceEquals(kept.Snapshot, snapshot) && (now - kept.Now).Duration() < Moment && Equals(kept.Beside, beside))
        {
            return (TView)kept.View;
        }

        var view = make();
        if (_newest.Count >= MostPlaces)
        {
            _newest.Clear();
        }

        _newest[place] = new Kept(snapshot, now, beside, view);
        return view;
    }

    private sealed record Kept(EngineSnapshot Snapshot, DateTimeOffset Now, object? Beside, object View);
}
