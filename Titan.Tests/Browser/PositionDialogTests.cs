using Microsoft.Playwright;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;

namespace Titan.Tests.Browser;

/// <summary>The lesser dialogs at a desk and on a phone: they fit, the safe answer has the focus, Escape is that answer, and opening them sends nothing.</summary>
[Collection(BrowserTests.Name)]
public sealed class PositionDialogTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(1400, 900)]
    [InlineData(390, 844)]
    public async Task CloseAndStop_OfAPosition_OpenFitAndGoAway(int width, int height)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height, "/positions");
        var dialog = console.Page.Locator("[role=alertdialog]");
        foreach (var (button, name) in ((string, string)[])[("Close…", "close"), ("Stop…", "stop")])
        {
            await console.Page.GetByRole(AriaRole.Button, new() { Name = $"{button} BTCUSDT" }).ClickAsync();
            await Assertions.Expect(dialog).ToContainTextAsync("BTCUSDT");
            Assert.Equal(0, await console.OverflowAsync());
            await console.PictureAsync($"dialog-{name}-{width}");
            await console.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
        }

        Assert.Empty(host.Engine.Commands);
        Assert.Empty(console.Complaints);
    }

    [Theory]
    [InlineData(1400, 900)]
    [InlineData(390, 844)]
    public async Task ResetOfTheBreaker_AsksForItsReason(int width, int height)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        host.Engine.Publish(static snapshot => snapshot with
        {
            Arm = new MasterArm(ArmState.Locked, LockCause.Breaker, snapshot.At.AddMinutes(-8), "system", "3 losses in a row"),
            Breaker = new BreakerState { Active = true, Reason = "3 losses in a row", Triggers = ["CONSECUTIVE_LOSSES"], TriggeredAt = snapshot.At.AddMinutes(-8), CooldownEndsAt = snapshot.At.AddHours(4) },
        });
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height);
        if (width == 390)
        {
            await console.Page.ClickAsync(".tap");
        }

        await console.Page.Locator(".safety").GetByRole(AriaRole.Button, new() { Name = "Reset breaker…" }).ClickAsync();
        await Assertions.Expect(console.Page.Locator("[role=alertdialog] textarea")).ToBeFocusedAsync();
        Assert.Equal(0, await console.OverflowAsync());
        await console.PictureAsync($"dialog-reset-{width}");
        await console.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(console.Page.Locator("[role=alertdialog]")).ToHaveCountAsync(0);

        Assert.Empty(host.Engine.Commands);
        Assert.Empty(console.Complaints);
    }
}
