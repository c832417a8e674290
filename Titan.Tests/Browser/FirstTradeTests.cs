using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Titan.Tests.Scenarios;
using Titan.Tests.Support;
using Xunit.Abstractions;

namespace Titan.Tests.Browser;

/// <summary>
/// What the README promises to somebody who never saw this: start it, sign in with what it prints, hold ARM, see a position, ask why. Here on a market
/// twenty times as fast; <c>TITAN_FIRST_TRADE=PATH ./titan test FirstTrade</c> goes the same way by the <c>titan</c> script of a clone, build
/// included, at the market's own speed, and prints when each step was reached.
/// </summary>
[Collection(BrowserJourneys.Name)]
public sealed partial class FirstTradeTests(BrowserFixture fixture, ITestOutputHelper output)
{
    private readonly long _began = TimeProvider.System.GetTimestamp();

    [Fact]
    public async Task FirstTrade_FromTheCommandToItsReason()
    {
        if (fixture.Browser is not { } browser)
        {
            return;
        }

        var clone = Environment.GetEnvironmentVariable("TITAN_FIRST_TRADE") is { Length: > 0 } path ? path : null;
        using var folder = new TempFolder();
        using var product = Start(clone, folder.Path);
        try
        {
            var (address, password) = await WelcomeAsync(product);
            Say($"{address} answers");

            await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1400, Height = 900 } });
            var page = await context.NewPageAsync();
            var console = new ConsolePage(context, page);
            await page.GotoAsync(address);
            await page.FillAsync("#username", "titan_admin");
            await page.FillAsync("#password", password);
            await page.ClickAsync("button[type=submit]");
            await console.InteractiveAsync();
            Say("signed in");

            await page.Locator("[data-hold]").HoverAsync();
            await page.Mouse.DownAsync();
            await Assertions.Expect(console.ArmChip).ToHaveTextAsync("ARMED", new() { Timeout = 60_000 });
            await page.Mouse.UpAsync();
            Say("ARMED");

            var equity = await console.Equity.TextContentAsync();
            await Assertions.Expect(page.Locator("span.symbol").First).ToBeVisibleAsync(new() { Timeout = 300_000 });
            Say($"a position in {await page.Locator("span.symbol").First.TextContentAsync()}");
            await Assertions.Expect(console.Equity).Not.ToHaveTextAsync(equity ?? "", new() { Timeout = 60_000 });
            Say($"equity moved from {equity} to {await console.Equity.TextContentAsync()}, no reload");
            await console.PictureAsync("first-trade-1400");

            await page.GotoAsync(new Uri(new Uri(address), "/why?answer=approved").ToString());
            await page.Locator("tbody th a").First.ClickAsync();
            await Assertions.Expect(page.Locator(".verdict .sentence b")).Not.ToBeEmptyAsync(new() { Timeout = 60_000 });
            await Assertions.Expect(page.Locator(".gates li").First).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator(".trail li").First).ToBeVisibleAsync();
            Say($"why: {Spaces().Replace(await page.Locator(".verdict .sentence").TextContentAsync() ?? "", " ").Trim()} ({await page.Locator(".gates li").CountAsync()} gates, {await page.Locator(".trail li").CountAsync()} steps of its order)");
            await console.PictureAsync("first-trade-why-1400");
        }
        finally
        {
            product.Kill(entireProcessTree: true);
            await product.WaitForExitAsync();
        }
    }

    private static Process Start(string? clone, string data)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{KillRun.FreePort()}");
        var start = clone is null
            ? new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Titan.Web.dll"), "run", "--data", data, "--urls", url, "--Titan:Simulator:Speed=20"])
            : new ProcessStartInfo(clone, ["run", "--data", data, "--urls", url]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment.Remove("TITAN_ADMIN_PASSWORD");
        return Process.Start(start) ?? throw new InvalidOperationException("titan did not start.");
    }

    // What a person reads on the terminal; the rest of it is only emptied.
    private static async Task<(string Address, string Password)> WelcomeAsync(Process product)
    {
        _ = product.StandardError.BaseStream.CopyToAsync(Stream.Null);
        string? address = null;
        while (await product.StandardOutput.ReadLineAsync() is { } line)
        {
            address = Address().Match(line) is { Success: true } found ? found.Groups[1].Value : address;
            if (address is not null && Password().Match(line) is { Success: true } word)
            {
                _ = product.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return (address, word.Groups[1].Value);
            }
        }

        throw new InvalidOperationException($"titan ended with {product.ExitCode} before it said where it listens.");
    }

    private void Say(string what)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(_began).TotalSeconds,7:0.0} s  {what}");
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    [GeneratedRegex(@"Titan Console\s+(http\S+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"password\s+(\S+)\s+\(shown once\)")]
    private static partial Regex Password();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
