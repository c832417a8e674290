using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>The words of the safety bar and the header for every state that an operator must tell apart.</summary>
public sealed class SafetyViewTests
{
    [Fact]
    public void Bar_OfTheAnchor_SaysThatEntriesMayBeSent()
    {
        var view = SafetyView.From(Anchor.Snapshot(), Anchor.At);

        Assert.Equal(("ARMED", "Entries may be sent", "by titan_admin · 2 h 41 m ago"), (view.Word, view.Headline, view.Detail));
        Assert.Equal(("3 positions", "0 entries"), (view.FlattenLine, view.CancelLine));
    }

    [Fact]
    public void Bar_ArmedButBlocked_SaysWhatEntriesWaitFor()
    {
        Assert.Equal("Entries wait: not reconciled with the venue", SafetyView.From(Anchor.Snapshot() with { EntryBlocks = ["NotReconciled"] }, Anchor.At).Headline);
        Assert.Equal("Traps wait for Binance", SafetyView.From(Anchor.Snapshot() with { Spot = new SpotFeedStatus { Name = "binance", Installed = true } }, Anchor.At).Headline);
        Assert.Equal("Paused: venue stream lost", SafetyView.From(Anchor.Snapshot() with { PausedByFeed = true }, Anchor.At).Headline);
    }

    [Fact]
    public void Bar_Disarmed_NamesTheFirstFailingPrecondition()
    {
        var anchor = Anchor.Snapshot();
        var view = SafetyView.From(anchor with
        {
            Arm = new MasterArm(ArmState.Disarmed, LockCause.None, Anchor.At.AddSeconds(-34), "titan_admin", ""),
            Preconditions = [.. anchor.Preconditions.Select(one => one.Code == "DATABASE" ? one with { Met = false, Value = "not writable" } : one)],
        }, Anchor.At);

        Assert.Equal(("No entries. Exits still work.", "by titan_admin · 34 s ago"), (view.Headline, view.Detail));
        Assert.Equal((1, "Database: not writable. Free disk space; writing resumes by itself."), (view.PreconditionsFailing, view.FirstFailing));
    }

    [Fact]
    public void Bar_LockedByTheBreaker_CountsDown()
    {
        var view = SafetyView.From(Anchor.Snapshot() with
        {
            Arm = new MasterArm(ArmState.Locked, LockCause.Breaker, Anchor.At.AddSeconds(-492), "system", "daily drawdown"),
            Breaker = new BreakerState { Active = true, CooldownEndsAt = Anchor.At.AddSeconds(13_908) },
        }, Anchor.At);

        Assert.Equal(("LOCKED", "Cannot arm for 3:51:48"), (view.Word, view.Headline));
    }

    [Fact]
    public void Bar_OfASilentEngine_IsUnknownAndSaysWhatItWas()
    {
        var view = SafetyView.From(Anchor.Snapshot(), Anchor.At.AddSeconds(9));

        Assert.Equal(("UNKNOWN", "was ARMED at 03:14:22", "no word from the engine for 9 s"), (view.Word, view.Headline, view.Detail));
    }

    [Fact]
    public void Bar_BeforeTheFirstWord_IsUnknownWithTheReason()
    {
        var view = SafetyView.From(Anchor.Snapshot() with { Version = 0, Readiness = new ReadinessView(false, false, "starting: restoring the journal") }, Anchor.At);

        Assert.Equal(("UNKNOWN", "starting: restoring the journal", "positions not known yet"), (view.Word, view.Detail, view.FlattenLine));
    }

    [Fact]
    public void FlattenLine_WhenTheVenueHoldsMore_CountsTheVenue() => Assert.Equal(
        "4 on the venue",
        SafetyView.From(Anchor.Snapshot() with { Reconcile = new ReconcileView(Anchor.At.AddSeconds(-12), false, 3, 4, [], "timer") }, Anchor.At).FlattenLine);

    [Fact]
    public void CancelLine_CountsEntriesOnly() => Assert.Equal(
        "1 entry",
        SafetyView.From(Anchor.Snapshot() with { WorkingOrders = [Anchor.Entry(Anchor.At), Anchor.Entry(Anchor.At) with { Purpose = OrderPurpose.Exit }] }, Anchor.At).CancelLine);

    [Theory]
    [InlineData(-41, true, Tone.Ok, "In sync", "41 s")]
    [InlineData(-121, true, Tone.Stale, "In sync", "2 m")]
    [InlineData(-5, false, Tone.Critical, "Mismatch", "1 row")]
    public void SyncPill_TellsAgeAndMismatch(int seconds, bool inSync, Tone tone, string word, string value)
    {
        var pill = HeaderView.From(Anchor.Snapshot() with
        {
            Reconcile = new ReconcileView(Anchor.At.AddSeconds(seconds), inSync, 3, 3, inSync ? [] : [new MismatchView("XRPUSDT", DriftKind.MissingInShadow, 0, 410, "adopted")], "timer"),
        }, Anchor.At).Sync;

        Assert.Equal((tone, word, value), (pill.Tone, pill.Word, pill.Value));
    }

    [Fact]
    public void Header_OfTheAnchor_NamesModeVenueAndTime()
    {
        var view = HeaderView.From(Anchor.Snapshot(), Anchor.At);

        Assert.Equal(("PAPER", "Bybit simulator · seed 7", "03:14:22", 3, true), (view.Mode, view.VenueLine, view.Clock, view.Alerts, view.AlertsUrgent));
        Assert.Equal(("closed", Tone.Ok), (view.Breaker.Value, view.Breaker.Tone));
        Assert.Equal("unknown", HeaderView.From(Anchor.Snapshot(), Anchor.At.AddSeconds(6)).Breaker.Value);
    }
}
