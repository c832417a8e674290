using Microsoft.Playwright;

namespace Titan.Tests.Browser;

/// <summary>One Chromium for all browser tests. Where none is installed the tests return at once, and this says so on the console.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string Path = Environment.GetEnvironmentVariable("TITAN_CHROMIUM") ?? "/usr/bin/chromium";

    private IPlaywright? _playwright;

    public IBrowser? Browser { get; private set; }

    public async Task InitializeAsync()
    {
        if (!File.Exists(Path))
        {
            Console.WriteLine($"Browser tests left out: no Chromium at {Path} (TITAN_CHROMIUM names another).");
            return;
        }

        // A condition is waited for as long as a busy machine of two cores may need; what is there at once costs nothing.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}

/// <summary>Journeys against the whole product, in a Chromium of their own: they mostly wait, so the pages are looked at meanwhile.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserJourneys : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser journeys";
}
