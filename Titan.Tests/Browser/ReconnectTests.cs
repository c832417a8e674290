using Microsoft.Playwright;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Support;

namespace Titan.Tests.Browser;

/// <summary>A page left open finds its way back by itself: after a cut link and after a restart of the server.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReconnectTests(BrowserFixture fixture)
{
    private static readonly LocatorAssertionsToHaveAttributeOptions Patient = new() { Timeout = 30_000 };

    [Fact]
    public async Task Link_CutAndMended_GreysTheRoomAndResumesTheSamePage()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var wire = new TcpProxy(host.Address);
        await using var console = await ConsolePage.OpenAsync(browser, wire.Address);
        var html = console.Page.Locator("html");
        await console.Page.EvaluateAsync("window.untouched = true");

        wire.Cut();
        await Assertions.Expect(html).ToHaveAttributeAsync("data-link", "down", Patient);
        await Assertions.Expect(console.Page.Locator(".chip.unknown.when-down")).ToBeVisibleAsync();
        await Assertions.Expect(console.Page.Locator("#components-reconnect-modal h2")).ToContainTextAsync("You are looking at");
        await Assertions.Expect(console.Page.Locator("[data-danger] .line.when-down").First).ToHaveTextAsync("no live link");
        Assert.StartsWith("Disconnected", await console.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await console.OverflowAsync());
        await console.PictureAsync("disconnected-1400");
        await console.Page.SetViewportSizeAsync(390, 844);
        Assert.Equal(0, await console.OverflowAsync());
        await console.PictureAsync("disconnected-390");
        await console.Page.SetViewportSizeAsync(1400, 900);

        host.Engine.Publish(snapshot => snapshot with { Equity = snapshot.Equity with { Equity = 2_431.08m } });
        wire.Mend();

        await Assertions.Expect(html).ToHaveAttributeAsync("data-link", "up", Patient);
        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,431.08");
        await Assertions.Expect(console.Page.Locator("#link-toast")).ToContainTextAsync("Back after");
        Assert.True(await console.Page.EvaluateAsync<bool>("window.untouched"));
        Assert.DoesNotContain("Disconnected", await console.Page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_Restarted_PageLoadsItselfAnewAndIsLive()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        var first = await OverviewTests.StartAsync();
        await using var wire = new TcpProxy(first.Address);
        await using var console = await ConsolePage.OpenAsync(browser, wire.Address);
        await console.Page.EvaluateAsync("window.before = true");

        wire.Cut();
        await first.DisposeAsync();
        await Assertions.Expect(console.Page.Locator("html")).ToHaveAttributeAsync("data-link", "down", Patient);
        await using var second = await OverviewTests.StartAsync();
        second.Engine.Publish(snapshot => snapshot with { Equity = snapshot.Equity with { Equity = 2_399.99m } });
        wire.Mend(second.Address);

        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,399.99", new() { Timeout = 40_000 });
        await console.InteractiveAsync();
        Assert.False(await console.Page.EvaluateAsync<bool>("window.before === true"));
        second.Engine.Publish(snapshot => snapshot with { Equity = snapshot.Equity with { Equity = 2_402.50m } });
        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,402.50");
        await Assertions.Expect(console.Page.Locator("#link-toast")).ToContainTextAsync("Back after");
    }
}
