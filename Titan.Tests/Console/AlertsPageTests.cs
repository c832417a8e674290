using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Journal;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>Alerts, events and audit: what is there, what is not, and what the database would not say.</summary>
public sealed class AlertsPageTests
{
    [Fact]
    public async Task Alerts_WithNone_SaysSoWithoutRows()
    {
        await using var face = new Face();
        var page = face.Render<Alerts>();
        Assert.Contains("No alert yet", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table.list tbody tr"));
    }

    [Fact]
    public async Task Alerts_WithAScriptInTheMessage_ShowItAsText()
    {
        await using var face = new Face();
        face.Archive.Events = [Event(9, "Critical", "STOP_REMOVED", "<script>alert(1)</script>", "<b>X</b>")];
        var page = face.Render<Alerts>();
        Assert.Empty(page.FindAll("script"));
        Assert.Contains("&lt;script&gt;alert(1)", page.Markup, StringComparison.Ordinal);
        Assert.Contains("An operator took the stop away", page.Find("[aria-label='Chosen alert']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_OfTenThousand_ShowOnePageWithTheWayToTheNext()
    {
        await using var face = new Face();
        face.Archive.Events = [.. Enumerable.Range(1, 10_000).Reverse().Select(i => Event(i, "High", "FEED_LOST", $"number {i}"))];
        var page = face.Render<Alerts>();
        Assert.Equal(25, page.FindAll("table.list tbody tr").Count);
        Assert.Contains("before=9976", page.Find(".pager nav a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_WhenTheDatabaseFails_SayItAndTryAgain()
    {
        await using var face = new Face();
        face.Archive.Failure = new InvalidOperationException("disk");
        var page = face.Render<Alerts>();
        Assert.Contains("Could not read the history", page.Find("[role=alert].failed").TextContent, StringComparison.Ordinal);
        face.Archive.Failure = null;
        face.Archive.Events = [Event(1, "Low", "X", "came back")];
        await page.Find(".failed button").ClickAsync();
        Assert.Empty(page.FindAll(".failed"));
        Assert.Contains("came back", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_OfOneSeverity_AskForItAlone()
    {
        await using var face = new Face();
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/alerts?severity=critical&range=24h");
        face.Render<Alerts>();
        var asked = Assert.IsType<EventQuery>(face.Archive.Questions.First(question => question is EventQuery));
        Assert.Equal(("Critical", true, Anchor.At.AddHours(-24)), (asked.Severity, asked.AlertsOnly, asked.From));
    }

    [Fact]
    public async Task Alerts_ThatAreGoodNews_AreEventsWithNothingToAcknowledge()
    {
        await using var face = new Face();
        face.Archive.Events = [Event(2, "Info", "FEED_BACK", "streams are back"), Event(1, "High", "FEED_LOST", "streams are lost")];
        var page = face.Render<Alerts>();
        var rows = page.FindAll("table.list tbody tr");
        Assert.Equal("event", rows[0].QuerySelector("td:last-child .tag")?.TextContent);
        Assert.Null(rows[0].QuerySelector("button"));
        Assert.NotNull(rows[1].QuerySelector("button"));
        Assert.Contains("nothing to acknowledge", page.Find("[aria-label='Acknowledgement']").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-ack]"));
        Assert.True(Assert.IsType<EventQuery>(face.Archive.Questions.First(question => question is EventQuery)).WithNews);
    }

    [Theory]
    [InlineData("/alerts?show=open", null, false)]
    [InlineData("/alerts?severity=info", "Info", true)]
    [InlineData("/alerts", null, true)]
    public async Task Alerts_Filtered_AskForGoodNewsUnlessOnlyWhatIsOpenIsShown(string address, string? severity, bool news)
    {
        await using var face = new Face();
        face.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        face.Render<Alerts>();
        var asked = Assert.IsType<EventQuery>(face.Archive.Questions.First(question => question is EventQuery));
        Assert.Equal((severity, true, news), (asked.Severity, asked.AlertsOnly, asked.WithNews));
    }

    [Fact]
    public async Task Events_Searched_GoToTheirOwnAddress()
    {
        await using var face = new Face();
        var navigation = face.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/alerts?tab=events");
        var page = face.Render<Alerts>();
        await page.InvokeAsync(() => page.Find("input[name=find]").InputAsync(" arm & go "));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        Assert.Contains("find=arm%20%26%20go", navigation.Uri, StringComparison.Ordinal);
        Assert.Equal("arm & go", face.Archive.Questions.OfType<EventQuery>().Last().Text);
        Assert.Contains("No event fits this search", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_ShowsWhoThroughWhichDoorAndTheChain()
    {
        await using var face = new Face();
        face.Archive.Audit = [new AuditRow(12, Anchor.At, "arm-1", "arm", "ann", "Operator,Admin", "api", "<i>why</i>", "Refused", "not reconciled", "abcdef0123456789")];
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/alerts?tab=audit&actor=ann");
        var page = face.Render<Alerts>();
        var row = page.Find("table.list tbody tr").TextContent;
        Assert.Contains("ann", row, StringComparison.Ordinal);
        Assert.Contains("<i>why</i>", row, StringComparison.Ordinal);
        Assert.Contains("abcdef01", row, StringComparison.Ordinal);
        Assert.Equal("ann", face.Archive.Questions.OfType<AuditQuery>().First().Actor);
    }

    [Fact]
    public void Hours_OfTheLastDay_EndWithThisOne()
    {
        var hours = AlertHours.Of([new AlertTally(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero), "High", 2), new AlertTally(Anchor.At.AddDays(-3), "High", 9)], Anchor.At);
        Assert.Equal((24, "04", "03", 2), (hours.Hours.Count, hours.Hours[0], hours.Hours[^1], hours.Total));
        Assert.Equal(2, hours.Lines.Single(line => line.Severity == "HIGH").Counts[^1]);
    }

    private static HistoryEvent Event(long sequence, string severity, string type, string message, string? symbol = null) =>
        new(sequence, Anchor.At, type, severity, message, symbol, null);
}
