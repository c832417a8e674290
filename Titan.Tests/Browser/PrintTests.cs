using Microsoft.Playwright;

namespace Titan.Tests.Browser;

/// <summary>Pages on paper, in a real browser: tables alone, black on white in both themes, and what they belong to.</summary>
[Collection(BrowserTests.Name)]
public sealed class PrintTests(BrowserFixture fixture)
{
    // Brightness of a computed colour, 0 black to 1 white.
    private const string Brightness = "colour => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number); return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255; }";

    [Theory]
    [InlineData("/positions", "dark")]
    [InlineData("/system", "dark")]
    [InlineData("/system", "light")]
    public async Task Page_OnPaper_IsItsTablesBlackOnWhite(string path, string theme)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, path: path, theme: theme);
        await console.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        await console.PictureAsync($"paper-{path[1..]}-{theme}", whole: true);
        foreach (var unprinted in (string[])[".safety", ".rail", ".pills", ".bell", ".who"])
        {
            await Assertions.Expect(console.Page.Locator(unprinted).First).ToBeHiddenAsync();
        }

        await Assertions.Expect(console.Page.Locator("main button:visible")).ToHaveCountAsync(0);
        foreach (var printed in (string[])["main h1", "main table thead th", "main table tbody th", ".header .mode", ".header .clock", ".header .on-paper"])
        {
            await Assertions.Expect(console.Page.Locator(printed).First).ToBeVisibleAsync();
        }

        Assert.InRange(await console.Page.Locator("main table tbody th").First.EvaluateAsync<double>($"cell => ({Brightness})(getComputedStyle(cell).color)"), 0, 0.2);
        Assert.Equal(1, await console.Page.EvaluateAsync<double>($"({Brightness})(getComputedStyle(document.body).backgroundColor)"), 3);

        // A chart's last price stands on a filled label.
        var label = await console.Page.EvaluateAsync<string[]>("['--accent', '--on-accent'].map(name => getComputedStyle(document.documentElement).getPropertyValue(name).toUpperCase())");
        Assert.Equal(["#000000", "#FFFFFF"], label);
        Assert.Equal("table-header-group", await console.Page.Locator("main thead").First.EvaluateAsync<string>("head => getComputedStyle(head).display"));
    }
}
