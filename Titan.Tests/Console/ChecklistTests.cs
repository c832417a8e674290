using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Controls;
using Titan.Web.Live;
using Titan.Web.Pages;
using Titan.Web.Shift;

namespace Titan.Tests.ConsoleTests;

/// <summary>The desk's checklists: what the console judges by itself, what a person ticks, and a signature that the audit keeps.</summary>
public sealed class ChecklistTests
{
    [Fact]
    public void Lists_NameEveryPointOfTheSeed()
    {
        var calm = Calm();

        Assert.Equal(["health", "equity", "alerts", "briefing", "reconciled", "orphans", "phase"], Keys(ShiftList.Morning, calm));
        Assert.Equal(["arm", "venue", "leader", "leverage", "daily-loss", "breaker", "covered"], Keys(ShiftList.PreMarket, calm));
        Assert.Equal(["result", "win-rate", "backup", "logs", "alerts"], Keys(ShiftList.EndOfDay, calm));
        Assert.Equal(["arm", "positions", "covered", "entries", "breaker", "reconciled", "alerts"], Keys(ShiftList.HandOver, calm));
    }

    [Fact]
    public void Health_BeforeTheFirstSnapshot_IsUnknownAndNotFine()
    {
        var item = Item(ShiftList.Morning, "health", Calm() with { Version = 0 });
        Assert.Equal((Figures.Unknown, Tone.Unknown, true), (item.Value, item.Tone, item.IsOpen));
    }

    [Fact]
    public void Equity_WhenUnknown_IsAQuestionMarkAndNeverZero()
    {
        var item = Item(ShiftList.Morning, "equity", Calm() with { Equity = new EquityBook() });
        Assert.Equal((Figures.Unknown, true), (item.Value, item.IsOpen));
    }

    [Fact]
    public void Reconciled_LongAgo_IsOld()
    {
        var calm = Calm();
        var item = Item(ShiftList.Morning, "reconciled", calm with { Reconcile = calm.Reconcile! with { At = Anchor.At.AddMinutes(-5) } });
        Assert.Equal((Tone.Stale, true), (item.Tone, item.IsOpen));
    }

    [Fact]
    public void Breaker_WhenTripped_IsOpenWithItsReason()
    {
        var calm = Calm();
        var item = Item(ShiftList.PreMarket, "breaker", calm with { Breaker = new BreakerState { Active = true, Reason = "Three losses in a row" } });
        Assert.Equal(("Three losses in a row", true), (item.Value, item.IsOpen));
    }

    [Fact]
    public async Task Sign_WithABoxLeft_IsRefusedAndNothingIsKept()
    {
        await using var face = new Face(Calm());
        var page = face.Render<Checklists>(list => list.Add(one => one.Name, "morning"));

        await page.InvokeAsync(() => page.Find("form.sign").SubmitAsync());

        Assert.Contains("Not signed: tick", page.Find("#shift-said").TextContent, StringComparison.Ordinal);
        Assert.Empty(face.Engine.Commands);
    }

    [Fact]
    public async Task Sign_WithAllTicked_IsOneRowOfTheAudit()
    {
        await using var face = new Face(Calm());
        Ticked(face, "checklists/morning?done=equity,phase");
        var page = face.Render<Checklists>(list => list.Add(one => one.Name, "morning"));
        await page.InvokeAsync(() => page.Find("#shift-note").InputAsync("quiet night"));

        await page.InvokeAsync(() => page.Find("form.sign").SubmitAsync());

        var command = Assert.IsType<RecordAuditCommand>(Assert.Single(face.Engine.Commands));
        Assert.Equal(("checklist-signed", "Done", "quiet night"), (command.Action, command.Result, command.Reason));
        Assert.StartsWith("morning: ", command.Detail, StringComparison.Ordinal);
        Assert.Contains("titan_admin", page.Find(".past").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("done=", face.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandOver_WithoutANote_IsRefused()
    {
        await using var face = new Face(Calm());
        Ticked(face, "checklists/hand-over?done=arm,positions,entries");
        var page = face.Render<Checklists>(list => list.Add(one => one.Name, "hand-over"));

        await page.InvokeAsync(() => page.Find("form.sign").SubmitAsync());

        Assert.Contains("needs a note of 5 to 500 characters", page.Find("#shift-said").TextContent, StringComparison.Ordinal);
        Assert.Empty(face.Engine.Commands);
    }

    [Fact]
    public async Task HandOver_ThenTakenOver_ShowsOnOverviewWhoHoldsTheShift()
    {
        await using var face = new Face(Calm());
        Ticked(face, "checklists/hand-over?done=arm,positions,entries");
        var page = face.Render<Checklists>(list => list.Add(one => one.Name, "hand-over"));
        await page.InvokeAsync(() => page.Find("#shift-note").InputAsync("watch SOL, stop is tight"));
        await page.InvokeAsync(() => page.Find("form.sign").SubmitAsync());
        var line = face.Render<ShiftLine>();
        Assert.Contains("handed over by titan_admin", line.Markup, StringComparison.Ordinal);
        Assert.Contains("watch SOL, stop is tight", line.Markup, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.FindAll("form.sign button").Single(button => button.TextContent == "Take the shift over").ClickAsync());

        Assert.Equal("shift-taken", Assert.IsType<RecordAuditCommand>(face.Engine.Commands.Last()).Action);
        Assert.Contains("shift with titan_admin since", face.Render<ShiftLine>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_ByAViewer_IsNotOffered()
    {
        await using var face = new Face(Calm(), roles: "Viewer");
        var page = face.Render<Checklists>(list => list.Add(one => one.Name, "morning"));
        Assert.True(page.Find("form.sign button").HasAttribute("disabled"));
        var result = await face.Services.GetRequiredService<OperatorActs>().SignAsync(ShiftList.Morning, "7 of 7", null, false, CancellationToken.None);
        Assert.Equal(CommandStatus.Refused, result.Status);
        Assert.Empty(face.Engine.Commands);
    }

    [Fact]
    public async Task Signatures_OfTheAudit_AreReadBackAfterARestart()
    {
        await using var face = new Face(Calm());
        face.Archive.Audit = [Row(40, "shift-taken", "bob", "hand-over: 7 of 7", null, -5), Row(39, "checklist-signed", "ann", "hand-over: 7 of 7", "all calm", -10), Row(38, "checklist-signed", "ann", "nonsense", null, -20)];

        var signed = face.Services.GetRequiredService<SignOffs>();
        await signed.LoadAsync(CancellationToken.None);

        Assert.Equal(("ann", "all calm"), (signed.Last(ShiftList.HandOver)?.By, signed.Last(ShiftList.HandOver)?.Note));
        Assert.Equal("bob", signed.Taken?.By);
        Assert.DoesNotContain(signed.Known, static one => one.Summary == "nonsense");
    }

    private static EngineSnapshot Calm()
    {
        var snapshot = Anchor.Snapshot();
        return snapshot with { Alerts = [], Reconcile = new ReconcileView(snapshot.At.AddSeconds(-12), true, 3, 3, [], "timer") };
    }

    private static IEnumerable<string> Keys(ShiftList list, EngineSnapshot snapshot) => ShiftChecks.Of(list, snapshot, Anchor.At, 0).Select(static item => item.Key);

    private static ShiftItem Item(ShiftList list, string key, EngineSnapshot snapshot) => ShiftChecks.Of(list, snapshot, Anchor.At, 0).Single(item => item.Key == key);

    private static void Ticked(Face face, string address) => face.Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    private static AuditRow Row(long sequence, string action, string actor, string detail, string? reason, int minutes) =>
        new(sequence, Anchor.At.AddMinutes(minutes), $"shift-{sequence}", action, actor, "Operator", "console", reason, "Done", detail, "hash");
}
