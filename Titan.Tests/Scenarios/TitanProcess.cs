using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Titan.Tests.Scenarios;

/// <summary>The product as a process of its own, started as an operator would, to be killed, stopped and started again.</summary>
internal sealed class TitanProcess : IDisposable
{
    private const string Password = "kill-run-password";

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private TitanProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(40) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"titan_admin:{Password}")));
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static TitanProcess Start(Uri venue, Uri streams, string data, int port, IReadOnlyDictionary<string, string> settings) =>
        Start("run", venue, streams, data, port, settings);

    /// <summary>The guard of the same data folder.</summary>
    public static TitanProcess StartGuard(Uri venue, Uri streams, string data, int port) => Start("guard", venue, streams, data, port, new Dictionary<string, string>());

    private static TitanProcess Start(string verb, Uri venue, Uri streams, string data, int port, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Titan.Web.dll"));
        foreach (var argument in (string[])[verb, "--urls", $"http://127.0.0.1:{port}", "--data", data, $"--Titan:Venues:Bybit:RestUrl={venue}", $"--Titan:Venues:Bybit:StreamUrl={streams}"])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in settings)
        {
            start.ArgumentList.Add($"--{key}={value}");
        }

        start.Environment["TITAN_ADMIN_PASSWORD"] = Password;
        start.Environment["TITAN__Venues__Bybit__ApiKey"] = "sim-key";
        start.Environment["TITAN__Venues__Bybit__ApiSecret"] = "sim-secret";
        start.Environment["TITAN__Guard__ApiKey"] = "guard-key";
        start.Environment["TITAN__Guard__ApiSecret"] = "guard-secret";
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var titan = new TitanProcess(process, new Uri($"http://127.0.0.1:{port}"));
        process.OutputDataReceived += (_, line) => titan.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => titan.Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return titan;
    }

    /// <summary>Waits for 200 of /health/ready; false when the process ended or the time is over.</summary>
    public async Task<bool> ReadyAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && !_process.HasExited)
        {
            try
            {
                using var answer = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return true;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            catch (OperationCanceledException)
            {
                return false;
            }

            await PauseAsync(20, cancellationToken);
        }

        return false;
    }

    public async Task<JsonNode?> PostAsync(string path, object? body, CancellationToken cancellationToken)
    {
        using var answer = await Client.PostAsync(new Uri(path, UriKind.Relative), body is null ? null : JsonContent.Create(body), cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var stream = await Client.GetStreamAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return (await JsonNode.ParseAsync(stream, documentOptions: new JsonDocumentOptions(), cancellationToken: cancellationToken))!;
    }

    /// <summary>The plug: SIGKILL, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Sends a signal by name: STOP, CONT, TERM.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Between two looks at another process there is nothing to await but time.</summary>
    public static async Task PauseAsync(int milliseconds, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        try
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Whoever waits looks at its own token.
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        Client.Dispose();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            if (line is not null && _output.Length < 200_000)
            {
                _output.AppendLine(line);
            }
        }
    }
}
