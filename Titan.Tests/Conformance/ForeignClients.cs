using System.Diagnostics;
using System.Text.Json;

namespace Titan.Tests.Conformance;

/// <summary>The npm clients under client/, installed once from the lock file and run with Node.</summary>
public sealed class ForeignClients : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    public string Folder { get; } = Find();

    public async Task InitializeAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "binance")) && Directory.Exists(Path.Combine(Folder, "node_modules", "axe-core"))) return;
        await RunAsync("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Runs a script and returns the last line it printed, as JSON.</summary>
    public async Task<JsonElement> RunScriptAsync(string script, params string[] arguments)
    {
        var output = await RunAsync("node", [script, .. arguments]);
        return JsonElement.Parse(output.Trim().Split('\n')[^1]);
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(s_patience);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        Assert.True(process.ExitCode == 0, $"{program} {arguments[0]} ended with {process.ExitCode}: {await errors}\n{await output}");
        return await output;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "Titan.Tests", "client");
            if (Directory.Exists(candidate)) return candidate;
        }
        throw new DirectoryNotFoundException("Titan.Tests/client is not above the test assembly.");
    }
}
