using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Titan.Benchmarks.Running;

/// <summary>The stub venue as a process of its own: says its port when it listens, and its figures when its input is closed.</summary>
internal sealed class StubProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private StubProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<StubProcess> StartAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var process = ProcessRun.Start(Environment.ProcessPath ?? "dotnet", [.. Contestant.OwnAssembly(), "stub", .. arguments]);
        _ = process.StandardError.BaseStream.CopyToAsync(Console.OpenStandardError(), cancellationToken);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        return new StubProcess(process, int.Parse(line ?? "0", CultureInfo.InvariantCulture));
    }

    /// <summary>Asks the stub to end and say what it saw.</summary>
    public async Task<JsonObject?> FinishAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        return line is null ? null : JsonNode.Parse(line)!.AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }
}
