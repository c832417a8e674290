using Microsoft.Playwright;
using Titan.Engine.Kernel;
using Titan.Tests.ConsoleTests.Support;

namespace Titan.Tests.Browser;

/// <summary>The page of the trap strategy in a real browser: wires, layout, and Space for the pause.</summary>
[Collection(BrowserTests.Name)]
public sealed class Phase1Tests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(1400, 960, "dark")]
    [InlineData(1400, 960, "light")]
    [InlineData(1100, 800, "dark")]
    [InlineData(768, 1024, "dark")]
    [InlineData(390, 844, "dark")]
    public async Task Phase1_AtEveryWidth_ShowsItsWiresWithoutOverflowOrComplaint(int width, int height, string theme)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height, "/phase-1", theme);
        await Assertions.Expect(console.Page.Locator("tbody .symbol")).ToHaveCountAsync(4);
        await console.PictureAsync($"phase1-{width}-{theme}", whole: true);
        Assert.Equal(0, await console.OverflowAsync());
        Assert.Empty(console.Complaints);
    }

    [Fact]
    public async Task Space_WithNothingFocused_PausesOnce()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, path: "/phase-1");
        await console.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(console.Page.Locator("[role=status].said")).ToHaveTextAsync("done");
        Assert.True(Assert.IsType<PauseCommand>(Assert.Single(host.Engine.Commands)).Paused);
    }
}
