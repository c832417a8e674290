using Microsoft.Playwright;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;

namespace Titan.Tests.Browser;

/// <summary>What is seldom on a screen and must be right when it is: the lock and its release, a tripped breaker, a drift among the rounds; in both languages, at a desk and on a phone.</summary>
[Collection(BrowserTests.Name)]
public sealed class DangerLookTests(BrowserFixture fixture)
{
    public static TheoryData<int, string> Rooms() => new() { { 1400, "en" }, { 390, "en" }, { 1400, "de" }, { 390, "de" } };

    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task KillAndRelease_FitTheirRoom_AndNothingIsSentByOpeningThem(int width, string language)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await OpenAsync(browser, host, "/", width, language);
        var dialog = console.Page.Locator("[role=alertdialog]");
        await console.Page.ClickAsync("#kill");
        await Assertions.Expect(dialog.Locator("#kill-answer")).ToBeVisibleAsync();
        await console.PictureAsync($"kill-{width}-{language}");
        Assert.Equal(0, await console.OverflowAsync());
        await console.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        host.Engine.Publish(static snapshot => snapshot with
        {
            Arm = new MasterArm(ArmState.Locked, LockCause.Kill, snapshot.At.AddMinutes(-3), "titan_admin", "drill"),
            Positions = [],
            PausedByKill = true,
        });
        if (width == 390)
        {
            await Assertions.Expect(console.Page.Locator(".tap-word")).ToHaveTextAsync("LOCKED");
            await console.Page.ClickAsync(".tap");
        }

        await console.Page.ClickAsync(".act button:has-text('…')");
        await Assertions.Expect(dialog.Locator("#lift-reason")).ToBeVisibleAsync();
        await console.PictureAsync($"release-{width}-{language}");
        Assert.Equal(0, await console.OverflowAsync());
        Assert.Empty(host.Engine.Commands);
        Assert.Empty(console.Complaints);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task TrippedBreaker_WithManyTradesOnTheCurve_FitsItsRoom(int width, string language)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        var history = new StagedHistory(Anchor.Curve(Anchor.At)) { Trades = [.. Enumerable.Range(0, 90).Select(Trade)] };
        var engine = new StagedEngine(StateLookTests.Of("locked", Anchor.Snapshot(), Anchor.At));
        await using var host = await FaceHost.StartAsync(engine, history, new FrozenClock(Anchor.At));
        await using var console = await OpenAsync(browser, host, "/", width, language);
        await Assertions.Expect(console.Page.Locator(".plot canvas")).ToBeVisibleAsync();
        await console.PictureAsync($"tripped-{width}-{language}", whole: true);
        Assert.Equal(0, await console.OverflowAsync());
        Assert.Empty(console.Complaints);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task DriftAmongTheRounds_FitsItsRoom(int width, string language)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        host.Engine.Publish(static snapshot => snapshot with { ReconcileRounds = [.. Enumerable.Range(0, 14).Select(minute => Round(snapshot.At, minute))] });
        await using var console = await OpenAsync(browser, host, "/reconcile", width, language);
        await Assertions.Expect(console.Page.GetByText("XRPUSDT").First).ToBeVisibleAsync();
        await console.PictureAsync($"rounds-{width}-{language}", whole: true);
        Assert.Equal(0, await console.OverflowAsync());
        Assert.Empty(console.Complaints);
    }

    private static Task<ConsolePage> OpenAsync(IBrowser browser, FaceHost host, string path, int width, string language) =>
        ConsolePage.OpenAsync(browser, host.Address, width, width == 390 ? 844 : 900, path, language: language);

    private static ReconcileView Round(DateTimeOffset at, int minute) => new(
        at.AddMinutes(-minute), minute != 3, 3, minute == 3 ? 4 : 3, minute == 3 ? [new MismatchView("XRPUSDT", DriftKind.MissingInShadow, 0m, 410m, "adopted")] : [], minute == 3 ? "reconnect" : "timer")
    {
        Took = TimeSpan.FromMilliseconds(84 + minute),
    };

    // Wins and losses over the day, some of them at the same minute.
    private static ClosedTrade Trade(int number) => new()
    {
        TradeId = $"t{number}",
        Correlation = new CorrelationId($"c{number}"),
        Instrument = new InstrumentId(number % 3 == 0 ? "BTCUSDT" : "ETHUSDT"),
        Long = number % 2 == 0,
        Quantity = 0.1m,
        EntryPrice = 3_000m,
        ExitPrice = 3_000m + (number % 7) - 3m,
        StopPrice = 2_980m,
        GrossPnl = ((number % 7) - 3m) * 1.5m,
        Fees = 0.33m,
        Funding = 0m,
        Strategy = "breakout",
        Reason = CloseReason.StopLoss,
        OpenedAt = Anchor.At.AddMinutes(-(number * 15) - 12),
        ClosedAt = Anchor.At.AddMinutes(-number * 15),
    };
}
