using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Lifetimes;

/// <summary>A server as a process: started, asked until it says ready, looked at from outside, ended.</summary>
internal sealed class ServedProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(4);

    private readonly Process _process;
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly HttpClient _http;

    public ServedProcess(string program, IReadOnlyList<string> arguments, int port, IReadOnlyDictionary<string, string>? environment = null)
    {
        _process = ProcessRun.Start(program, arguments, environment);
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        _http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")), Timeout = TimeSpan.FromSeconds(5) };
    }

    /// <summary>Resident memory in MiB, from outside.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1_048_576d;
        }
    }

    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>
    /// Processor time of each living thread as the scheduler counts it, ns. <see cref="Processor"/> moves in steps of 10 ms, which over ten seconds is a
    /// tenth of what a hundred viewers cost.
    /// </summary>
    public IReadOnlyDictionary<string, long> ThreadTimes
    {
        get
        {
            var times = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var thread in Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/task")))
            {
                try
                {
                    times[thread] = long.Parse(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture);
                }
                catch (IOException)
                {
                    // It ended just now.
                }
            }

            return times;
        }
    }

    /// <summary>What threads took between two looks; what one took that ended in between is not in it.</summary>
    public static TimeSpan Between(IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> after) =>
        TimeSpan.FromTicks(after.Sum(thread => thread.Value - before.GetValueOrDefault(thread.Key)) / 100);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <returns>Milliseconds from the start of the process to the first 200 of that address.</returns>
    public async Task<double> ReadyAsync(string path, CancellationToken cancellationToken)
    {
        while (TimeProvider.System.GetElapsedTime(_started) < Patience)
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken).ConfigureAwait(false);
                if (answer.IsSuccessStatusCode)
                {
                    return TimeProvider.System.GetElapsedTime(_started).TotalMilliseconds;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // Not listening yet.
            }

            await Task.Delay(AskAgain, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        throw new TimeoutException($"{path} was not ready within {Patience.TotalSeconds:0} s");
    }

    public void Dispose()
    {
        _http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
