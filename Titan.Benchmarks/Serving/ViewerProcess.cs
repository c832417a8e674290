using System.Diagnostics;
using System.Text.Json.Nodes;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Serving;

/// <summary>Many viewers in one Node process (peers/circuits.mjs, peers/listeners.mjs): told a word a line, it answers with its sums so far.</summary>
internal sealed class ViewerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Task<string> _errors;

    public ViewerProcess(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        _process = ProcessRun.Start("node", arguments, StubbedProduct.Environment);
        _errors = _process.StandardError.ReadToEndAsync(cancellationToken);
    }

    /// <summary>The sums once all are connected and have seen something.</summary>
    public Task<JsonObject> OpenedAsync(CancellationToken cancellationToken) => SumsAsync(cancellationToken);

    /// <summary>Says a word, such as <c>mark</c> or <c>stall 3</c>.</summary>
    public async Task<JsonObject> SayAsync(string word, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(word.AsMemory(), cancellationToken).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        return await SumsAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<JsonObject> SumsAsync(CancellationToken cancellationToken)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        return line is null ? throw new InvalidDataException($"the viewers ended: {await _errors.ConfigureAwait(false)}") : JsonNode.Parse(line)!.AsObject();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
