using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Journal;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Journal;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>Why it traded and why not: the answer in a sentence, with the figures that were compared and what came of it.</summary>
public sealed class WhyPageTests
{
    private static readonly Decision Denied = new(17, Anchor.At, SqliteArchiveTests.Judged("c8", "XRPUSDT", approved: false) with { Numbers = "165.21 against 146.92; bid 2.1399 ask 2.1401 age 84 ms equity 2448.62" });
    private static readonly Decision Approved = new(12, Anchor.At, SqliteArchiveTests.Judged("c7", "ETHUSDT", approved: true));

    [Fact]
    public void Decision_Denied_SaysWhichGateComparedWhat()
    {
        var view = DecisionView.From(new DecisionTrail(Denied, [], [], null));
        Assert.Equal(("DENIED", "The risk at the stops would exceed its limit.", "165.21 against 146.92"), (view.Answer, view.Sentence, view.Compared));
        Assert.Contains(view.Gates, gate => gate is { Name: "Open risk", Answer: "denied", Figures: "165.21 against 146.92" });
        Assert.Contains(new Fact("Age of the book", "84 ms", "limit 1,000 ms"), view.Inputs);
        Assert.Contains(new Fact("Equity", "2,448.62 USDT"), view.Inputs);
        Assert.Equal(["check-circle", "hand", "dash", "dash", "dash"], view.Steps.Select(step => step.Glyph));
        Assert.Equal(("none", "never asked"), (view.Steps[2].Note, view.Steps[3].Note));
        Assert.Empty(view.Trail);
    }

    [Fact]
    public void Decision_Approved_ShowsOrderFillAndTrade()
    {
        var order = Anchor.Entry(Anchor.At) with { Status = OrderStatus.Filled, UpdatedAt = Anchor.At.AddMilliseconds(90), VenueOrderId = "v1" };
        var view = DecisionView.From(new DecisionTrail(Approved, [order], [new ExecutionLine("e1", order.Id.Value, Anchor.At.AddMilliseconds(80), "Buy", 410m, 2.1174m, 0.4m)], HistoryPageTests.Trade(1)));
        Assert.Equal(("APPROVED", "Every gate said yes: above 20-bar high."), (view.Answer, view.Sentence));
        Assert.Equal(["03:05:22.000"], new[] { ViewerZone.Exact(Anchor.At.AddMinutes(-9)) });
        Assert.Equal(["Order written and sent", "Position closed", "Fill", "Order Filled"], view.Trail.Select(line => line.What));
        Assert.Contains(view.Outcome, fact => fact is { Name: "Net", Value: "−2.50 USDT", Tone: Tone.Loss });
    }

    [Fact]
    public void Decision_WithoutFigures_ShowsUnknownAndTheTextAsWritten()
    {
        var view = DecisionView.From(new DecisionTrail(Denied with { Judged = Denied.Judged with { Numbers = "no quote seen", Denial = "NEW_CODE" } }, [], [], null));
        Assert.Equal("One of our gates said no.", view.Sentence);
        Assert.Contains(view.Inputs, fact => fact is { Name: "Bid", Value: "?", Tone: Tone.Unknown });
        Assert.Contains(new Fact("As written", "no quote seen"), view.Inputs);
    }

    [Fact]
    public async Task Why_WithoutDecisions_SaysWhatAppears()
    {
        await using var face = new Face();
        Assert.Contains("No decision yet", face.Render<Why>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_OpensTheNewestAndEncodesWhatItIsTold()
    {
        await using var face = new Face();
        var evil = Approved with { Sequence = 20, Judged = Approved.Judged with { Why = "<img src=x onerror=alert(1)>" } };
        face.Archive.Decisions = [evil, Denied];
        face.Archive.Trail = new DecisionTrail(evil, [], [], null);
        var page = face.Render<Why>();
        Assert.Equal(2, page.FindAll("table.list tbody tr").Count);
        Assert.Contains("Every gate said yes", page.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("img"));
    }

    [Fact]
    public async Task Why_OfASequenceThatIsNoDecision_SaysSo()
    {
        await using var face = new Face();
        face.Archive.Decisions = [Denied];
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/why?id=5");
        Assert.Contains("No decision stands at #5", face.Render<Why>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_OfATrade_LooksAroundItsOpening()
    {
        await using var face = new Face();
        face.Services.GetRequiredService<NavigationManager>().NavigateTo($"/why?signal=c7&at={Anchor.At.ToUnixTimeMilliseconds()}");
        face.Render<Why>();
        var asked = face.Archive.Questions.OfType<DecisionQuery>().First();
        Assert.Equal(("c7", Anchor.At.AddHours(-1), Anchor.At.AddMinutes(1)), (asked.Correlation, asked.From, asked.To));
    }
}
