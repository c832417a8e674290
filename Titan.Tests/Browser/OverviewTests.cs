using Microsoft.Playwright;
using Titan.Tests.ConsoleTests.Support;

namespace Titan.Tests.Browser;

/// <summary>The overview in a real browser: figures, layout, and that the browser has nothing to complain about.</summary>
[Collection(BrowserTests.Name)]
public sealed class OverviewTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(1400, 900, "dark")]
    [InlineData(1400, 900, "light")]
    [InlineData(1100, 800, "dark")]
    [InlineData(768, 1024, "dark")]
    [InlineData(390, 844, "dark")]
    [InlineData(320, 640, "dark")]
    public async Task Overview_AtEveryWidth_ShowsFiguresWithoutOverflowOrComplaint(int width, int height, string theme)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height, theme: theme);

        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,450.00");
        await Assertions.Expect(console.Page.Locator(".plot canvas")).ToBeVisibleAsync();
        await console.PictureAsync($"overview-{width}-{theme}");
        await console.PictureAsync($"overview-{width}-{theme}-whole", whole: true);
        Assert.Equal(0, await console.OverflowAsync());
        Assert.Empty(console.Complaints);
    }

    [Fact]
    public async Task Equity_WhenTheEnginePublishes_ChangesWithoutReload()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address);
        await console.Page.EvaluateAsync("window.untouched = true");

        host.Engine.Publish(snapshot => snapshot with { Equity = snapshot.Equity with { Equity = 2_461.35m } });

        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,461.35");
        Assert.True(await console.Page.EvaluateAsync<bool>("window.untouched"));
    }

    internal static Task<FaceHost> StartAsync(string roles = "Viewer,Operator,RiskManager,Admin") =>
        FaceHost.StartAsync(new StagedEngine(Anchor.Snapshot()), new StagedHistory(Anchor.Curve(Anchor.At)), new FrozenClock(Anchor.At), roles);
}
