using Microsoft.Playwright;
using Titan.Tests.ConsoleTests.Support;

namespace Titan.Tests.Browser;

/// <summary>The console for a German reader in a real browser: longer words, the same room.</summary>
[Collection(BrowserTests.Name)]
public sealed class GermanTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData("/", 1400, 900)]
    [InlineData("/", 390, 844)]
    [InlineData("/phase-1", 1400, 900)]
    [InlineData("/positions", 1400, 900)]
    [InlineData("/reconcile", 390, 844)]
    [InlineData("/checklists/morning", 390, 844)]
    public async Task Page_InGerman_SaysItsWordsWithoutOverflow(string path, int width, int height)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height, path, language: "de");

        await Assertions.Expect(console.Page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await Assertions.Expect(console.Page.Locator(".when-linked .pill")).ToContainTextAsync("Verbunden");
        await console.PictureAsync($"german-{path.Trim('/')}-{width}");
        Assert.Equal(0, await console.OverflowAsync());
        Assert.Empty(console.Complaints);
    }

    [Fact]
    public async Task Flatten_InGerman_KeepsTheSeedsSentenceAndSaysTheRestInGerman()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, language: "de");
        await console.Page.Locator("#flatten").ClickAsync();

        var dialog = console.Page.Locator("[role=alertdialog]");
        await Assertions.Expect(dialog.Locator("h2")).ToHaveTextAsync("Are you sure? This will close ALL positions.");
        await Assertions.Expect(dialog).ToContainTextAsync("Positionen behalten");
        await console.PictureAsync("german-flatten-1400");
    }
}
