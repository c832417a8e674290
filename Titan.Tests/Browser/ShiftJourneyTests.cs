using Microsoft.Playwright;
using Titan.Tests.Support;

namespace Titan.Tests.Browser;

/// <summary>
/// A shift as people live it, in a real browser against the whole product: the morning list, an incident with a dead feed, a cut link and a restart in
/// the middle of it, and the hand-over to the next person's phone.
/// </summary>
[Collection(BrowserJourneys.Name)]
public sealed class ShiftJourneyTests(BrowserFixture fixture)
{
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 60_000 };
    private static readonly LocatorAssertionsToHaveAttributeOptions Linked = new() { Timeout = 60_000 };

    [Fact]
    public async Task Shift_FromTheMorningListToTheHandOver()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var titan = await LiveConsole.StartAsync();
        await using var wire = new TcpProxy(titan.Address);
        await using var desk = await HandsJourneyTests.SignInAsync(browser, wire.Address, 1400);
        var page = desk.Page;
        await page.ClickAsync("p.line a");
        await Assertions.Expect(page.Locator(".checks li")).ToHaveCountAsync(7);
        await Assertions.Expect(page.Locator(".checks")).ToContainTextAsync("in sync", Patient);
        await page.ClickAsync(".sign .primary");
        await Assertions.Expect(page.Locator("#shift-said")).ToContainTextAsync("Not signed: tick", Patient);
        await page.Locator(".checks input").First.CheckAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("done=equity"));

        wire.Cut();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-link", "down", Linked);
        wire.Mend();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-link", "up", Linked);
        await Assertions.Expect(page.Locator(".checks input").First).ToBeCheckedAsync();
        await page.Locator(".checks input").Last.CheckAsync();
        await page.FillAsync("#shift-note", "Quiet night.");
        await page.ClickAsync(".sign .primary");
        await Assertions.Expect(page.Locator("#shift-said")).ToHaveTextAsync("Signed.", new() { Timeout = 60_000 });
        await desk.PictureAsync("live-checklist-1400");

        await page.ClickAsync(".lists >> text=Hand-over");
        await Assertions.Expect(page.Locator(".checks")).ToContainTextAsync("Working entries known", Patient);
        foreach (var box in await page.Locator(".checks input").AllAsync())
        {
            await box.CheckAsync();
        }

        await page.FillAsync("#shift-note", "Nothing open. Watch funding at eight.");
        await page.ClickAsync(".sign .primary");
        await Assertions.Expect(page.Locator("#shift-said")).ToHaveTextAsync("Signed.", new() { Timeout = 60_000 });

        await using var phone = await HandsJourneyTests.SignInAsync(browser, titan.Address, 390);
        await Assertions.Expect(phone.Page.Locator("p.line")).ToContainTextAsync("Watch funding at eight.", Patient);
        await phone.Page.ClickAsync("p.line a");
        await phone.Page.ClickAsync(".lists >> text=Hand-over");
        await phone.PictureAsync("live-hand-over-390", whole: true);
        await phone.Page.ClickAsync("text=Take the shift over");
        await Assertions.Expect(phone.Page.Locator("#shift-said")).ToHaveTextAsync("The shift is yours.", new() { Timeout = 60_000 });
        Assert.Equal(0, await phone.OverflowAsync());
        await page.ClickAsync(".crumbs a");
        await Assertions.Expect(page.Locator("p.line")).ToContainTextAsync("shift with titan_admin since", Patient);
        Assert.Empty(phone.Complaints);
    }

    [Fact]
    public async Task Incident_FromTheDeadFeedToTheReceipt_AcrossARestart()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var titan = await LiveConsole.StartAsync();
        await titan.HoldAsync(("BTCUSDT", "Buy", 0.05m), ("ETHUSDT", "Sell", 0.5m));
        await using var wire = new TcpProxy(titan.Address);
        await using var desk = await HandsJourneyTests.SignInAsync(browser, wire.Address, 1400);
        var page = desk.Page;

        await titan.FaultAsync(new { kind = "disconnect", stream = "all", durationMs = 600_000 });
        var alert = page.Locator("a.words", new() { HasText = "Bybit connection lost" }).First;
        await Assertions.Expect(alert).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await alert.ClickAsync();
        await page.FillAsync("#ack-note", "venue says maintenance");
        await page.ClickAsync("form.acknowledge button[type=submit]");
        await Assertions.Expect(page.Locator("[aria-label='Acknowledgement']")).ToContainTextAsync("venue says maintenance", Patient);
        await desk.PictureAsync("live-incident-alert-1400");

        wire.Cut();
        await titan.RestartAsync();
        wire.Mend(titan.Address);
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-link", "up", Linked);
        await desk.InteractiveAsync();
        await Assertions.Expect(page.Locator("[aria-label='Acknowledgement']")).ToContainTextAsync("venue says maintenance", Patient);

        await page.ClickAsync("#flatten");
        await HandsJourneyTests.PressWhenItListensAsync(page, "[role=alertdialog] .button.danger", () => titan.Engine.Snapshot.Flatten is not null || titan.Engine.Snapshot.LastFlatten is not null);
        await Assertions.Expect(page.Locator("[role=alertdialog] h2")).ToHaveTextAsync("Flat. The venue confirms 0 positions and 0 orders.", new() { Timeout = 60_000 });
        Assert.Empty(await titan.VenueHoldsAsync());
        await desk.PictureAsync("live-incident-receipt-1400");
        await page.ClickAsync("[role=alertdialog] footer .primary");
        await titan.MendAsync();
        await titan.UntilAsync(static snapshot => snapshot.Venue.Streams.All(static stream => stream.Connected), "every stream back");
    }
}
