using Titan.Engine.Guard;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;
using Titan.Web.Guard;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>Headroom, nearest limit, last decision and the guard on the overview: known as figures, unknown as unknown.</summary>
public sealed class BrainStripTests
{
    [Fact]
    public void Strip_OfAHealthyMoment_NamesRoomLimitAndTheGateThatRefused()
    {
        var view = BrainStripView.From(Anchor.Snapshot(), Anchor.At);
        Assert.Equal(("15.90", "USDT", "risk 116.24 of 147.00 · phase 2 at 5,000"), (view.Headroom.Value, view.Headroom.Unit, view.Headroom.Context));
        Assert.Equal(("32.9", "% used", Tone.Plain), (view.Breaker.Value, view.Breaker.Unit, view.Breaker.Tone));
        Assert.Equal("Daily drawdown 2.3 of 7 % · at 2,332.14", view.Breaker.Context);
        Assert.Equal(("XRPUSDT", "LONG denied · 2 m ago", "Open risk: 165.21 against 146.92", "why?id=184101"), (view.Decision.Value, view.Decision.Unit, view.Decision.Context, view.Decision.Address));
    }

    [Fact]
    public void Strip_BeforeTheEngineKnows_SaysUnknownAndNeverZero()
    {
        var view = BrainStripView.From(Anchor.Snapshot() with { BrainView = BrainView.Unknown, BreakerView = BreakerView.Unknown }, Anchor.At);
        Assert.Equal(("?", Tone.Unknown, "?", Tone.Unknown), (view.Headroom.Value, view.Headroom.Tone, view.Breaker.Value, view.Breaker.Tone));
        Assert.Equal(("—", "no signal since the start"), (view.Decision.Value, view.Decision.Context));
    }

    [Fact]
    public void Strip_WithTheBreakerTripped_SaysWhyAndForHowLong()
    {
        var snapshot = Anchor.Snapshot() with { Breaker = new BreakerState { Active = true, Reason = "3 losses in a row", CooldownEndsAt = Anchor.At.AddHours(4) } };
        var cell = BrainStripView.From(snapshot, Anchor.At).Breaker;
        Assert.Equal(("TRIPPED", "3 losses in a row · ends in 4:00:00", Tone.Critical), (cell.Value, cell.Context, cell.Tone));
    }

    [Fact]
    public void Strip_NearestToTheFloor_SaysItAsALevelAndNoShare()
    {
        var floor = new BreakerView { Measures = [new MeasureView("EQUITY_FLOOR", "equity", default, 2_519.34m, 150m, "USDT", 0.06m, false, null, 150m)] };
        Assert.Equal("equity 2,519.34, floor 150 USDT", BrainStripView.From(Anchor.Snapshot() with { BreakerView = floor }, Anchor.At).Breaker.Context);
    }

    [Theory]
    [InlineData(GuardStanding.Watching, "watching", Tone.Ok)]
    [InlineData(GuardStanding.NotRunning, "not running", Tone.Muted)]
    [InlineData(GuardStanding.Acting, "acting", Tone.Critical)]
    [InlineData(GuardStanding.Unknown, "?", Tone.Unknown)]
    public void Health_WithAGuard_SaysHowItStands(GuardStanding standing, string value, Tone tone)
    {
        var row = Assert.Single(HealthView.From(Anchor.Snapshot(), Anchor.At, new GuardLook(standing, null)).Rows, row => row.Name == "Guard");
        Assert.Equal((value, tone), (row.Value, row.Tone));
    }

    [Fact]
    public void Health_AfterTheGuardActed_SaysSoForADay()
    {
        var receipt = new GuardReceipt { Id = "g1", Cause = "silence", By = "guard", Reason = "no beat", StartedAt = Anchor.At.AddHours(-2), EndedAt = Anchor.At.AddHours(-2), Ended = "engine back" };
        var row = HealthView.From(Anchor.Snapshot(), Anchor.At, new GuardLook(GuardStanding.Watching, receipt)).Rows[^1];
        Assert.Equal(("watching; acted on silence", "2 h ago", Tone.Warn), (row.What, row.Value, row.Tone));
        Assert.Equal("watching", HealthView.From(Anchor.Snapshot(), Anchor.At.AddDays(1), new GuardLook(GuardStanding.Watching, receipt)).Rows[^1].Value);
    }

    [Fact]
    public void Sight_OfAGuard_NeedsABeatThatChangesAndForgetsASilentOne()
    {
        using var folder = new TempFolder();
        var (receipts, machine) = (new GuardReceipts(folder.Path), new HastyMachine());
        Directory.CreateDirectory(receipts.Folder);
        var beats = new HeartbeatFile(receipts.Folder);
        beats.Write(1, Anchor.At, 7, "watching");
        var sight = new GuardSight(receipts, machine);
        Assert.Equal(GuardStanding.Unknown, sight.Look()!.Standing);
        beats.Write(2, Anchor.At, 7, "watching");
        machine.Skip(TimeSpan.FromSeconds(3));
        Assert.Equal(GuardStanding.Watching, sight.Look()!.Standing);
        machine.Skip(TimeSpan.FromSeconds(9));
        Assert.Equal(GuardStanding.NotRunning, sight.Look()!.Standing);
        beats.Write(3, Anchor.At, 7, "stopped");
        machine.Skip(TimeSpan.FromSeconds(3));
        Assert.Equal(GuardStanding.NotRunning, sight.Look()!.Standing);
    }
}
