using System.Globalization;
using Titan.Benchmarks.Journaling;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Lifetimes;

/// <summary>Goals 10 and 11: from start to ready, and the memory of a process that runs.</summary>
internal static class LifetimeMeasure
{
    public static async Task<Measurement> RunAsync(string operation, string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder(arguments.Text("scratch", Path.GetTempPath()));
        if (peer.StartsWith("titan-million", StringComparison.Ordinal))
        {
            Copy(RecoveryFiles.Folder(arguments.Required("scratch"), 1_000_000, snapshot: peer != "titan-million-plain"), folder.Path);
        }

        var port = ServedProcess.FreePort();
        var line = new Measurement(operation, peer);
        var (program, words) = Command(peer, port, folder.Path, arguments);
        using var process = new ServedProcess(program, words, port);
        line.With("ready_ms", await process.ReadyAsync("/health/ready", cancellationToken).ConfigureAwait(false));
        line.With("ready_cpu_ms", process.Processor.TotalMilliseconds);
        if (operation == "memory")
        {
            await WatchAsync(process, arguments.Number("seconds", 120), line, cancellationToken).ConfigureAwait(false);
        }

        return line.With("rss_mb", process.ResidentMegabytes);
    }

    // Growth is the second half's: the first fills caches and compiles.
    private static async Task WatchAsync(ServedProcess process, int seconds, Measurement line, CancellationToken cancellationToken)
    {
        var half = TimeSpan.FromSeconds(seconds / 2d);
        var processor = process.Processor;
        await Task.Delay(half, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        var middle = process.ResidentMegabytes;
        await Task.Delay(half, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        line.With("rss_middle_mb", middle).With("growth", (process.ResidentMegabytes - middle) / middle)
            .With("cores", (process.Processor - processor).TotalSeconds / seconds).With("seconds", seconds);
    }

    private static (string Program, IReadOnlyList<string> Words) Command(string peer, int port, string folder, BenchmarkArguments arguments)
    {
        var text = port.ToString(CultureInfo.InvariantCulture);
        return peer switch
        {
            "node-stack" => ("node", [Path.Combine(arguments.Required("peers"), "stack.mjs"), "--port", text, "--data", folder]),
            "floor-blazor" => (Environment.ProcessPath ?? "dotnet", [.. Contestant.OwnAssembly(), "serve-blazor", "--port", text]),
            _ => (arguments.Required("web"), ["run", "--data", folder, "--urls", $"http://127.0.0.1:{text}"]),
        };
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "titan_execution.db*"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
