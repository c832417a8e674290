using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Titan.Tests.Browser;

/// <summary>A console page in a browser context of its own; keeps what the browser complained about.</summary>
internal sealed class ConsolePage(IBrowserContext context, IPage page) : IAsyncDisposable
{
    public IPage Page => page;

    /// <summary>Errors that the browser wrote, content-policy violations among them.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public ILocator Equity => page.Locator(".tile.equity .figure b");

    public ILocator ArmChip => page.Locator(".chip.when-up").First;

    public static async Task<ConsolePage> OpenAsync(IBrowser browser, Uri address, int width = 1400, int height = 900, string path = "/", string theme = "dark", string language = "en")
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height } });
        await context.AddCookiesAsync([
            new Cookie { Name = "titan-theme", Value = theme, Url = address.ToString() }, new Cookie { Name = "titan-language", Value = language, Url = address.ToString() },
        ]);
        var page = await context.NewPageAsync();
        var console = new ConsolePage(context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
            {
                console.Complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => console.Complaints.Enqueue(error);
        await page.GotoAsync(new Uri(address, path).ToString());
        await console.InteractiveAsync();
        return console;
    }

    /// <summary>Waits until the circuit runs: only it measures its round trip.</summary>
    public Task InteractiveAsync() => Assertions.Expect(page.Locator(".when-linked .pill b")).ToContainTextAsync("ms", new() { Timeout = 20_000 });

    /// <summary>Width that the document wants beyond the window; 0 when nothing overflows.</summary>
    public Task<int> OverflowAsync() => page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Keeps a picture where TITAN_SCREENSHOTS says; nothing otherwise.</summary>
    public async Task PictureAsync(string name, bool whole = false)
    {
        if (Environment.GetEnvironmentVariable("TITAN_SCREENSHOTS") is { Length: > 0 } folder)
        {
            // A dialog that fades in is pictured when it is there; what fills while a button is held is not waited for.
            await page.EvaluateAsync("Promise.allSettled(document.getAnimations().filter(one => Number.isFinite(one.effect.getComputedTiming().endTime) && !one.effect.target?.closest('[data-hold]')).map(one => one.finished))");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = whole });
        }
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
