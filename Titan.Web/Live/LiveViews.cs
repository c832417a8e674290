using System.Collections.Immutable;
using Titan.Engine.Kernel;
using Titan.Web.Languages;

namespace Titan.Web.Live;

/// <summary>The shared views that somebody shows now, one for each kind, language, zone and key. Thread-safe.</summary>
/// <param name="engine">Whose snapshots they read.</param>
/// <param name="clock">The clock that the snapshots are stamped with.</param>
/// <param name="pace">The machine's clock for what measures elapsed time.</param>
public sealed class LiveViews(IEngine engine, TimeProvider clock, FeedPace pace)
{
    private readonly Lock _joining = new();
    private ImmutableDictionary<object, LiveView> _views = ImmutableDictionary<object, LiveView>.Empty;
    private long _drawings;

    /// <summary>How many are read on every beat.</summary>
    public int Count => _views.Count;

    internal FeedPace Pace => pace;

    internal EngineSnapshot Current => engine.Snapshot;

    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Begins to show a view in the language and zone that are in force here; who joins leaves again.</summary>
    public LiveView<TView> Join<TView>(SharedRead<TView> read)
        where TView : class, IEquatable<TView>
    {
        var place = (typeof(TView), Words.Language, ViewerZone.Current, read.Key);
        lock (_joining)
        {
            if (_views.GetValueOrDefault(place) is not LiveView<TView> view)
            {
                view = new LiveView<TView>(this, read, place);
                _views = _views.Add(place, view);
            }

            view.Watchers++;
            return view;
        }
    }

    public void Leave(LiveView view)
    {
        lock (_joining)
        {
            if (--view.Watchers == 0)
            {
                _views = _views.Remove(view.Place);
            }
        }
    }

    /// <summary>Reads every view once.</summary>
    /// <param name="onFailure">Told of a view that cannot be read; the others go on.</param>
    public void MoveAll(Action<Exception> onFailure)
    {
        foreach (var view in _views.Values)
        {
            try
            {
                view.Move();
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                onFailure(problem);
            }
        }
    }

    internal long NextDrawing() => Interlocked.Increment(ref _drawings);
}
