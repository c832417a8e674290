using System.Globalization;
using Titan.Web.Cells;

namespace Titan.Web.Live;

/// <summary>
/// A view that is read once a beat for all circuits that show it. What leads from one edition to the next is found here too, once, so a circuit
/// is woken only when something must be drawn.
/// </summary>
public abstract class LiveView
{
    /// <summary>Its newest edition, from any thread.</summary>
    public abstract Edition Edition { get; }

    /// <summary>How many show it. Guarded by its <see cref="LiveViews"/>.</summary>
    internal int Watchers { get; set; }

    /// <summary>Its place among the others.</summary>
    internal abstract object Place { get; }

    /// <summary>Reads the engine's newest snapshot now; a new edition comes only when something reads differently.</summary>
    public abstract void Move();
}

/// <inheritdoc/>
public sealed class LiveView<TView> : LiveView
    where TView : class, IEquatable<TView>
{
    private readonly Lock _moving = new();
    private readonly LiveViews _views;
    private readonly SharedRead<TView> _read;
    private readonly CultureInfo _language = CultureInfo.CurrentUICulture;
    private readonly TimeZoneInfo _zone = ViewerZone.Current;
    private Edition<TView> _newest;
    private long _movedAt;

    internal LiveView(LiveViews views, SharedRead<TView> read, object place)
    {
        (_views, _read, Place) = (views, read, place);
        // A record that is one cell is drawn by a script, whatever drawing the page is at.
        _newest = new Edition<TView>(Make(), 1, CellShape<TView>.IsWhole ? 0 : views.NextDrawing(), null);
        _movedAt = views.Pace.Machine.GetTimestamp();
    }

    /// <summary>What it depends on besides the snapshot.</summary>
    public object? Key => _read.Key;

    /// <summary>Its newest edition, from any thread.</summary>
    public Edition<TView> Newest => Volatile.Read(ref _newest);

    public override Edition Edition => Newest;

    internal override object Place { get; }

    public override void Move()
    {
        lock (_moving)
        {
            if (_read.Between > TimeSpan.Zero && _views.Pace.Machine.GetElapsedTime(_movedAt) < _read.Between)
            {
                return;
            }

            var before = _newest;
            var view = InItsWords();
            var step = CellSteps.Of(before.View, view);
            if (!step.IsSame)
            {
                Volatile.Write(ref _newest, new Edition<TView>(view, before.Number + 1, step.Cells is null ? _views.NextDrawing() : before.Drawing, step.Cells));
                _movedAt = _views.Pace.Machine.GetTimestamp();
            }
        }
    }

    private TView Make() => _read.Read(_views.Current, _views.Now);

    // The beat belongs to no viewer: language and zone are those of whoever began to share this view.
    private TView InItsWords()
    {
        var (language, zone) = (CultureInfo.CurrentUICulture, ViewerZone.Current);
        if (ReferenceEquals(language, _language) && ReferenceEquals(zone, _zone))
        {
            return Make();
        }

        (CultureInfo.CurrentUICulture, ViewerZone.Current) = (_language, _zone);
        try
        {
            return Make();
        }
        finally
        {
            (CultureInfo.CurrentUICulture, ViewerZone.Current) = (language, zone);
        }
    }
}
