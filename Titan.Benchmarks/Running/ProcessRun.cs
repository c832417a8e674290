using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Titan.Benchmarks.Running;

/// <summary>Starts one fresh process, waits for it and takes its last JSON line.</summary>
internal static class ProcessRun
{
    /// <returns>The line, or null with the reason.</returns>
    public static async Task<(JsonObject? Line, string? Problem)> RunAsync(
        string program, IReadOnlyList<string> arguments, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            JsonObject? line = null;
            while (await process.StandardOutput.ReadLineAsync(limit.Token).ConfigureAwait(false) is { } text)
            {
                line = text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : line;
            }

            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            var said = await errors.ConfigureAwait(false);
            return line is not null ? (line, null) : (null, $"exit {process.ExitCode}: {Tail(said)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"gave no figures within {patience.TotalSeconds:0} s");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public static Process Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }

    private static string Tail(string text) => text.Length <= 2_000 ? text.Trim() : text[^2_000..].Trim();
}
