using Microsoft.Playwright;

namespace Titan.Tests.Browser;

/// <summary>The price chart in a real browser: it draws, it can be read as a table, and a diamond leads to its record.</summary>
[Collection(BrowserTests.Name)]
public sealed class PriceLineTests(BrowserFixture fixture)
{
    private const string Inked = "canvas => { const { width, height } = canvas; const data = canvas.getContext('2d').getImageData(0, 0, width, height).data; let inked = 0; for (let i = 3; i < data.length; i += 4) { inked += data[i] > 0 ? 1 : 0; } return inked; }";

    [Fact]
    public async Task Chart_OfAChosenInstrument_DrawsAndIsATableAsWell()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, path: "/phase-1?symbol=BTCUSDT&range=4h");
        var panel = console.Page.Locator(".price-panel");

        await Assertions.Expect(panel.Locator("[role=img]")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("^Price of BTCUSDT over 4 H: from "));
        Assert.True(await panel.Locator("canvas").EvaluateAsync<int>(Inked) > 2_000);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();
        await Assertions.Expect(panel.Locator(".tables table").First).ToContainTextAsync("90,923.5");
        await panel.Locator("select").SelectOptionAsync("SOLUSDT");
        await Assertions.Expect(console.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("symbol=SOLUSDT"));
        await Assertions.Expect(panel.Locator("[role=img]")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("^Price of SOLUSDT"));
        Assert.Empty(console.Complaints);
    }

    [Fact]
    public async Task Diamond_Clicked_LeadsToItsRecord()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        host.Engine.Publish(snapshot => snapshot with { BrainView = snapshot.BrainView with { Decisions = [snapshot.BrainView.Decisions[0] with { Symbol = "BTCUSDT", At = snapshot.At.AddMinutes(-30) }] } });
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, path: "/phase-1?symbol=BTCUSDT&range=1h");
        var over = console.Page.Locator(".price-panel .u-over");
        await Assertions.Expect(console.Page.Locator(".price-panel [role=img]")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("1 event|events"));

        // Half an hour ago is in the middle of the hour; where the line stands there is looked for from top to bottom.
        var box = (await over.BoundingBoxAsync())!;
        for (var y = 4f; y < box.Height && !console.Page.Url.Contains("/why", StringComparison.Ordinal); y += 8f)
        {
            await console.Page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + y);
        }

        await Assertions.Expect(console.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/why\\?id=184101"));
    }
}
