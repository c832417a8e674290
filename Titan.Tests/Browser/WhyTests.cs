using Microsoft.Playwright;
using Titan.Engine.Journal;
using Titan.Tests.ConsoleTests.Support;
using Titan.Tests.Journal;

namespace Titan.Tests.Browser;

/// <summary>The timeline of Why in a real browser: its keys, and that it fits a phone.</summary>
[Collection(BrowserTests.Name)]
public sealed class WhyTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(1400, 900)]
    [InlineData(390, 844)]
    public async Task Timeline_ByKeys_GoesFromMarkToMarkAndOpensOne(int width, int height)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height, "/why?id=17");
        await Assertions.Expect(console.Page.Locator(".moment .plot canvas")).ToBeVisibleAsync();
        Assert.Equal(0, await console.OverflowAsync());
        await console.PictureAsync($"why-{width}", whole: true);

        await console.Page.Locator("[data-mark][aria-current]").FocusAsync();
        await console.Page.Keyboard.PressAsync("End");
        await console.Page.Keyboard.PressAsync("Enter");
        await console.Page.WaitForURLAsync("**/why?id=30");

        await console.Page.Locator("[data-mark][href]").First.FocusAsync();
        await console.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(console.Page.Locator("[data-mark][href]").Nth(1)).ToBeFocusedAsync();
        Assert.Empty(console.Complaints);
    }

    private static Task<FaceHost> StartAsync()
    {
        var decision = new Decision(17, Anchor.At.AddMinutes(-30), SqliteArchiveTests.Judged("c8", "BTCUSDT", approved: false));
        var archive = new StagedArchive
        {
            Events =
            [
                new HistoryEvent(30, Anchor.At.AddMinutes(-2), "INTENT_DENIED", "Info", "", "ETHUSDT", "c9"),
                new HistoryEvent(17, decision.At, "INTENT_DENIED", "Info", "", "BTCUSDT", "c8"),
                new HistoryEvent(12, Anchor.At.AddMinutes(-70), "INTENT_APPROVED", "Info", "", "XRPUSDT", "c7"),
            ],
            Decisions = [decision],
            Trail = new DecisionTrail(decision, [], [], null),
        };
        return FaceHost.StartAsync(new StagedEngine(Anchor.Snapshot()), new StagedHistory(Anchor.Curve(Anchor.At)), new FrozenClock(Anchor.At), archive: archive);
    }
}
