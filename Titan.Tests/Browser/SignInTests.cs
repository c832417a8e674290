using Microsoft.Playwright;
using Titan.Tests.Support;

namespace Titan.Tests.Browser;

/// <summary>The way in: the product's own host, its headers and its plain form, in a real browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class SignInTests(BrowserFixture fixture)
{
    [Fact]
    public async Task SignIn_WithTheFirstAccount_LeadsToALiveOverview()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        await using var host = await ConsoleHost.StartAsync("http://127.0.0.1:0");
        host.Engine.Publish(FakeEngine.Blank(TimeProvider.System.GetUtcNow()));
        var page = await browser.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Add(message.Text);
            }
        };

        await page.GotoAsync(host.Address.ToString());
        await Assertions.Expect(page).ToHaveTitleAsync("Sign in · Titan Console");
        await page.FillAsync("#username", "titan_admin");
        await page.FillAsync("#password", ConsoleHost.Password);
        await page.ClickAsync("button[type=submit]");

        await Assertions.Expect(page.Locator(".tile.equity .figure b")).ToHaveTextAsync("2,450.00");
        await Assertions.Expect(page.Locator(".when-linked .pill b")).ToContainTextAsync("ms", new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator(".who summary b")).ToHaveTextAsync("titan_admin");
        Assert.Empty(complaints);

        await page.ClickAsync(".who summary");
        await page.ClickAsync("text=Sign out");
        await Assertions.Expect(page).ToHaveTitleAsync("Sign in · Titan Console");
        await page.GotoAsync(host.Address.ToString());
        await Assertions.Expect(page).ToHaveTitleAsync("Sign in · Titan Console");
        await page.CloseAsync();
    }
}
