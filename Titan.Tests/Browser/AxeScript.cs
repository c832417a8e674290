using System.Diagnostics;

namespace Titan.Tests.Browser;

/// <summary>The source of axe-core, from the npm package that client/ locks; installed once when it is not there.</summary>
public sealed class AxeScript : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Source { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var folder = Find();
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(script))
        {
            using var limit = new CancellationTokenSource(Patience);
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync(limit.Token);
        }

        Source = await File.ReadAllTextAsync(script);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "Titan.Tests", "client")))
            {
                return Path.Combine(folder.FullName, "Titan.Tests", "client");
            }
        }

        throw new DirectoryNotFoundException("Titan.Tests/client is not above the tests.");
    }
}
