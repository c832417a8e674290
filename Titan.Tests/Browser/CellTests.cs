using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Titan.Engine.Kernel;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;
using Titan.Web.Cells;
using Titan.Web.Live;

namespace Titan.Tests.Browser;

/// <summary>Figures that move without being drawn, in a real browser: by cells, through a drawing, through a cut link.</summary>
[Collection(BrowserTests.Name)]
public sealed class CellTests(BrowserFixture fixture)
{
    private static readonly LocatorAssertionsToHaveAttributeOptions Patient = new() { Timeout = 30_000 };

    [Fact]
    public async Task Figures_MovedDrawnAndCutOff_AreAlwaysTheNewest()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var wire = new TcpProxy(host.Address);
        await using var console = await ConsolePage.OpenAsync(browser, wire.Address);
        var mark = console.Page.Locator("td.mark");
        await console.Page.EvaluateAsync("window.node = document.querySelector('.tile.equity .figure b').firstChild");

        // Cells alone: the renderer's own text node stays and changes.
        host.Engine.Publish(snapshot => Priced(With(snapshot, 2_451.10m), 91_513.9m));
        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,451.10");
        await Assertions.Expect(mark.First).ToHaveTextAsync("91,513.9");
        Assert.True(await console.Page.EvaluateAsync<bool>("window.node.isConnected && window.node.data === '2,451.10'"));

        // A gain where a loss stood: another colour, and nothing is drawn for it.
        var drawn = await console.Page.Locator("[data-drawn^='O ']").GetAttributeAsync("data-drawn");
        host.Engine.Publish(snapshot => snapshot with { Positions = [snapshot.Positions[0] with { UnrealizedPnl = 7m }, .. snapshot.Positions.Skip(1)] });
        await Assertions.Expect(console.Page.Locator("td.pnl").First).ToHaveClassAsync(Coloured("tone-gain"));
        host.Engine.Publish(snapshot => snapshot with { Positions = [snapshot.Positions[0] with { UnrealizedPnl = -7m }, .. snapshot.Positions.Skip(1)] });
        await Assertions.Expect(console.Page.Locator("td.pnl").First).ToHaveClassAsync(Coloured("tone-loss"));
        Assert.Equal(drawn, await console.Page.Locator("[data-drawn^='O ']").GetAttributeAsync("data-drawn"));

        // Drawn because a row went, with the very figure that the renderer drew first.
        host.Engine.Publish(snapshot => With(snapshot, 2_450.00m) with { Positions = [snapshot.Positions[1], snapshot.Positions[0] with { MarkPrice = 91_512.4m }] });
        await Assertions.Expect(mark).ToHaveTextAsync(["3,021.15", "91,512.4"]);
        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,450.00");

        // Moved, cut off, and back at what was drawn.
        host.Engine.Publish(snapshot => With(snapshot, 2_452.00m));
        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,452.00");
        wire.Cut();
        await Assertions.Expect(console.Page.Locator("html")).ToHaveAttributeAsync("data-link", "down", Patient);
        host.Engine.Publish(snapshot => With(snapshot, 2_453.00m));
        host.Engine.Publish(snapshot => With(snapshot, 2_450.00m));
        wire.Mend();
        await Assertions.Expect(console.Page.Locator("html")).ToHaveAttributeAsync("data-link", "up", Patient);
        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,450.00");
        host.Engine.Publish(snapshot => With(snapshot, 2_454.00m));
        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,454.00");
        Assert.True(await console.Page.EvaluateAsync<bool>("window.node.isConnected"));
    }

    [Fact]
    public async Task Figures_ComeOverAPagesOwnSocket_AndThroughTheCircuitWhereItIsRefused()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address);
        var frames = 0;
        console.Page.WebSocket += (_, socket) =>
        {
            if (socket.Url.EndsWith("/cells", StringComparison.Ordinal))
            {
                socket.FrameReceived += (_, _) => Interlocked.Increment(ref frames);
            }
        };
        await console.Page.ReloadAsync();
        await console.InteractiveAsync();
        await Face.UntilAsync(() => Volatile.Read(ref frames) > 0);
        host.Engine.Publish(snapshot => With(snapshot, 2_451.10m));
        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,451.10");

        await console.Page.RouteWebSocketAsync("**/cells", route => route.CloseAsync());
        await console.Page.ReloadAsync();
        await console.InteractiveAsync();
        var before = Volatile.Read(ref frames);
        host.Engine.Publish(snapshot => With(snapshot, 2_452.20m));
        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,452.20");
        host.Engine.Publish(snapshot => With(snapshot, 2_453.30m));
        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,453.30");
        Assert.Equal(before, Volatile.Read(ref frames));
    }

    [Fact]
    public async Task Page_AnswersAfterTheBeatsThatAllPagesAnswerAfter_AndIsToldOn()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address);
        await console.Page.AddInitScriptAsync("""
            window.beats = []; window.answers = 0;
            window.WebSocket = class extends WebSocket {
              constructor(...how) {
                super(...how);
                if (this.url.endsWith('/cells')) this.addEventListener('message', event => beats.push(JSON.parse(event.data)[0]));
              }
              send(what) {
                if (what === '') answers++;
                super.send(what);
              }
            };
            """);
        await console.Page.ReloadAsync();
        await console.InteractiveAsync();
        await console.Page.WaitForFunctionAsync("beats.length > 0");

        for (var equity = 2_451m; equity < 2_464m; equity++)
        {
            host.Engine.Publish(snapshot => With(snapshot, equity));
            await Assertions.Expect(console.Equity).ToHaveTextAsync(Figures.Money(equity));
        }

        await console.Page.WaitForFunctionAsync("together => answers === new Set(beats.map(beat => Math.floor(beat / together))).size", CellSocketLink.AnsweredTogether);
        var (beats, answers) = (await console.Page.EvaluateAsync<int>("beats.length"), await console.Page.EvaluateAsync<int>("answers"));
        Assert.InRange(beats, 13, int.MaxValue);
        Assert.InRange(answers, 2, beats / 2);
    }

    [Fact]
    public async Task Cell_WithMarkupInIt_StaysText()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, path: "/positions");

        host.Engine.Publish(snapshot => snapshot with { Positions = [snapshot.Positions[0] with { Position = snapshot.Positions[0].Position with { Strategy = "<img src=x onerror=alert(1)>" } }, .. snapshot.Positions.Skip(1)] });

        await Assertions.Expect(console.Page.Locator("tbody th small").First).ToContainTextAsync("<img src=x onerror=alert(1)>");
        Assert.Equal(0, await console.Page.Locator("tbody img").CountAsync());
        Assert.Empty(console.Complaints);
    }

    [Fact]
    public async Task Figures_WithoutScripts_StandInThePage()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync(host.Address.ToString());

        await Assertions.Expect(page.Locator(".tile.equity .figure b")).ToHaveTextAsync("2,450.00");
        await Assertions.Expect(page.Locator("td.mark").First).ToHaveTextAsync("91,512.4");
        await context.CloseAsync();
    }

    // One tone, and never two of them.
    private static Regex Coloured(string tone) => new($"^(?!.*tone-.*tone-).*{tone}");

    private static EngineSnapshot With(EngineSnapshot snapshot, decimal equity) => snapshot with { Equity = snapshot.Equity with { Equity = equity } };

    private static EngineSnapshot Priced(EngineSnapshot snapshot, decimal mark) => snapshot with { Positions = [snapshot.Positions[0] with { MarkPrice = mark }, .. snapshot.Positions.Skip(1)] };
}
