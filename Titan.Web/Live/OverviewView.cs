using System.Collections.Immutable;
using Titan.Engine.Kernel;
using Titan.Web.Cells;
using Titan.Web.Guard;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>
/// Everything the overview shows of one snapshot at one time, as finished texts: two snapshots that read the same are equal, and nothing is
/// sent to the browser for the second.
/// </summary>
[CellRoot("O")]
public sealed record OverviewView(
    string Title, string ArmWord, Freshness Freshness, ChecklistView Checklist, BreakerBannerView? Breaker, TilesView Tiles, BrainStripView Brain, RoomView Room,
    PositionsView Positions, HealthView Health, AlertsView Alerts, StripView Strip)
{
    /// <param name="snapshot">What the engine said.</param>
    /// <param name="now">When it is read.</param>
    /// <param name="seen">Which alerts were acknowledged.</param>
    /// <param name="guard">The guard as last seen; null where no guard can be seen.</param>
    public static OverviewView From(EngineSnapshot snapshot, DateTimeOffset now, ImmutableDictionary<long, Acknowledgement>? seen = null, GuardLook? guard = null)
    {
        var freshness = Freshness.Of(snapshot, now);
        var arm = freshness.IsStale || freshness.IsLoading ? "UNKNOWN" : snapshot.Arm.State.ToString().ToUpperInvariant();
        return new OverviewView(
            T("{0} · Overview · Titan", arm),
            arm,
            freshness,
            ChecklistView.From(snapshot),
            BreakerBannerView.From(snapshot, now),
            TilesView.From(snapshot, now),
            BrainStripView.From(snapshot, now),
            RoomView.From(snapshot),
            PositionsView.From(snapshot, now),
            HealthView.From(snapshot, now, guard),
            AlertsView.From(snapshot, now, seen),
            StripView.From(snapshot));
    }
}
