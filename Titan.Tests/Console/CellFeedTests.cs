using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Titan.Engine.Kernel;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Cells;
using Titan.Web.Controls;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>What a circuit tells its browser when cells move, when more than cells changes, and when the browser does not keep up.</summary>
public sealed class CellFeedTests
{
    private static readonly string Equity = CellPath.Of<Tile>(CellPath.Of<TilesView>(CellPath.Of<OverviewView>("O", nameof(OverviewView.Tiles)), nameof(TilesView.Equity)), nameof(Tile.Value))!;

    [Fact]
    public async Task Overview_WhenOnlyEquityMoves_IsToldItInOneSmallMessageAndDrawsNothing()
    {
        await using var face = new Face();
        var (page, told) = await OpenAsync(face);
        var (drawn, before) = (page.RenderCount, told().Count);
        var tiles = page.FindComponents<TileCell>();

        face.Engine.Publish(With(2_451m));
        await Face.UntilAsync(() => told().Count > before);

        var message = Assert.Single(told().Skip(before));
        Assert.Equal("2,451.00", Texts(message)[Equity]);
        Assert.InRange(message.ToString().Length, 1, 700);
        Assert.Equal(drawn, page.RenderCount);
        Assert.All(tiles, tile => Assert.Equal(1, tile.RenderCount));
    }

    [Fact]
    public async Task Overview_WhenNothingChanged_IsToldNothing()
    {
        await using var face = new Face();
        var (page, told) = await OpenAsync(face);
        var before = told().Count;
        var looks = 0;
        using var beside = face.Services.GetRequiredService<CircuitFeed>().Watch(() => { looks++; return Task.CompletedTask; }, act => page.InvokeAsync(act));

        face.Engine.Publish(snapshot => snapshot with { JournalSequence = snapshot.JournalSequence + 1 });
        await Face.UntilAsync(() => looks > 3);

        Assert.Equal(before, told().Count);
    }

    // The renderer believes that 2,450.00 still stands there and would send nothing for it.
    [Fact]
    public async Task Overview_DrawnAfterCells_IsToldAllItsCellsOnceMore()
    {
        await using var face = new Face();
        var (page, told) = await OpenAsync(face);
        face.Engine.Publish(With(2_451m));
        await Face.UntilAsync(() => told().Any(message => Texts(message).GetValueOrDefault(Equity) == "2,451.00"));
        var drawn = page.RenderCount;

        face.Engine.Publish(snapshot => With(2_450m)(snapshot) with { Positions = [snapshot.Positions[2], snapshot.Positions[0]] });
        await Face.UntilAsync(() => Last(told()).GetValueOrDefault(Equity) == "2,450.00");

        // The message goes first, the drawing follows.
        await Face.UntilAsync(() => page.RenderCount > drawn);
        Assert.Equal(["SOLUSDT", "BTCUSDT"], page.FindAll(".symbol").Select(symbol => symbol.TextContent));
        Assert.Equal(face.Engine.Snapshot.Positions.Select(view => Figures.Mark(view.MarkPrice!.Value, view.PriceDecimals)), Enumerable.Range(0, 2).Select(row => Last(told())[MarkOf(row)]));
    }

    [Fact]
    public async Task Circuit_WhoseViewersSeeCellsAlone_IsNotWoken()
    {
        await using var face = new Face();
        var (_, told) = await OpenAsync(face);
        var looks = 0;
        using var quiet = face.Services.GetRequiredService<CircuitFeed>().Watch(() => { looks++; return Task.CompletedTask; }, static act => act(), static () => false);
        await Face.UntilAsync(() => looks == 1);
        var before = told().Count;

        for (var equity = 2_451m; equity < 2_456m; equity++)
        {
            face.Engine.Publish(With(equity));
            await Face.UntilAsync(() => Last(told()).GetValueOrDefault(Equity) == Figures.Money(equity));
        }

        Assert.True(told().Count >= before + 5);
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task Link_CutAndMended_IsDrawnAndToldAllOnceMore()
    {
        await using var face = new Face();
        var (page, told) = await OpenAsync(face);
        var feed = face.Services.GetRequiredService<CircuitFeed>();
        feed.Wire.Down();
        await page.InvokeAsync(feed.Pulse.Down);
        Assert.True(feed.Pulse.IsWaiting);
        face.Engine.Publish(With(2_452m));
        var before = told().Count;

        feed.Wire.Up();
        await page.InvokeAsync(feed.Pulse.Up);
        await Face.UntilAsync(() => Last(told()).GetValueOrDefault(Equity) == "2,452.00");

        Assert.True(Texts(told()[before]).Count > 40);
    }

    [Fact]
    public async Task Page_WhoseScriptIsMissing_IsDrawnInstead()
    {
        await using var face = new Face();
        face.JSInterop.SetupVoid("titan.wire", _ => true).SetException(new JSException("no such function"));
        await face.RunFeedAsync();
        var page = face.Render<Overview>();
        await Face.UntilAsync(() => face.Feed.Listeners == 1);

        face.Engine.Publish(With(2_451m));

        page.WaitForAssertion(() => Assert.Equal("2,451.00", page.Find(".tile.equity b").TextContent));
    }

    [Fact]
    public async Task Positions_WhileADialogNamesThePrice_AreDrawn()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var page = face.Render<Positions>();
        await page.FindAll("button.danger-line")[0].ClickAsync();
        var symbol = page.Find("[role=alertdialog]").TextContent;
        Assert.Contains("BTCUSDT", symbol, StringComparison.Ordinal);

        face.Engine.Publish(snapshot => snapshot with { Positions = [snapshot.Positions[0] with { MarkPrice = 91_513.9m }, .. snapshot.Positions.Skip(1)] });

        page.WaitForAssertion(() => Assert.Contains("91,513.9", page.Find("[role=alertdialog]").TextContent, StringComparison.Ordinal));
    }

    // Open when the page stands as the browser would have it: drawn with its mark, and told all once.
    private static async Task<(IRenderedComponent<Overview> Page, Func<IReadOnlyList<CellMessage>> Told)> OpenAsync(Face face)
    {
        await face.RunFeedAsync();
        var page = face.Render<Overview>();
        IReadOnlyList<CellMessage> Told() => [.. face.JSInterop.Invocations["titan.cells"].Select(one => (CellMessage)one.Arguments[0]!)];
        await Face.UntilAsync(() => Last(Told()).Count > 40 && page.Find(".overview").GetAttribute("data-drawn") != "O 0");
        return (page, Told);
    }

    private static Func<EngineSnapshot, EngineSnapshot> With(decimal equity) => snapshot => snapshot with { Equity = snapshot.Equity with { Equity = equity } };

    private static Dictionary<string, string> Texts(CellMessage message) =>
        message.Pieces.SelectMany(piece => CellBrowser.Read(piece.ToString())).GroupBy(one => one.Key).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);

    // The chart's newest point may come by itself.
    private static Dictionary<string, string> Last(IReadOnlyList<CellMessage> told) => told.Select(Texts).LastOrDefault(texts => texts.ContainsKey(Equity)) ?? [];

    private static string MarkOf(int row) =>
        CellPath.Of<PositionRow>(CellPath.Item(CellPath.Of<PositionsView>(CellPath.Of<OverviewView>("O", nameof(OverviewView.Positions)), nameof(PositionsView.Rows)), row), nameof(PositionRow.Mark))!;
}
