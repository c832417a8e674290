using System.Text.Json;
using Microsoft.Playwright;
using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Tests.ConsoleTests.Support;

namespace Titan.Tests.Browser;

/// <summary>The limits while they are being changed, in a real browser: the review beside the form, at a desk, on a phone and in German.</summary>
[Collection(BrowserTests.Name)]
public sealed class SettingsTests(BrowserFixture fixture, AxeScript axe) : IClassFixture<AxeScript>
{
    [Theory]
    [InlineData(1400, 900, "dark", "en")]
    [InlineData(1400, 900, "light", "en")]
    [InlineData(390, 844, "dark", "en")]
    [InlineData(390, 844, "dark", "de")]
    public async Task Limits_BeingChanged_AreReviewedWithoutOverflowOrViolation(int width, int height, string theme, string language)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height, "/settings", theme, language);
        var page = console.Page;
        await page.FillAsync("#limit-maxRiskPerTrade", "1.5");
        await page.FillAsync("#limit-maxDailyDrawdown", "5,0");
        await page.FillAsync("#limit-maxLeverage", "12");
        await page.FillAsync("#limit-minEquity", "1,500");
        await Assertions.Expect(page.Locator("#limit-minEquity-note .tone-critical")).ToBeVisibleAsync();
        await console.PictureAsync($"settings-wrong-{width}-{theme}-{language}", whole: true);
        await page.FillAsync("#limit-minEquity", "150");
        await page.Locator("#limit-minEquity").BlurAsync();
        await Assertions.Expect(page.Locator(".review tbody tr")).ToHaveCountAsync(3);
        if (width == 390)
        {
            await page.ClickAsync(".below .button");
        }

        await page.FillAsync("#limits-reason", "Three positions open, tighten the day before CPI at 13:30");
        await Assertions.Expect(page.Locator(".review footer .primary")).ToBeEnabledAsync();
        await Assertions.Expect(page.Locator(".review .note.tone-warn")).ToContainTextAsync("5.81 %");
        await console.PictureAsync($"settings-draft-{width}-{theme}-{language}", whole: true);
        await console.PictureAsync($"settings-draft-{width}-{theme}-{language}-first");
        await BlamelessAsync(console);
        Assert.Empty(host.Engine.Commands);
    }

    [Theory]
    [InlineData(1400, 900)]
    [InlineData(390, 844)]
    public async Task Loosening_AsksForItsWord_AndAnotherHandIsShownBesideTheField(int width, int height)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height, "/settings");
        var page = console.Page;
        await page.FillAsync("#limit-maxLeverage", "25");
        await page.FillAsync("#limit-maxPositions", "2");
        await page.FillAsync("#limits-reason", "agreed with the desk");
        await page.ClickAsync(".review footer .primary");
        await Assertions.Expect(page.Locator(".asking")).ToBeVisibleAsync();
        await console.PictureAsync($"settings-leverage-{width}", whole: true);
        await BlamelessAsync(console);

        host.Engine.Publish(static snapshot => snapshot with { Identity = snapshot.Identity with { VersionTag = "2026-11-21T03:14:25Z", Risk = new RiskConfig { MaxLeverage = 15m } } });
        await Assertions.Expect(page.Locator("#limit-maxLeverage-note")).ToContainTextAsync("Changed to 15×");
        await Assertions.Expect(page.Locator("#limit-maxLeverage")).ToHaveValueAsync("25");
        await Assertions.Expect(page.Locator(".review footer .primary")).ToBeDisabledAsync();
        await console.PictureAsync($"settings-clash-{width}", whole: true);
        await BlamelessAsync(console);
        Assert.Empty(host.Engine.Commands);
    }

    [Theory]
    [InlineData(1400, 900)]
    [InlineData(390, 844)]
    public async Task Return_ToAVersion_IsReviewedInItsDialog(int width, int height)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height, "/settings?group=versions");
        await console.PictureAsync($"settings-versions-{width}", whole: true);
        await console.Page.ClickAsync("tbody .button >> nth=0");
        var dialog = console.Page.Locator("[role=alertdialog]");
        await Assertions.Expect(dialog.Locator(".new")).ToHaveTextAsync("10×");
        await console.PictureAsync($"settings-return-{width}");
        await BlamelessAsync(console);
        host.Engine.Answer = static _ => Task.FromResult(CommandResult.Refused("NEEDS_A_START", "Version 2026-11-21T02:00:00Z has other settings that are read at a start only: Execution:MinDepthUsd=20000. Set them and start Titan again."));
        await dialog.Locator(".primary").ClickAsync();
        await Assertions.Expect(dialog.Locator(".refused")).ToContainTextAsync("Execution:MinDepthUsd=20000");
        await console.PictureAsync($"settings-return-refused-{width}");
        await console.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(1400, 900)]
    [InlineData(390, 844)]
    public async Task Assets_AreListedWithWhatIsOpen_AndOneIsRemovedAfterItsReview(int width, int height)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height, "/settings?group=assets");
        await console.Page.FillAsync("#asset-symbol", "sol");
        await console.Page.PressAsync("#asset-symbol", "Enter");
        await Assertions.Expect(console.Page.Locator("#asset-note")).ToContainTextAsync("SOL: 2 to 20 capitals or digits, then USDT.");
        await console.PictureAsync($"settings-assets-{width}", whole: true);
        await BlamelessAsync(console);
        await console.Page.ClickAsync("[aria-label='Remove BTCUSDT']");
        await Assertions.Expect(console.Page.Locator("[role=alertdialog]")).ToContainTextAsync("LONG 0.052 is open");
        await console.PictureAsync($"settings-asset-remove-{width}");
        await BlamelessAsync(console);
        Assert.Empty(host.Engine.Commands);
    }

    [Fact]
    public async Task Limits_OfWhoMayNotChangeThem_AreReadOnly()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await StartAsync("Viewer");
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, path: "/settings");
        await Assertions.Expect(console.Page.Locator("#limit-maxLeverage")).ToBeDisabledAsync();
        await console.PictureAsync("settings-viewer-1400", whole: true);
        await BlamelessAsync(console);
    }

    private static Task<FaceHost> StartAsync(string roles = "Viewer,Operator,RiskManager,Admin")
    {
        var snapshot = Anchor.Snapshot();
        var staged = snapshot with { Identity = snapshot.Identity with { VersionTag = "2026-11-21T03:00:00Z", Risk = new RiskConfig() } };
        return FaceHost.StartAsync(new StagedEngine(staged), new StagedHistory(Anchor.Curve(Anchor.At)), new FrozenClock(Anchor.At), roles);
    }

    private async Task BlamelessAsync(ConsolePage console)
    {
        Assert.Equal(0, await console.OverflowAsync());
        Assert.Empty(console.Complaints);
        // Letters that still fade in have not their contrast yet.
        await console.Page.EvaluateAsync("Promise.allSettled(document.getAnimations().map(one => one.finished))");
        await console.Page.EvaluateAsync(axe.Source);
        var found = await console.Page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.map(one => ({ id: one.id, help: one.help, nodes: one.nodes.slice(0, 3).map(node => node.html + ' ' + node.failureSummary) })))");
        Assert.True(found.GetArrayLength() == 0, found.ToString());
    }
}
