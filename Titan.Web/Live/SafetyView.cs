using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Cells;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>State of the arm chip; Unknown when the engine has been silent.</summary>
public enum ArmFace
{
    Disarmed,
    Armed,
    Locked,
    Unknown,
}

/// <summary>
/// The safety bar: Master Arm with who and since when, what hinders arming, and the second lines of the danger zone.
/// Counts are what the engine believes; the danger buttons act on the engine and the venue, whatever is shown.
/// </summary>
[CellRoot("S")]
public sealed record SafetyView(
    ArmFace Face, string Headline, [property: Cell] string Detail, int PreconditionsFailing, string? FirstFailing, bool IsLive, string Venue,
    string FlattenLine, string CancelLine, int EntryOrders, FlattenView? Flatten, LockCause Lock = LockCause.None, bool IsPaused = false)
{
    public string Word => Face switch
    {
        ArmFace.Armed => "ARMED",
        ArmFace.Disarmed => "DISARMED",
        ArmFace.Locked => "LOCKED",
        _ => "UNKNOWN",
    };

    public static SafetyView From(EngineSnapshot snapshot, DateTimeOffset now)
    {
        var freshness = Freshness.Of(snapshot, now);
        var face = freshness.IsStale || freshness.IsLoading ? ArmFace.Unknown : FaceOf(snapshot.Arm.State);
        var failing = snapshot.Preconditions.Where(one => one.Blocks).ToArray();
        var flatten = FlattenView.From(snapshot, now);
        var entries = snapshot.WorkingOrders.Count(order => order.Purpose == OrderPurpose.Entry);
        var (headline, detail) = LinesOf(snapshot, now, face, flatten);
        return new SafetyView(
            face,
            headline,
            detail,
            failing.Length,
            failing.Length == 0 ? null : $"{Said(failing[0].Name)}: {Said(failing[0].Value)}. {Said(failing[0].Cure)}.",
            snapshot.Identity.Mode == "LIVE",
            HeaderView.VenueOf(snapshot.Identity),
            PositionsLine(snapshot),
            Figures.Plural(entries, T("entry"), T("entries")),
            entries,
            flatten,
            face == ArmFace.Locked ? snapshot.Arm.Lock : LockCause.None,
            snapshot.PausedByOperator);
    }

    private static ArmFace FaceOf(ArmState state) => state switch
    {
        ArmState.Armed => ArmFace.Armed,
        ArmState.Locked => ArmFace.Locked,
        _ => ArmFace.Disarmed,
    };

    private static (string Headline, string Detail) LinesOf(EngineSnapshot snapshot, DateTimeOffset now, ArmFace face, FlattenView? flatten)
    {
        var arm = snapshot.Arm;
        var who = arm.Since <= DateTimeOffset.UnixEpoch ? T("since the start") : T("by {0} · {1} ago", Said(arm.By), Figures.Age(now - arm.Since));
        if (face == ArmFace.Unknown)
        {
            return snapshot.Version == 0
                ? (T("The engine is starting"), snapshot.Readiness.NotReadyBecause is { } why ? Said(why) : T("no word yet"))
                : (T("was {0} at {1}", arm.State.ToString().ToUpperInvariant(), Figures.Clock(snapshot.At)), T("no word from the engine for {0}", Figures.Age(now - snapshot.At)));
        }

        if (flatten is not null)
        {
            return (T("Flatten running, {0} of {1}", flatten.Closed, flatten.Total), T("started by {0} · {1}", flatten.By, flatten.Elapsed));
        }

        return face switch
        {
            ArmFace.Locked when snapshot.Breaker is { Active: true, CooldownEndsAt: { } ends } =>
                (T("Cannot arm for {0}", Figures.Count(ends - now)), T("by circuit breaker · {0} ago", Figures.Age(now - arm.Since))),
            ArmFace.Locked => (LockedWords(arm.Lock), $"{Said(arm.Reason)} · {who}"),
            ArmFace.Armed when snapshot.PausedByOperator => (T("Paused: strategies open nothing"), who),
            ArmFace.Armed when snapshot.PausedByFeed => (T("Paused: venue stream lost"), who),
            ArmFace.Armed when snapshot.EntryBlocks.Length > 0 => (T("Entries wait: {0}", BlockWords.Of(snapshot.EntryBlocks[0])), who),
            ArmFace.Armed when snapshot.Spot is { Installed: true, Live: false } => (T("Traps wait for Binance"), who),
            ArmFace.Armed => (T("Entries may be sent"), who),
            _ => (T("No entries. Exits still work."), who),
        };
    }

    private static string LockedWords(LockCause cause) => cause switch
    {
        LockCause.Kill => T("LOCKED by the kill switch"),
        LockCause.Hard => T("LOCKED at the hard limit"),
        LockCause.Emergency => T("LOCKED: emergency shutdown"),
        _ => T("Cannot arm: LOCKED"),
    };

    // The venue's count wins when it differs from ours: a flatten closes what the venue holds.
    private static string PositionsLine(EngineSnapshot snapshot)
    {
        if (snapshot.Version == 0)
        {
            return T("positions not known yet");
        }

        var ours = snapshot.Positions.Length;
        return snapshot.Reconcile is { InSync: false } last && last.VenueCount != ours && last.At >= snapshot.At.AddSeconds(-120)
            ? T("{0} on the venue", last.VenueCount)
            : Figures.Plural(ours, T("position"), T("positions"));
    }
}
