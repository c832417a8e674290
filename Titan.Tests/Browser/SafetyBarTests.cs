using Microsoft.Playwright;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;

namespace Titan.Tests.Browser;

/// <summary>Going is held, stopping is one press, and FLATTEN ALL ends on the venue's word: with a real mouse and a real keyboard.</summary>
[Collection(BrowserTests.Name)]
public sealed class SafetyBarTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Arm_HeldLongEnough_SendsOnce_AndReleasedEarlySendsNothing()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        host.Engine.Publish(snapshot => snapshot with { Arm = snapshot.Arm with { State = ArmState.Disarmed } });
        host.Engine.Answer = command =>
        {
            host.Engine.Publish(snapshot => snapshot with { Arm = new MasterArm(ArmState.Armed, LockCause.None, snapshot.At, command.Author.Name, "") });
            return Task.FromResult(CommandResult.Done("ARMED"));
        };
        await using var console = await ConsolePage.OpenAsync(browser, host.Address);
        var hold = console.Page.Locator("[data-hold]");
        await hold.HoverAsync();

        await console.Page.Mouse.DownAsync();
        await Assertions.Expect(hold.Locator("[data-hold-note]")).ToContainTextAsync("s more");
        await console.PictureAsync("hold-1400");
        await console.Page.Mouse.UpAsync();
        await Assertions.Expect(hold.Locator("[data-hold-note]")).ToHaveTextAsync("hold 1.5 s");
        Assert.Empty(host.Engine.Commands);

        await console.Page.Mouse.DownAsync();
        await Assertions.Expect(console.ArmChip).ToHaveTextAsync("ARMED");
        await console.Page.Mouse.UpAsync();
        var sent = Assert.IsType<ArmCommand>(Assert.Single(host.Engine.Commands));
        Assert.Equal(("titan_admin", "console"), (sent.Author.Name, sent.Author.Door));
    }

    [Fact]
    public async Task Arm_BySpaceHeld_Sends()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        host.Engine.Publish(snapshot => snapshot with { Arm = snapshot.Arm with { State = ArmState.Disarmed } });
        var sent = new TaskCompletionSource();
        host.Engine.Answer = _ =>
        {
            sent.TrySetResult();
            return Task.FromResult(CommandResult.Done("ARMED"));
        };
        await using var console = await ConsolePage.OpenAsync(browser, host.Address);

        await console.Page.Locator("[data-hold]").FocusAsync();
        await console.Page.Keyboard.DownAsync(" ");
        await sent.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await console.Page.Keyboard.UpAsync(" ");

        Assert.IsType<ArmCommand>(Assert.Single(host.Engine.Commands));
    }

    [Theory]
    [InlineData(1400, 900)]
    [InlineData(390, 844)]
    public async Task Flatten_FromQuestionToTheVenuesWord_InOneDialog(int width, int height)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        var flat = new TaskCompletionSource<CommandResult>();
        host.Engine.Answer = command =>
        {
            host.Engine.Publish(snapshot => snapshot with { Flatten = Run(snapshot, command.Correlation, FlattenStage.Closing), Positions = [snapshot.Positions[2]] });
            return flat.Task;
        };
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height);
        var title = console.Page.Locator("[role=alertdialog] h2");

        await console.Page.ClickAsync("#flatten");
        await Assertions.Expect(title).ToHaveTextAsync("Are you sure? This will close ALL positions.");
        await Assertions.Expect(console.Page.Locator("text=Keep positions")).ToBeFocusedAsync();
        await console.PictureAsync($"flatten-preview-{width}");
        await PressWhenItListensAsync(console.Page.Locator("[role=alertdialog] .button.danger"), title, "Flattening");
        await Assertions.Expect(title).ToHaveTextAsync("Flattening, 2 of 3 closed");
        await console.PictureAsync($"flatten-progress-{width}");
        host.Engine.Publish(snapshot => snapshot with { Flatten = null, Positions = [], Arm = snapshot.Arm with { State = ArmState.Disarmed } });
        flat.SetResult(CommandResult.Done("flat") with { Duration = TimeSpan.FromSeconds(2.61), Count = 3, Rows = [new CommandRow("BTCUSDT", true, null, 91_508.6m), new CommandRow("ETHUSDT", true, null, 3_020.8m), new CommandRow("SOLUSDT", true, null, 139.012m)] });

        await Assertions.Expect(title).ToHaveTextAsync("Flat. The venue confirms 0 positions and 0 orders.");
        await console.PictureAsync($"flatten-outcome-{width}");
        Assert.Equal(0, await console.OverflowAsync());
        await console.Page.ClickAsync("text=Done");
        await Assertions.Expect(title).ToHaveCountAsync(0);
        Assert.Single(host.Engine.Commands.OfType<FlattenCommand>());
        Assert.Empty(console.Complaints);
    }

    [Theory]
    [InlineData(1400, 900)]
    [InlineData(390, 844)]
    public async Task CancelAll_AtEverySize_AsksAndSaysWhatTheVenueAnswered(int width, int height)
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        host.Engine.Answer = static _ => Task.FromResult(CommandResult.Done("1 entry order cancelled; stops and targets stay") with { Count = 1 });
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, width, height);
        if (width == 390)
        {
            // Armed, a tap on the state disarms at once; disarmed, it opens the sheet.
            host.Engine.Publish(static snapshot => snapshot with { Arm = snapshot.Arm with { State = ArmState.Disarmed } });
            await Assertions.Expect(console.Page.Locator(".tap-word")).ToHaveTextAsync("DISARMED");
            await console.Page.ClickAsync(".tap");
        }

        await console.Page.ClickAsync(width == 390 ? ".sheet-only button" : "#cancel");
        var dialog = console.Page.Locator("[role=alertdialog]");
        await Assertions.Expect(dialog.Locator("text=Keep orders")).ToBeFocusedAsync();
        await console.PictureAsync($"cancel-question-{width}");
        await PressWhenItListensAsync(dialog.Locator(".button.danger"), dialog.Locator("h2"), "Cancelled");
        await Assertions.Expect(dialog.Locator("text=Done")).ToBeVisibleAsync();
        await console.PictureAsync($"cancel-answer-{width}");

        Assert.Equal(0, await console.OverflowAsync());
        Assert.Single(host.Engine.Commands.OfType<CancelAllCommand>());
        Assert.Empty(console.Complaints);
    }

    [Fact]
    public async Task CancelAll_OnAPhoneWhileArmed_StandsOnPositions()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, 390, 844, "/positions");
        await console.Page.Locator("main [data-press='#cancel']").ClickAsync();

        await Assertions.Expect(console.Page.Locator("[role=alertdialog] h2")).ToContainTextAsync("Stops and targets stay.");
        await console.PictureAsync("cancel-from-positions-390");
        Assert.Equal("/positions", new Uri(console.Page.Url).AbsolutePath);
        Assert.Empty(host.Engine.Commands);
    }

    [Fact]
    public async Task FlattenDialog_OnAPhone_LeavesTheDangerZoneInReach()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, 390, 844);

        await console.Page.ClickAsync("#flatten");
        await Assertions.Expect(console.Page.Locator("[role=alertdialog]")).ToBeVisibleAsync();
        Assert.Equal(0, await console.OverflowAsync());
        await console.Page.Locator("#flatten").ClickAsync(new() { Trial = true });
        await console.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(console.Page.Locator("[role=alertdialog]")).ToHaveCountAsync(0);
        Assert.Empty(host.Engine.Commands);
    }

    // The confirm button is deaf for its first moments; a person presses again, and so does this.
    private static async Task PressWhenItListensAsync(ILocator button, ILocator title, string then)
    {
        for (var press = 0; press < 20; press++)
        {
            if (await button.CountAsync() == 0)
            {
                return;
            }

            try
            {
                await button.ClickAsync(new() { Timeout = 1_000 });
                await Assertions.Expect(title).ToContainTextAsync(then, new() { Timeout = 500 });
                return;
            }
            catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
            {
                // Still deaf.
            }
        }
    }

    private static FlattenRun Run(EngineSnapshot snapshot, CorrelationId correlation, FlattenStage stage) => new()
    {
        Correlation = correlation,
        By = "titan_admin",
        Reason = "Market move",
        StartedAt = snapshot.At,
        Stage = stage,
        Attempt = 1,
        Legs = [new FlattenLeg { Symbol = "BTCUSDT", SignedQuantity = 1m }, new FlattenLeg { Symbol = "ETHUSDT", SignedQuantity = 1m }, new FlattenLeg { Symbol = "SOLUSDT", SignedQuantity = 1m }],
    };
}
