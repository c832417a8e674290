using System.Net.Http.Json;
using Microsoft.Playwright;
using Titan.Tests.Support;

namespace Titan.Tests.Browser;

/// <summary>A Risk Manager changes a limit live and returns to the version before, in a real browser against the whole product (seed 002 "Configuration Management").</summary>
[Collection(BrowserJourneys.Name)]
public sealed class SettingsJourneyTests(BrowserFixture fixture)
{
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task DailyDrawdown_IsTightened_IsAVersion_AndIsReturnedTo()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var titan = await LiveConsole.StartAsync();
        await using var console = await HandsJourneyTests.SignInAsync(browser, titan.Address, 1400);
        var page = console.Page;
        await page.GotoAsync(new Uri(titan.Address, "/settings").ToString());
        await console.InteractiveAsync();

        await page.FillAsync("#limit-maxDailyDrawdown", "5");
        await Assertions.Expect(page.Locator(".review tbody")).ToContainTextAsync("safer", Patient);
        await page.FillAsync("#limits-reason", "tighten before CPI");
        await page.ClickAsync(".review footer .primary");
        await Assertions.Expect(page.Locator(".saved")).ToContainTextAsync("Max daily drawdown 7 % → 5 %", Patient);
        var tightened = await titan.UntilAsync(static snapshot => snapshot.Identity.Risk?.MaxDailyDrawdown == 0.05m, "the new limit");
        await Assertions.Expect(page.Locator(".saved")).ToContainTextAsync($"Version {tightened.Identity.VersionTag} is in force.", Patient);
        await Assertions.Expect(page.Locator("#limit-maxDailyDrawdown")).ToHaveValueAsync("5");
        await console.PictureAsync("live-settings-saved-1400");

        // The way back loosens: a reason, then the button held by the keyboard.
        await page.ClickAsync(".saved .button");
        await Assertions.Expect(page.Locator("[role=alertdialog] .new")).ToHaveTextAsync("7 %");
        await page.FillAsync("#return-reason", "CPI is over");
        await page.ClickAsync("[role=alertdialog] footer .primary");
        // The question takes the focus once it is drawn; a key pressed before that would go to the button, and the hold would not begin.
        await Assertions.Expect(page.Locator(".asking")).ToBeFocusedAsync();
        await page.Locator("[data-hold].save").FocusAsync();
        await console.PictureAsync("live-settings-return-hold-1400");
        await page.Keyboard.DownAsync("Enter");
        await titan.UntilAsync(static snapshot => snapshot.Identity.Risk?.MaxDailyDrawdown == 0.07m, "the limit of before");
        await page.Keyboard.UpAsync("Enter");
        await Assertions.Expect(page.Locator(".saved")).ToContainTextAsync("Max daily drawdown 5 % → 7 %", Patient);

        await page.ClickAsync(".tabs >> text=Versions");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("CPI is over", Patient);
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("titan_admin, back to", Patient);
        await console.PictureAsync("live-settings-versions-1400");
        Assert.Equal(0, await console.OverflowAsync());
        Assert.Empty(console.Complaints);
    }

    [Fact]
    public async Task AnotherHand_AtTheSameLimit_IsSaid_AndAnAssetGoesAndComesBack()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var titan = await LiveConsole.StartAsync();
        await using var console = await HandsJourneyTests.SignInAsync(browser, titan.Address, 390);
        var page = console.Page;
        await page.GotoAsync(new Uri(titan.Address, "/settings").ToString());
        await console.InteractiveAsync();
        await page.FillAsync("#limit-maxDailyDrawdown", "5");
        using (var client = titan.Client())
        using (var answer = await client.PostAsJsonAsync(new Uri("/api/console/config/risk", UriKind.Relative), new { maxDailyDrawdown = 0.06m, reason = "by another hand" }))
        {
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        await Assertions.Expect(page.Locator("#limit-maxDailyDrawdown-note")).ToContainTextAsync("Changed to 6 % by titan_admin since you began.", Patient);
        await Assertions.Expect(page.Locator("#limit-maxDailyDrawdown")).ToHaveValueAsync("5");
        await page.ClickAsync(".decide >> text=Keep mine");
        await page.ClickAsync(".below .button");
        await page.ClickAsync(".review footer .primary");
        await Assertions.Expect(page.Locator(".saved")).ToContainTextAsync("Max daily drawdown 6 % → 5 %", Patient);

        await page.ClickAsync(".tabs >> text=Assets");
        await page.ClickAsync("[aria-label='Remove DOTUSDT']");
        await page.ClickAsync("[role=alertdialog] footer .primary");
        await Assertions.Expect(page.Locator(".saved")).ToContainTextAsync("whitelist -DOTUSDT", Patient);
        await Assertions.Expect(page.Locator("tbody th", new() { HasText = "DOTUSDT" })).ToHaveCountAsync(0);
        await page.ClickAsync(".saved .button");
        await Assertions.Expect(page.Locator("[role=alertdialog] tbody b")).ToHaveTextAsync("DOTUSDT");
        await page.ClickAsync("[role=alertdialog] footer .primary");
        await titan.UntilAsync(static snapshot => snapshot.Identity.Whitelist?.Contains("DOTUSDT") == true, "the symbol back on the list");
        await Assertions.Expect(page.Locator(".saved")).ToContainTextAsync("whitelist +DOTUSDT", Patient);
        Assert.Equal(0, await console.OverflowAsync());
        Assert.Empty(console.Complaints);
    }
}
