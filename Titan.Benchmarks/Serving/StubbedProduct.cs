using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Titan.Benchmarks.Data;
using Titan.Benchmarks.Lifetimes;
using Titan.Benchmarks.Running;
using Titan.Benchmarks.Stub;

namespace Titan.Benchmarks.Serving;

/// <summary>The product itself as a process of its own, with the stub as its venue and every symbol of the stub's on its list.</summary>
internal static class StubbedProduct
{
    /// <summary>The account that every benchmark signs in with.</summary>
    public const string User = "titan_admin";

    public const string Password = "bench-Password-14";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["TITAN_ADMIN_PASSWORD"] = Password };

    /// <summary>What the product is started with: a folder of its own, an address, the stub's port, so many symbols.</summary>
    public static IReadOnlyList<string> Arguments(BenchmarkArguments arguments, string folder, int port, int symbols)
    {
        var stub = arguments.Required("port");
        return
        [
            "run", "--data", folder, "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            $"--Titan:Venues:Bybit:RestUrl=http://127.0.0.1:{stub}", $"--Titan:Venues:Bybit:StreamUrl=ws://127.0.0.1:{stub}",
            $"--Titan:Venues:Bybit:ApiKey={StubSignature.Key}", $"--Titan:Venues:Bybit:ApiSecret={StubSignature.Secret}",
            .. MarketInstrument.Make(symbols).Select(static instrument =>
                string.Create(CultureInfo.InvariantCulture, $"--Titan:Whitelist:Symbols:{instrument.Index}={instrument.Symbol}")),
        ];
    }

    /// <summary>Started and ready, with all positions adopted: the engine takes over what the venue holds once it has seen it twice.</summary>
    /// <exception cref="TimeoutException">Not within a minute.</exception>
    public static async Task<ServedProcess> StartAsync(BenchmarkArguments arguments, string folder, int port, int symbols, int positions, CancellationToken cancellationToken)
    {
        var served = new ServedProcess(arguments.Required("web"), Arguments(arguments, folder, port, symbols), port, Environment);
        try
        {
            await served.ReadyAsync("/health/ready", cancellationToken).ConfigureAwait(false);
            await AdoptedAsync(port, positions, cancellationToken).ConfigureAwait(false);
            return served;
        }
        catch
        {
            served.Dispose();
            throw;
        }
    }

    private static async Task AdoptedAsync(int port, int positions, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/state/positions"));
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
        for (var started = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(started) < Patience;)
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, address);
            question.Headers.Authorization = basic;
            using var answer = await http.SendAsync(question, cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                using var rows = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
                if (rows.RootElement.GetArrayLength() == positions)
                {
                    return;
                }
            }

            await Task.Delay(LookAgain, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"the engine did not adopt {positions} positions within {Patience.TotalSeconds:0} s"));
    }
}
