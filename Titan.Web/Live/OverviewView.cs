using Titan.Engine.Kernel;

namespace Titan.Web.Live;

/// <summary>
/// Everything the overview shows of one snapshot at one time, as finished texts: two snapshots that read the same are equal, and nothing is
/// sent to the browser for the second.
/// </summary>
public sealed record OverviewView(
    string Title, string ArmWord, Freshness Freshness, ChecklistView Checklist, BreakerBannerView? Breaker, TilesView Tiles, RoomView Room,
    PositionsView Positions, HealthView Health, AlertsView Alerts, StripView Strip)
{
    public static OverviewView From(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var freshness = Freshness.Of(snapshot, now);
        var arm = freshness.IsStale || freshness.IsLoading ? "UNKNOWN" : snapshot.Arm.State.ToString().ToUpperInvariant();
        return new OverviewView(
            $"{arm} · Overview · Titan",
            arm,
            freshness,
            ChecklistView.From(snapshot),
            BreakerBannerView.From(snapshot, now),
            TilesView.From(snapshot, now),
            RoomView.From(snapshot),
            PositionsView.From(snapshot, now),
            HealthView.From(snapshot, now),
            AlertsView.From(snapshot, now),
            StripView.From(snapshot));
    }
}
