using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Journal;
using Titan.Web.Controls;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>The price chart as a component: what it sends to the browser, how seldom, and what it says when there is nothing to draw.</summary>
public sealed class PriceChartTests
{
    [Fact]
    public async Task Chart_Opened_SendsThePastWithItsLinesAndMarks()
    {
        await using var face = new Face();
        face.History.Trades = [HistoryPageTests.Trade(1)];
        var drawn = Browser(face);
        var chart = Render(face, "BTCUSDT");

        chart.WaitForAssertion(() => Assert.Single(drawn.Invocations["set"]));
        var sent = drawn.Invocations["set"].Single().Arguments;
        var times = Assert.IsType<long[]>(sent[1]);
        Assert.Equal((60, times.Order().SequenceEqual(times)), (times.Length, true));
        Assert.Contains(Assert.IsType<PriceLevels>(sent[3]).Rows, level => level is { Label: "stop", Text: "90,923.5" });
        Assert.Contains(Assert.IsType<ValueList<PriceMark>>(sent[4]), mark => mark.Shape == "disc");
        Assert.Equal(3_600L, (long)sent[6]! - (long)sent[5]!);
        Assert.StartsWith("Price of BTCUSDT over 1 H: from ", chart.Find("[role=img]").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Empty(chart.FindAll(".over"));
    }

    [Fact]
    public async Task Chart_WhenPricesMove_PushesSinglePointsAtMostTwiceASecond()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var drawn = Browser(face);
        var chart = Render(face, "BNBUSDT");
        chart.WaitForAssertion(() => Assert.Single(drawn.Invocations["set"]));

        face.Prices.Tell("BNBUSDT", 919.00m, Anchor.At.AddSeconds(1));
        face.Machine.Skip(TimeSpan.FromSeconds(1));
        await PushedAsync(drawn, 1);
        face.Prices.Tell("BNBUSDT", 919.50m, Anchor.At.AddSeconds(2));
        face.Engine.Publish(snapshot => snapshot with { JournalSequence = snapshot.JournalSequence + 1 });
        face.Machine.Skip(TimeSpan.FromSeconds(1));
        await PushedAsync(drawn, 2);

        var last = drawn.Invocations["push"][1].Arguments;
        Assert.Equal((Anchor.At.AddSeconds(2).ToUnixTimeSeconds(), 919.51d, null, false), ((long)last[1]!, (double)last[2]!, last[3], (bool)last[4]!));
        Assert.Single(drawn.Invocations["set"]);
    }

    [Fact]
    public async Task Chart_AfterASilence_TellsTheBrowserThatThereIsAHole()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var drawn = Browser(face);
        var chart = Render(face, "BNBUSDT");
        chart.WaitForAssertion(() => Assert.Single(drawn.Invocations["set"]));

        face.Machine.Skip(TimeSpan.FromSeconds(30));
        face.Prices.Tell("BNBUSDT", 919.00m, Anchor.At.AddSeconds(30));

        await PushedAsync(drawn, 1);
        Assert.True((bool)drawn.Invocations["push"].Single().Arguments[4]!);
    }

    [Fact]
    public async Task Chart_WhenTheStopMoves_SendsTheLinesOnce()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var drawn = Browser(face);
        var chart = Render(face, "BTCUSDT");
        chart.WaitForAssertion(() => Assert.Single(drawn.Invocations["set"]));

        face.Machine.Skip(TimeSpan.FromSeconds(1));
        face.Engine.Publish(snapshot => snapshot with { Positions = [snapshot.Positions[0] with { Position = snapshot.Positions[0].Position with { StopLoss = 91_000m } }] });

        await PushedAsync(drawn, 1);
        Assert.Contains(Assert.IsType<PriceLevels>(drawn.Invocations["push"].Single().Arguments[3]).Rows, level => level.Text == "91,000.0");
        Assert.Null(drawn.Invocations["push"].Single().Arguments[1]);
    }

    [Fact]
    public async Task Chart_WhenADecisionFalls_SendsTheMarksAnew()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var drawn = Browser(face);
        var chart = Render(face, "BNBUSDT");
        chart.WaitForAssertion(() => Assert.Single(drawn.Invocations["set"]));

        face.Engine.Publish(snapshot => snapshot with { BrainView = snapshot.BrainView with { Decisions = [snapshot.BrainView.Decisions[0] with { Sequence = 200_000, Symbol = "BNBUSDT" }] } });

        chart.WaitForAssertion(() => Assert.Equal("why?id=200000", Assert.IsType<ValueList<PriceMark>>(drawn.Invocations["mark"][0].Arguments[1])[^1].Address));
    }

    [Fact]
    public async Task Chart_WithoutAPrice_SaysWhenItBegins()
    {
        await using var face = new Face();
        Browser(face);
        var chart = Render(face, "ADAUSDT");

        chart.WaitForAssertion(() => Assert.Contains("No price of ADAUSDT in this range yet", chart.Find(".over").TextContent, StringComparison.Ordinal));
        Assert.True(chart.Find(".foot button").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Chart_WhenTheDatabaseIsSilent_DrawsTheLineAndSaysWhatIsMissing()
    {
        await using var face = new Face();
        face.Archive.Failure = new InvalidOperationException("disk");
        var drawn = Browser(face);
        var chart = Render(face, "BTCUSDT");

        chart.WaitForAssertion(() => Assert.Contains("Entries, exits and decisions could not be read.", chart.Markup, StringComparison.Ordinal));
        Assert.Single(drawn.Invocations["set"]);
        face.Archive.Failure = null;
        await chart.Find(".foot .tone-critical button").ClickAsync();

        chart.WaitForAssertion(() => Assert.DoesNotContain("could not be read", chart.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chart_WhenTheBrowserFails_SaysSoAndTriesAgain()
    {
        await using var face = new Face();
        var module = face.JSInterop.SetupModule(_ => true);
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<int>("create", _ => true).SetException(new JSException("no canvas"));
        var chart = Render(face, "BTCUSDT");

        chart.WaitForAssertion(() => Assert.Contains("Could not draw the chart.", chart.Markup, StringComparison.Ordinal));
        module.Setup<int>("create", _ => true).SetResult(1);
        await chart.Find(".over button").ClickAsync();

        chart.WaitForAssertion(() => Assert.Empty(chart.FindAll(".over")));
    }

    [Fact]
    public async Task Table_Shown_HasTheLinesTheMarksWithTheirRecordsAndPrices()
    {
        await using var face = new Face();
        face.Archive.Decisions = [new Decision(77, Anchor.At.AddMinutes(-10), SqliteArchiveTests.Judged("c7", "BTCUSDT", approved: true))];
        Browser(face);
        var chart = Render(face, "BTCUSDT");
        chart.WaitForAssertion(() => Assert.False(chart.Find(".foot button").HasAttribute("disabled")));

        await chart.Find(".foot button").ClickAsync();

        Assert.Equal(["target", "entry LONG", "stop"], chart.FindAll(".tables table")[0].QuerySelectorAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal("why?id=77", chart.FindAll(".tables table")[1].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("true", chart.Find(".foot button").GetAttribute("aria-expanded"));
        await chart.Find(".foot button").ClickAsync();
        Assert.Empty(chart.FindAll(".tables"));
    }

    [Fact]
    public async Task Panel_WithoutAChoice_ShowsTheNearestWireAndStaysWithIt()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        Browser(face);
        var panel = face.Render<PricePanel>();
        Assert.Equal("BNBUSDT", panel.FindComponent<PriceChart>().Instance.Symbol);

        face.Engine.Publish(snapshot => snapshot with { Scavenger = snapshot.Scavenger! with { Traps = [snapshot.Scavenger.Traps[1] with { DistancePercent = 0.01m }, snapshot.Scavenger.Traps[0]] } });
        face.Clock.MoveTo(Anchor.At.AddSeconds(9));

        panel.WaitForAssertion(() => Assert.Contains("9 s old", panel.Markup, StringComparison.Ordinal));
        Assert.Equal("BNBUSDT", panel.FindComponent<PriceChart>().Instance.Symbol);
    }

    [Fact]
    public async Task Panel_WhenAnotherInstrumentIsPicked_PutsItIntoTheAddressAndKeepsTheRest()
    {
        await using var face = new Face();
        Browser(face);
        var navigation = face.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("phase-1?show=near&range=15m");
        var page = face.Render<Phase1>();

        await page.Find("select.pick").ChangeAsync("SOLUSDT");

        Assert.EndsWith("phase-1?show=near&range=15m&symbol=SOLUSDT", navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("SOLUSDT", page.FindComponent<PriceChart>().Instance.Symbol));
        Assert.Equal("15m", page.FindComponent<PriceChart>().Instance.Range.Key);
        Assert.Contains("symbol=SOLUSDT", page.FindAll(".ranges a")[2].GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("show=near", page.Find("tbody a.symbol").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_WhileNothingIsKnown_SaysSo()
    {
        await using var face = new Face(Anchor.Snapshot() with { Scavenger = null, Positions = [] }, prices: new PriceTape());
        Assert.Contains("No price yet", face.Render<PricePanel>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Positions_WithOneChosen_ShowItsPriceWithoutWiresAndItsFacts()
    {
        await using var face = new Face();
        Browser(face);
        face.Services.GetRequiredService<NavigationManager>().NavigateTo("positions?symbol=SOLUSDT&range=4h");
        var page = face.Render<Positions>();

        var chart = page.FindComponent<PriceChart>().Instance;
        Assert.Equal(("SOLUSDT", "4h", false), (chart.Symbol, chart.Range.Key, chart.WithTraps));
        Assert.Equal("SOLUSDT", page.Find("tr.chosen .symbol").TextContent);
        Assert.Contains("Loss at stop", page.Find(".facts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Positions_WithNoneChosen_OpenTheFirstAndWhenFlatNone()
    {
        await using var face = new Face();
        Browser(face);
        Assert.Equal("BTCUSDT", face.Render<Positions>().FindComponent<PriceChart>().Instance.Symbol);
        await using var flat = new Face(Anchor.Snapshot() with { Positions = [] });
        Assert.False(flat.Render<Positions>().HasComponent<PriceChart>());
    }

    private static BunitJSModuleInterop Browser(Face face)
    {
        var module = face.JSInterop.SetupModule(_ => true);
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<int>("create", _ => true).SetResult(1);
        return module;
    }

    // A push draws nothing here, so no render tells of it.
    private static async Task PushedAsync(BunitJSModuleInterop module, int times)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (module.Invocations["push"].Count < times)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private static IRenderedComponent<PriceChart> Render(Face face, string symbol) =>
        face.Render<PriceChart>(parameters => parameters.Add(one => one.Symbol, symbol).Add(one => one.Range, ChartRange.Prices(null)));
}
