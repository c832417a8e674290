using System.Collections.Immutable;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>The header on every page: mode and venue, breaker, sync, clock, alerts.</summary>
[CellRoot("H")]
public sealed record HeaderView(
    string Mode, bool IsLive, string VenueLine, Pill Breaker, Pill Sync, [property: Cell] string Clock, string Zone, string Date, int Alerts, bool AlertsUrgent)
{
    /// <summary>A reconcile older than this does not prove anything (design 3a).</summary>
    private static readonly TimeSpan SyncLimit = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan AlertsShown = TimeSpan.FromHours(24);

    /// <summary>Alerts count while nobody has acknowledged them.</summary>
    public static HeaderView From(EngineSnapshot snapshot, DateTimeOffset now, ImmutableDictionary<long, Acknowledgement>? seen = null)
    {
        var recent = snapshot.Alerts.Where(alert => alert.WantsAcknowledgement && now - alert.At <= AlertsShown && seen?.ContainsKey(alert.Sequence) != true).ToArray();
        return new HeaderView(
            snapshot.Identity.Mode,
            snapshot.Identity.Mode == "LIVE",
            VenueOf(snapshot.Identity),
            BreakerOf(snapshot, now),
            SyncOf(snapshot, now),
            Figures.Clock(now),
            ViewerZone.Label(now),
            ViewerZone.Date(now),
            recent.Length,
            recent.Any(alert => alert.Severity >= AlertSeverity.High));
    }

    /// <summary>Bybit simulator · seed 7.</summary>
    public static string VenueOf(EngineIdentity identity)
    {
        var venue = $"{Capital(identity.Venue)} {identity.Environment}".Trim();
        return string.IsNullOrWhiteSpace(identity.MarketLabel) ? venue : $"{venue} · {identity.MarketLabel}";
    }

    private static Pill BreakerOf(EngineSnapshot snapshot, DateTimeOffset now)
    {
        if (IsUnknown(snapshot, now))
        {
            return new Pill(Tone.Unknown, T("Breaker"), T("unknown"), T("The engine has said nothing new; the breaker's state is not known."));
        }

        return snapshot.Breaker.Active
            ? new Pill(Tone.Critical, T("Breaker"), T("TRIPPED"), T("Circuit breaker tripped: {0}", Said(snapshot.Breaker.Reason ?? "")))
            : new Pill(Tone.Ok, T("Breaker"), T("closed"), T("The circuit breaker is closed: entries may pass it."));
    }

    private static Pill SyncOf(EngineSnapshot snapshot, DateTimeOffset now)
    {
        if (IsUnknown(snapshot, now) || snapshot.Reconcile is not { } last)
        {
            return new Pill(Tone.Unknown, T("Sync"), T("unknown"), T("Shadow State was not compared with the venue yet."));
        }

        var age = now - last.At;
        if (!last.InSync)
        {
            return new Pill(Tone.Critical, T("Mismatch"), Figures.Plural(last.Mismatches.Length, T("row"), T("rows")), T("Shadow State and venue differ."));
        }

        return age > SyncLimit
            ? new Pill(Tone.Stale, T("In sync"), Figures.Age(age), T("The last comparison with the venue is over 120 s old; entries wait."))
            : new Pill(Tone.Ok, T("In sync"), Figures.Age(age), T("Shadow State equals the venue; age of the last comparison."));
    }

    private static bool IsUnknown(EngineSnapshot snapshot, DateTimeOffset now) => Freshness.Of(snapshot, now) is { IsStale: true } or { IsLoading: true };

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
