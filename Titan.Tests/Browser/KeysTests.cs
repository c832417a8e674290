using Microsoft.Playwright;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;

namespace Titan.Tests.Browser;

/// <summary>The keyboard alone reaches every page and never sends anything dangerous; language and zone live through the circuit.</summary>
[Collection(BrowserTests.Name)]
public sealed class KeysTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Palette_ByKeys_GoesWhereItIsTold()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address);
        var keyboard = console.Page.Keyboard;

        await keyboard.PressAsync("Control+k");
        await Assertions.Expect(console.Page.Locator("#palette")).ToBeVisibleAsync();
        await keyboard.TypeAsync("syst");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(console.Page.Locator("h1")).ToHaveTextAsync("System");
        await Assertions.Expect(console.Page.Locator("#palette")).ToBeHiddenAsync();

        await keyboard.PressAsync("g");
        await keyboard.PressAsync("p");
        await Assertions.Expect(console.Page.Locator("h1")).ToHaveTextAsync("Positions");

        await keyboard.PressAsync("Control+k");
        await keyboard.TypeAsync("eth");
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(console.Page.Locator("#palette")).ToBeHiddenAsync();
        Assert.Empty(console.Complaints);
    }

    [Fact]
    public async Task Keys_OfTheDangerZone_OpenDialogsAndEnterSendsNothing()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address);

        await console.Page.Keyboard.PressAsync("Shift+F");
        await Assertions.Expect(console.Page.Locator("[role=alertdialog]")).ToBeVisibleAsync();
        await Assertions.Expect(console.Page.Locator("[role=alertdialog] button:focus")).ToBeVisibleAsync();
        await console.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(console.Page.Locator("[role=alertdialog]")).ToBeHiddenAsync();

        Assert.DoesNotContain(host.Engine.Commands, command => command is Titan.Engine.Kernel.FlattenCommand);
    }

    [Fact]
    public async Task Keys_WhileTyping_AreLetters()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address, path: "/alerts?tab=events");

        await console.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(console.Page.Locator("[data-filter]")).ToBeFocusedAsync();
        await console.Page.Keyboard.TypeAsync("gpd?");

        await Assertions.Expect(console.Page.Locator("[data-filter]")).ToHaveValueAsync("gpd?");
        Assert.Empty(host.Engine.Commands);
    }

    [Fact]
    public async Task Language_Chosen_HoldsForThePageAndForWhatArrivesLater()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address);
        await console.Page.Locator("details.who summary").ClickAsync();
        await console.Page.Locator("[data-language-choice=de]").ClickAsync();
        await Assertions.Expect(console.Page.Locator("nav.rail a").First).ToHaveTextAsync("Übersicht");
        await console.InteractiveAsync();

        host.Engine.Publish(snapshot => snapshot with { Arm = snapshot.Arm with { State = ArmState.Disarmed } });

        await Assertions.Expect(console.Page.Locator(".safety .lines.when-up b")).ToHaveTextAsync("Keine Einstiege. Nur Ausstiege.");
        Assert.Equal("de", await console.Page.EvaluateAsync<string>("document.documentElement.lang"));
    }

    [Fact]
    public async Task Zone_Chosen_MovesTheClockOfTheLivingPage()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address);
        await console.Page.Context.AddCookiesAsync([new Cookie { Name = "titan-zone", Value = "Asia/Tokyo", Url = host.Address.ToString() }]);
        await console.Page.ReloadAsync();
        await console.InteractiveAsync();

        host.Engine.Publish(snapshot => snapshot with { Equity = snapshot.Equity with { Equity = 2_461.35m } });

        await Assertions.Expect(console.Equity).ToHaveTextAsync("2,461.35");
        await Assertions.Expect(console.Page.Locator(".chip.clock")).ToContainTextAsync("12:14:22");
        await Assertions.Expect(console.Page.Locator(".chip.clock i")).ToHaveTextAsync("UTC+9");
    }

    [Fact]
    public async Task Manifest_OfTheConsole_NamesIconsThatAreThere()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await OverviewTests.StartAsync();
        await using var console = await ConsolePage.OpenAsync(browser, host.Address);

        var missing = await console.Page.EvaluateAsync<string[]>(
            "(async () => { const link = document.querySelector('link[rel=manifest]').href; const manifest = await (await fetch(link)).json(); const bad = []; for (const icon of manifest.icons) { const answer = await fetch(new URL(icon.src, link)); if (!answer.ok) bad.push(icon.src); } return bad; })()");

        Assert.Empty(missing);
    }
}
