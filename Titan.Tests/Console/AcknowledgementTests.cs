using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Controls;
using Titan.Web.Layout;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>Acknowledging an alert: one row of the audit with name, time and note, shown wherever the alert is.</summary>
public sealed class AcknowledgementTests
{
    [Fact]
    public async Task Acknowledge_WithANote_IsOneRowOfTheAuditAndShowsWhoAndWhen()
    {
        await using var face = new Face();
        face.Archive.Events = [Event(9, "Critical", "STOP_REMOVED")];
        var page = face.Render<Alerts>();
        await page.InvokeAsync(() => page.Find("#ack-note").InputAsync("stop attached by hand"));
        await page.InvokeAsync(() => page.Find("form.acknowledge").SubmitAsync());

        var command = Assert.IsType<RecordAuditCommand>(Assert.Single(face.Engine.Commands));
        Assert.Equal(("ack-alert", "Done", "#9 STOP_REMOVED", "stop attached by hand"), (command.Action, command.Result, command.Detail, command.Reason));
        Assert.Equal(("titan_admin", "console"), (command.Author.Name, command.Author.Door));
        var said = page.Find("[aria-label='Acknowledgement']").TextContent;
        Assert.Contains("titan_admin", said, StringComparison.Ordinal);
        Assert.Contains("03:14:22", said, StringComparison.Ordinal);
        Assert.Contains("stop attached by hand", said, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-ack]"));
    }

    [Fact]
    public async Task Acknowledge_ByAViewer_IsNotOffered()
    {
        await using var face = new Face(roles: "Viewer");
        face.Archive.Events = [Event(9, "Critical", "STOP_REMOVED")];
        var page = face.Render<Alerts>();
        Assert.True(page.Find("[data-ack]").HasAttribute("disabled"));
        Assert.Empty(page.FindAll("table.list button"));
        var result = await face.Services.GetRequiredService<OperatorActs>().AcknowledgeAsync(9, null, CancellationToken.None);
        Assert.Equal(CommandStatus.Refused, result.Status);
        Assert.Empty(face.Engine.Commands);
    }

    [Fact]
    public async Task Acknowledge_OfAnAlertThatSomebodySaw_StaysWithTheFirst()
    {
        await using var face = new Face();
        face.Archive.Events = [Event(9, "High", "FEED_LOST")];
        face.Archive.Audit = [Row(30, 9, "bob", Anchor.At.AddMinutes(-1)), Row(20, 9, "ann", Anchor.At.AddMinutes(-5))];
        var seen = face.Services.GetRequiredService<Acknowledgements>();
        var result = await face.Services.GetRequiredService<OperatorActs>().AcknowledgeAsync(9, "me too", CancellationToken.None);
        Assert.Equal((CommandStatus.Done, "ann"), (result.Status, seen.Known[9].By));
        Assert.Empty(face.Engine.Commands);
    }

    [Fact]
    public async Task Acknowledge_OfNoAlert_IsNotFound()
    {
        await using var face = new Face();
        var result = await face.Services.GetRequiredService<OperatorActs>().AcknowledgeAsync(77, null, CancellationToken.None);
        Assert.Equal((CommandStatus.NotFound, "ALERT_NOT_FOUND"), (result.Status, result.Code));
    }

    [Fact]
    public async Task Alerts_NotAcknowledged_LeaveOutWhatSomebodySaw()
    {
        await using var face = new Face();
        face.Archive.Events = [Event(9, "High", "FEED_LOST"), Event(8, "Low", "RISK_LIMIT")];
        face.Archive.Audit = [Row(20, 9, "ann", Anchor.At)];
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/alerts?show=open");
        var page = face.Render<Alerts>();
        Assert.Contains("RISK_LIMIT", Assert.Single(page.FindAll("table.list tbody tr")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_CountsOnlyWhatNobodySaw()
    {
        await using var face = new Face();
        face.Archive.Audit = [Row(190_000, 182_009, "ann", Anchor.At.AddMinutes(-1))];
        var header = face.Render<ConsoleHeader>();
        Assert.Equal("2", header.Find(".bell b").TextContent);
        Assert.DoesNotContain("urgent", header.Find(".bell").ClassName!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_PutsSeenAlertsLastWithTheirName()
    {
        await using var face = new Face();
        face.Archive.Audit = [Row(190_000, 184_101, "ann", Anchor.At.AddMinutes(-1))];
        await face.Services.GetRequiredService<Acknowledgements>().LoadAsync(Anchor.At.AddDays(-1), CancellationToken.None);
        var view = AlertsView.From(Anchor.Snapshot(), Anchor.At, face.Services.GetRequiredService<Acknowledgements>().Known);
        Assert.Equal((184_101, "ann", "2 not acknowledged"), (view.Rows[^1].Sequence, view.Rows[^1].SeenBy, view.Summary));
    }

    [Theory]
    [InlineData("ack-alert", "Done", "#12 FEED_LOST", 12)]
    [InlineData("ack-alert", "Done", "12 FEED_LOST", 0)]
    [InlineData("ack-alert", "Refused", "#12 FEED_LOST", 0)]
    [InlineData("arm", "Done", "#12 FEED_LOST", 0)]
    public void Acknowledgement_OfAnAuditRow_IsReadOnlyWhereOneIs(string action, string result, string detail, long alert) =>
        Assert.Equal(alert, Acknowledgement.Of(new AuditRow(1, Anchor.At, "c", action, "ann", "Operator", "api", null, result, detail, "h"))?.Alert ?? 0);

    private static HistoryEvent Event(long sequence, string severity, string type) => new(sequence, Anchor.At, type, severity, $"{type} happened", null, null);

    private static AuditRow Row(long sequence, long alert, string by, DateTimeOffset at) =>
        new(sequence, at, "ack-1", Acknowledgement.Act, by, "Operator", "console", null, "Done", Acknowledgement.DetailOf(alert, "X"), "hash");
}
