using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Journal;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Journal;
using Titan.Web.Controls;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>Timeline and price of the Why page: links in time, one stop for Tab, a chart where prices are kept and a sentence where they are not.</summary>
public sealed class WhyTimelineTests
{
    private static readonly Decision Recent = new(17, Anchor.At.AddMinutes(-30), SqliteArchiveTests.Judged("c8", "BTCUSDT", approved: false));

    private static readonly HistoryEvent[] Rows =
    [
        new(30, Anchor.At.AddMinutes(-9), "INTENT_APPROVED", "Info", "", "ETHUSDT", "c9"),
        new(17, Anchor.At.AddMinutes(-30), "INTENT_DENIED", "Info", "", "BTCUSDT", "c8"),
        new(12, Anchor.At.AddMinutes(-70), "INTENT_DENIED", "Info", "", "XRPUSDT", "c7"),
    ];

    [Fact]
    public async Task Timeline_WithDecisions_LinksThemWithOneStopForTabAtTheOpenOne()
    {
        await using var face = Staged();
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/why?symbol=&id=17");
        var page = face.Render<Why>();

        var marks = page.FindAll("a[data-mark][href]");
        Assert.Equal(["id=12", "id=17", "id=30"], marks.Select(mark => mark.GetAttribute("href")!.Split(['?', '&'])[^1]));
        Assert.Equal("02:44:22 BTCUSDT denied", page.Find("[data-mark][aria-current=true]").GetAttribute("aria-label"));
        Assert.Equal("02:44:22", page.Find(".needle text").TextContent);
        Assert.Equal("02:44:22 BTCUSDT denied", Assert.Single(page.FindAll("[data-mark][tabindex='0']")).GetAttribute("aria-label"));
        Assert.Equal(2, page.FindAll("[data-mark][data-no]").Count);
        Assert.Contains("1 approved, 2 denied, 3 entered, 0 closed.", page.Find("svg.strip").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeline_Asked_IsBoundedInTimeAndRows()
    {
        await using var face = Staged();
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/why?day=2026-11-20");
        face.Render<Why>();

        var asked = face.Archive.Questions.OfType<EventQuery>().Single();
        Assert.Equal((new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), 500), (asked.From, asked.To, asked.Limit));
        Assert.Contains("INTENT_DENIED", asked.Types!);
        Assert.Equal(200, face.History.LastTradeQuery!.Limit);
    }

    [Fact]
    public async Task Timeline_WithoutDecisions_IsNotDrawn()
    {
        await using var face = new Face(Anchor.Snapshot() with { Positions = [] });
        Assert.Empty(face.Render<Why>().FindAll(".timeline"));
    }

    [Fact]
    public async Task Price_OfAMomentThatIsKept_IsDrawnWithWhatWasWanted()
    {
        await using var face = Staged();
        var drawn = face.JSInterop.SetupModule(_ => true);
        drawn.Mode = JSRuntimeMode.Loose;
        drawn.Setup<int>("create", _ => true).SetResult(1);
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/why?id=17");
        var page = face.Render<Why>();

        page.WaitForAssertion(() => Assert.Single(drawn.Invocations["set"]));
        var sent = drawn.Invocations["set"].Single().Arguments;
        Assert.Equal(["entry LONG", "stop", "target"], Assert.IsType<PriceLevels>(sent[3]).Rows.Select(level => level.Label));
        Assert.Equal(1_800L, (long)sent[6]! - (long)sent[5]!);
        Assert.Equal((Recent.At.ToUnixTimeSeconds(), "02:44:22", false), ((long)(double)sent[7]!, sent[8], (bool)sent[9]!));
        Assert.Contains("30 min around the moment", page.Find(".moment").TextContent, StringComparison.Ordinal);
        Assert.Contains("at 02:44:22; before and after between", page.Find(".moment [role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);
        await page.Find(".moment .foot button").ClickAsync();
        Assert.Equal(["target", "entry LONG", "stop"], page.FindAll(".tables table")[0].QuerySelectorAll("tbody th").Select(cell => cell.TextContent));
    }

    [Theory]
    [InlineData("XRPUSDT", -30)]
    [InlineData("BTCUSDT", -3_000)]
    public async Task Price_OfAMomentThatIsNotKept_IsOneSentenceAndNoChart(string symbol, int minutes)
    {
        await using var face = Staged(new Decision(17, Anchor.At.AddMinutes(minutes), SqliteArchiveTests.Judged("c8", symbol, approved: false)));
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("/why?id=17");
        var page = face.Render<Why>();

        Assert.StartsWith("The engine holds no prices of that time", page.Find(".moment p").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindComponents<MomentChart>());
    }

    [Fact]
    public async Task Price_JustNow_GrowsWhilePricesArrive()
    {
        await using var face = new Face();
        for (var second = 1; second <= 40; second++)
        {
            face.Prices.Tell("BTCUSDT", 91_500m + second, Anchor.At.AddSeconds(second));
        }

        var before = MomentPrices.Of(face.Prices.Tape, "BTCUSDT", Anchor.At.AddSeconds(38));
        face.Prices.Tell("BTCUSDT", 91_600m, Anchor.At.AddSeconds(45));
        var after = MomentPrices.Of(face.Prices.Tape, "BTCUSDT", Anchor.At.AddSeconds(38));

        Assert.Equal(TimeSpan.FromSeconds(90), before.To - before.From);
        Assert.NotEqual(before, after);
        Assert.Equal(91_512.25d, MomentPrices.Of(face.Prices.Tape, "BTCUSDT", Anchor.At.AddSeconds(38), 91_512.25d).At(Anchor.At.AddSeconds(38)));
        Assert.Equal(before, MomentPrices.Of(face.Prices.Tape, "BTCUSDT", Anchor.At.AddSeconds(38)) with { Times = before.Times, Prices = before.Prices });
    }

    private static Face Staged(Decision? decision = null)
    {
        var face = new Face();
        face.Archive.Decisions = [decision ?? Recent];
        face.Archive.Trail = new DecisionTrail(decision ?? Recent, [], [], null);
        face.Archive.Events = Rows;
        return face;
    }
}
