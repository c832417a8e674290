using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Browser;

/// <summary>
/// The hands as an operator uses them, in a real browser against the whole product: every ending is checked against the venue's own list.
/// </summary>
[Collection(BrowserJourneys.Name)]
public sealed class HandsJourneyTests(BrowserFixture fixture)
{
    private static readonly LocatorAssertionsToHaveTextOptions Patient = new() { Timeout = 60_000 };

    [Theory]
    [InlineData(1400)]
    [InlineData(390)]
    public async Task Flatten_ByClick_EndsVenueFlatWithAReceiptThatAReloadKeeps(int width)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var titan = await LiveConsole.StartAsync();
        await titan.HoldAsync(("BTCUSDT", "Buy", 0.05m), ("ETHUSDT", "Sell", 0.5m));
        await using var console = await SignInAsync(browser, titan.Address, width);
        var title = console.Page.Locator("[role=alertdialog] h2");

        await console.Page.ClickAsync("#flatten");
        await Assertions.Expect(title).ToHaveTextAsync("Are you sure? This will close ALL positions.");
        await Assertions.Expect(console.Page.Locator(".costs b").First).Not.ToHaveTextAsync("?", new() { Timeout = 60_000 });
        await console.PictureAsync($"live-flatten-preview-{width}");
        await PressWhenItListensAsync(console.Page, "[role=alertdialog] .button.danger", () => titan.Engine.Snapshot.Arm.By == "titan_admin" || titan.Engine.Snapshot.Flatten is not null || titan.Engine.Snapshot.LastFlatten is not null);
        await Assertions.Expect(title).ToHaveTextAsync("Flat. The venue confirms 0 positions and 0 orders.", Patient);
        await console.PictureAsync($"live-flatten-receipt-{width}");

        Assert.Empty(await titan.VenueHoldsAsync());
        var receipt = (await titan.UntilAsync(snapshot => snapshot.LastFlatten is not null, "a receipt")).LastFlatten!;
        Assert.Equal(("titan_admin", "console", 2), (receipt.By, receipt.Door, receipt.Legs.Count));
        await console.Page.ReloadAsync();
        await console.InteractiveAsync();
        await Assertions.Expect(title).ToHaveTextAsync("Flat. The venue confirms 0 positions and 0 orders.", Patient);
        await console.Page.ClickAsync("[role=alertdialog] footer .primary");
        await console.Page.ReloadAsync();
        await console.InteractiveAsync();
        await Assertions.Expect(title).ToHaveCountAsync(0);
        Assert.Equal(0, await console.OverflowAsync());
        Assert.Empty(console.Complaints);
    }

    [Fact]
    public async Task Flatten_ByThePlainPage_WithJavaScriptOff_EndsVenueFlat()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var titan = await LiveConsole.StartAsync();
        await titan.HoldAsync(("BTCUSDT", "Buy", 0.05m), ("SOLUSDT", "Sell", 10m));
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(titan.Address, "/oncall").ToString());
        await page.FillAsync("#username", "titan_admin");
        await page.FillAsync("#password", LiveConsole.Password);
        await page.ClickAsync("button[type=submit]");
        await Assertions.Expect(page).ToHaveTitleAsync("Titan on-call");
        await Assertions.Expect(page.Locator(".out")).ToContainTextAsync("BTCUSDT LONG 0.05");
        await PictureAsync(page, "oncall-390");
        await context.AddCookiesAsync([new Cookie { Name = "titan-language", Value = "de", Url = titan.Address.ToString() }]);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await PictureAsync(page, "oncall-390-de");
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await context.ClearCookiesAsync(new() { Name = "titan-language" });
        await page.ReloadAsync();

        await page.ClickAsync(".out button");
        await Assertions.Expect(page).ToHaveTitleAsync("Titan on-call");
        Assert.Equal(2, (await titan.VenueHoldsAsync()).Count);
        await page.CheckAsync(".out input[name=confirm]");
        await page.ClickAsync(".out button");

        await Assertions.Expect(page.Locator(".said h2")).ToHaveTextAsync("Flat. The venue confirms 0 positions and 0 orders.", Patient);
        await PictureAsync(page, "oncall-receipt-390");
        Assert.Empty(await titan.VenueHoldsAsync());
        Assert.Equal("oncall", titan.Engine.Snapshot.LastFlatten?.Door);
        var first = titan.Engine.Snapshot.LastFlatten!.Id;
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".said")).ToContainTextAsync("This form was sent before.");
        Assert.Equal(first, titan.Engine.Snapshot.LastFlatten?.Id);
    }

    [Fact]
    public async Task RedButton_WhileTheCircuitIsDown_OpensThePlainPage()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var titan = await LiveConsole.StartAsync();
        await using var console = await SignInAsync(browser, titan.Address, 1400);

        await console.Page.EvaluateAsync("document.documentElement.dataset.link = 'down'");
        await Assertions.Expect(console.Page.Locator("[data-danger] .line.when-down").First).ToHaveTextAsync("by plain form");
        await console.Page.ClickAsync("#flatten");

        await Assertions.Expect(console.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/oncall/flatten\\??$"));
        await Assertions.Expect(console.Page.Locator(".out input[name=confirm]")).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task Kill_AndRelease_ByClick()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var titan = await LiveConsole.StartAsync();
        await titan.HoldAsync(("BTCUSDT", "Buy", 0.05m));
        await using var console = await SignInAsync(browser, titan.Address, 1400);
        var title = console.Page.Locator("[role=alertdialog] h2");

        await console.Page.ClickAsync("#kill");
        await console.Page.FillAsync("#kill-answer", "KILL");
        await console.PictureAsync("live-kill-1400");
        await console.Page.ClickAsync("[role=alertdialog] .button.danger");
        await Assertions.Expect(title).ToHaveTextAsync("Killed: LOCKED, paused, flat.", Patient);
        await console.PictureAsync("live-killed-1400");
        Assert.Empty(await titan.VenueHoldsAsync());
        Assert.Equal((ArmState.Locked, LockCause.Kill), (titan.Engine.Snapshot.Arm.State, titan.Engine.Snapshot.Arm.Lock));
        await console.Page.ClickAsync("[role=alertdialog] footer >> text=Done");

        await console.Page.ClickAsync(".act >> text=Release lock…");
        await console.PictureAsync("live-release-1400");
        await console.Page.FillAsync("#lift-reason", "The cause was a drill; it is over.");
        await console.Page.ClickAsync("[role=alertdialog] footer .primary");
        await Assertions.Expect(console.ArmChip).ToHaveTextAsync("DISARMED");
        await titan.UntilAsync(snapshot => snapshot.Arm.State == ArmState.Disarmed && !snapshot.PausedByKill, "released");
        Assert.Empty(console.Complaints);
    }

    [Fact]
    public async Task OrphanMadeByHand_GetsAStopFromTheWorkbench_IsModifiedAndClosed()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var titan = await LiveConsole.StartAsync();
        await using var console = await SignInAsync(browser, titan.Address, 1400);
        await titan.OpenByHandAsync("BTCUSDT", "Buy", 0.05m);
        await console.Page.GotoAsync(new Uri(titan.Address, "/reconcile").ToString());
        await console.InteractiveAsync();
        await console.Page.ClickAsync(".apply .primary");
        var orphan = console.Page.Locator(".orphan");
        await Assertions.Expect(orphan).ToContainTextAsync("BTCUSDT", new() { Timeout = 60_000 });
        await console.PictureAsync("live-orphan-1400");

        var mark = (await titan.UntilAsync(snapshot => snapshot.Positions is [{ MarkPrice: not null }], "a mark price")).Positions[0].MarkPrice!.Value;
        await orphan.Locator(".primary").ClickAsync();
        await console.Page.FillAsync("#modify-stop", Text(mark * 1.02m));
        await console.Page.ClickAsync("[role=alertdialog] footer .primary");
        await Assertions.Expect(console.Page.Locator("#modify-stop-note")).ToContainTextAsync("it must be below", new() { Timeout = 60_000 });
        await console.PictureAsync("live-modify-wrong-1400");
        await console.Page.FillAsync("#modify-stop", Text(mark * 0.95m));
        await console.Page.ClickAsync("[role=alertdialog] footer .primary");
        await titan.UntilAsync(snapshot => snapshot.Positions is [{ Position: { IsCovered: true, StopLoss: not null } }], "a live stop over the whole size");
        await Assertions.Expect(orphan).ToContainTextAsync("covered", new() { Timeout = 60_000 });

        await console.Page.GotoAsync(new Uri(titan.Address, "/positions").ToString());
        await console.InteractiveAsync();
        var coverage = console.Page.Locator(".coverage svg");
        await Assertions.Expect(coverage).ToHaveAttributeAsync("aria-label", new Regex("naked for .+ in all, now (0[.]05\\d*) of \\1 covered"), new() { Timeout = 60_000 });
        Assert.True(await coverage.Locator(".tone-critical").CountAsync() > 0, "found on the venue without a stop, and drawn as covered all along");
        await console.PictureAsync("live-positions-1400");
        await console.Page.ClickAsync(".acts >> text=Stop…");
        await console.Page.FillAsync("#modify-stop", Text(mark * 0.97m));
        await console.Page.ClickAsync("[role=alertdialog] footer .primary");
        await titan.UntilAsync(snapshot => snapshot.Positions is [{ Position.StopLoss: { } stop }] && stop > mark * 0.96m, "the moved stop");

        await Assertions.Expect(console.Page.Locator("[role=alertdialog]")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await console.Page.ClickAsync(".acts >> text=Close…");
        await PressWhenItListensAsync(console.Page, "[role=alertdialog] .button.danger", () => titan.Engine.Snapshot.Positions.IsEmpty);
        await titan.UntilAsync(snapshot => snapshot.Positions.IsEmpty, "closed");
        Assert.Empty(await titan.VenueHoldsAsync());
        Assert.Empty(console.Complaints);
    }

    private static string Text(decimal price) => decimal.Floor(price).ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal static async Task<ConsolePage> SignInAsync(IBrowser browser, Uri address, int width)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = width == 390 ? 844 : 900 } });
        var page = await context.NewPageAsync();
        var console = new ConsolePage(context, page);
        await page.GotoAsync(new Uri(address, "/sign-in").ToString());
        await page.FillAsync("#username", "titan_admin");
        await page.FillAsync("#password", LiveConsole.Password);
        await page.ClickAsync("button[type=submit]");
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
            {
                console.Complaints.Enqueue(message.Text);
            }
        };
        await console.InteractiveAsync();
        return console;
    }

    // A red button is deaf for its first moments; a person presses again until something happens, and so does this.
    internal static async Task PressWhenItListensAsync(IPage page, string button, Func<bool> heard)
    {
        await Assertions.Expect(page.Locator(button)).ToBeVisibleAsync(new() { Timeout = 60_000 });
        for (var press = 0; press < 40 && !heard() && await page.Locator(button).CountAsync() > 0; press++)
        {
            try
            {
                await page.Locator(button).ClickAsync(new() { Timeout = 1_000 });
                await Assertions.Expect(page.Locator(button)).ToHaveCountAsync(0, new() { Timeout = 1_000 });
            }
            catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
            {
                // Still deaf, or sent and not answered yet.
            }
        }
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("TITAN_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = System.IO.Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }
}
