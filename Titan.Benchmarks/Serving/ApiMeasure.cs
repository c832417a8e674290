using System.Globalization;
using System.Text;
using System.Text.Json;
using Titan.Benchmarks.Lifetimes;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Serving;

/// <summary>
/// Goal 14: the positions of the product itself over HTTP, signed in by Basic on every request, 16 connections, while its engine follows a
/// market. The peers serve the bytes that Titan answered last, signed in by nobody, and have nothing else to do.
/// </summary>
internal static class ApiMeasure
{
    private static readonly TimeSpan WarmPatience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<Measurement> RunAsync(string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder(arguments.Text("scratch", Path.GetTempPath()));
        var (kept, port) = (Path.Combine(arguments.Required("scratch"), "positions-50.json"), ServedProcess.FreePort());
        var ours = peer.StartsWith("titan", StringComparison.Ordinal);
        if (!ours && !File.Exists(kept))
        {
            throw new InvalidDataException("Titan's answer is not there yet; run the contestant titan first");
        }

        var (program, words) = Command(peer, port, folder.Path, kept, arguments);
        using var served = new ServedProcess(program, words, port, StubbedProduct.Environment);
        await served.ReadyAsync("/health/ready", cancellationToken).ConfigureAwait(false);
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{StubbedProduct.User}:{StubbedProduct.Password}"));
        var request = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"GET /api/state/positions HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\nAuthorization: Basic {basic}\r\n\r\n"));
        var body = peer == "floor-empty" ? [] : await FirstAsync(port, request, arguments.Number("rows", 50), cancellationToken).ConfigureAwait(false);
        if (ours)
        {
            await File.WriteAllBytesAsync(kept, body, cancellationToken).ConfigureAwait(false);
        }

        await WarmAsync(port, request, arguments, cancellationToken).ConfigureAwait(false);
        var before = served.Processor;
        var meter = new WorkMeter();
        var times = await LoadAsync(port, request, arguments, TimeSpan.FromSeconds(arguments.Number("seconds", 5)), cancellationToken).ConfigureAwait(false);
        var wall = meter.Wall.TotalSeconds;
        var processor = served.Processor - before;
        return new Measurement("api", peer).With("per_s", times.Length / wall).WithLatencies("", times)
            .With("cpu_us_each", processor.TotalMicroseconds / times.Length).With("client_cpu_us_each", meter.Processor.TotalMicroseconds / times.Length)
            .With("body_bytes", body.Length).With("rss_mb", served.ResidentMegabytes);
    }

    // Until all rows are there: the engine adopts what the venue holds once it has seen it twice.
    private static async Task<byte[]> FirstAsync(int port, byte[] request, int rows, CancellationToken cancellationToken)
    {
        using var connection = new ApiConnection(port, request);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // Ready is said a moment before the first account is made: until then the answer is 401.
            await connection.SendAsync(cancellationToken).ConfigureAwait(false);
            var body = connection.Body();
            if (connection.IsGood && RowsOf(body) == rows)
            {
                return body;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new InvalidDataException($"not {rows} rows: {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 300)))}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    // By requests, not by seconds: on a busy machine a slow start would otherwise be measured as the steady state.
    private static async Task WarmAsync(int port, byte[] request, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (asked, started) = (0, TimeProvider.System.GetTimestamp());
        while (asked < arguments.Number("warm", 80_000) && TimeProvider.System.GetElapsedTime(started) < WarmPatience)
        {
            asked += (await LoadAsync(port, request, arguments, TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false)).Length;
        }
    }

    private static int RowsOf(byte[] body)
    {
        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.GetArrayLength();
    }

    private static async Task<double[]> LoadAsync(int port, byte[] request, BenchmarkArguments arguments, TimeSpan time, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, arguments.Number("connections", 16)).Select(_ => Task.Run(
            async () =>
            {
                using var connection = new ApiConnection(port, request);
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                var own = new List<double>(65_536);
                while (TimeProvider.System.GetElapsedTime(started) < time)
                {
                    var asked = TimeProvider.System.GetTimestamp();
                    await connection.AskAsync(cancellationToken).ConfigureAwait(false);
                    own.Add(TimeProvider.System.GetElapsedTime(asked).TotalMicroseconds);
                }

                return own;
            },
            cancellationToken))).ConfigureAwait(false);
        return [.. times.SelectMany(static own => own)];
    }

    private static (string Program, IReadOnlyList<string> Words) Command(string peer, int port, string folder, string kept, BenchmarkArguments arguments)
    {
        var text = port.ToString(CultureInfo.InvariantCulture);
        string[] floor = [.. Contestant.OwnAssembly(), "serve-api", "--port", text];
        return peer switch
        {
            "node-http" => ("node", [Path.Combine(arguments.Required("peers"), "api.mjs"), "--port", text, "--body", kept]),
            "floor-empty" => (Environment.ProcessPath ?? "dotnet", floor),
            "floor-bytes" => (Environment.ProcessPath ?? "dotnet", [.. floor, "--body", kept]),
            _ => (arguments.Required("web"), StubbedProduct.Arguments(arguments, folder, port, arguments.Number("rows", 50))),
        };
    }
}
