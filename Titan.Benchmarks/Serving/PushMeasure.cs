using System.Globalization;
using System.Text.Json.Nodes;
using Titan.Benchmarks.Lifetimes;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Serving;

/// <summary>
/// Goal 9: the overview page of the product in many circuits, beside servers that only push. Ten rows and the sums change on every beat of
/// 200 ms; an update is one such change seen by one viewer. The engine's own processor time is measured in the same process before anybody
/// looks and taken off, because the peers have no engine; the whole is told beside it.
/// </summary>
internal static class PushMeasure
{
    private const int Positions = 10;
    private const int WarmUpdates = 10_000;
    private static readonly TimeSpan WarmPatience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan WarmLook = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    // Two minutes after it is ready a console lets go, once, of what its start needed (decision 0017): pages, and a collection of all its objects.
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(135);
    private const int MostLooks = 24;
    private const int SteadyLooks = 4;
    // Cores: what a server that does almost nothing swings by.
    private const double Unseen = 0.002;
    private static readonly TimeSpan SettleLook = TimeSpan.FromSeconds(5);

    public static async Task<Measurement> RunAsync(string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder(arguments.Text("scratch", Path.GetTempPath()));
        var port = ServedProcess.FreePort();
        using var served = await StartAsync(peer, arguments, folder.Path, port, cancellationToken).ConfigureAwait(false);
        var (count, seconds) = (arguments.Number("circuits", 100), arguments.Number("seconds", 20));
        var line = new Measurement("push", peer).With("circuits", count);
        await Task.Delay(IsTitan(peer) ? AfterStart : Rest, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        await SettleAsync(served, cancellationToken).ConfigureAwait(false);
        var alone = await CoresAsync(served, TimeSpan.FromSeconds(seconds), cancellationToken).ConfigureAwait(false);
        var empty = served.ResidentMegabytes;
        using var viewers = new ViewerProcess(Viewers(peer, arguments, port, count), cancellationToken);
        await viewers.OpenedAsync(cancellationToken).ConfigureAwait(false);
        await WarmAsync(viewers, cancellationToken).ConfigureAwait(false);
        await SettleAsync(served, cancellationToken).ConfigureAwait(false);
        var watched = await WatchAsync(served, viewers, TimeSpan.FromSeconds(seconds), cancellationToken).ConfigureAwait(false);
        Describe(line, watched, alone, count).With("cores_alone", alone).With("rss_mb", served.ResidentMegabytes).With("kb_each", (served.ResidentMegabytes - empty) * 1024 / count);
        if (arguments.Number("stalled", 0) is > 0 and var stalled)
        {
            await StallAsync(line, served, viewers, watched, stalled, TimeSpan.FromSeconds(seconds), cancellationToken).ConfigureAwait(false);
        }

        return line;
    }

    // By updates, not by seconds: drawing is slow until all of it was compiled for good.
    private static async Task WarmAsync(ViewerProcess viewers, CancellationToken cancellationToken)
    {
        for (var started = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(started) < WarmPatience;)
        {
            await Task.Delay(WarmLook, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            if ((await viewers.SayAsync("mark", cancellationToken).ConfigureAwait(false))["updates"]!.GetValue<double>() >= WarmUpdates)
            {
                return;
            }
        }
    }

    // What runs four times a second is compiled for good only after many seconds, and meanwhile the compiler is most of what is seen: until the
    // process takes no less from one look to the next.
    private static async Task SettleAsync(ServedProcess served, CancellationToken cancellationToken)
    {
        var (least, steady) = (double.MaxValue, 0);
        for (var look = 0; look < MostLooks && steady < SteadyLooks; look++)
        {
            var cores = await CoresAsync(served, SettleLook, cancellationToken).ConfigureAwait(false);
            steady = cores < (0.9 * least) - Unseen ? 0 : steady + 1;
            least = Math.Min(least, cores);
        }
    }

    private static Measurement Describe(Measurement line, Watched watched, double alone, int count)
    {
        var pushed = watched.Cores - alone;
        line.With("updates_per_s", watched.Rate("updates")).With("updates_per_s_each", watched.Rate("updates") / count)
            .With("cores", watched.Cores).With("push_cores", pushed).With("alive", watched.After["alive"]!.GetValue<double>())
            .With("payload_b_per_s_each", watched.Rate("payload_bytes") / count).With("wire_b_per_s_each", watched.Rate("wire_bytes") / count)
            .With("client_cores", watched.Rate("client_cpu_ms") / 1000);
        if (watched.Rate("updates") > 0)
        {
            line.With("cpu_us_each", pushed * 1e6 / watched.Rate("updates")).With("whole_cpu_us_each", watched.Cores * 1e6 / watched.Rate("updates"))
                .With("payload_b_each", watched.Rate("payload_bytes") / watched.Rate("updates")).With("wire_b_each", watched.Rate("wire_bytes") / watched.Rate("updates"));
        }

        foreach (var name in new[] { "latency_p50_ms", "latency_p99_ms" }.Where(name => watched.After[name] is not null))
        {
            line.With(name, watched.After[name]!.GetValue<double>());
        }

        return watched.After.ContainsKey("batches")
            ? line.With("batches_per_s_each", watched.Rate("batches") / count).With("cell_messages_per_s_each", watched.Rate("cell_messages") / count)
            : line;
    }

    // The same viewers again while some acknowledge nothing: what the others get, what the server pays, how much waits for the stalled.
    private static async Task StallAsync(
        Measurement line, ServedProcess served, ViewerProcess viewers, Watched before, int stalled, TimeSpan time, CancellationToken cancellationToken)
    {
        await viewers.SayAsync(string.Create(CultureInfo.InvariantCulture, $"stall {stalled}"), cancellationToken).ConfigureAwait(false);
        var during = await WatchAsync(served, viewers, time, cancellationToken).ConfigureAwait(false);
        var others = during.After["steady"]!.GetValue<double>();
        line.With("stalled", stalled).With("others_updates_per_s_each", during.Rate("steady_updates") / others)
            .With("others_ratio", during.Rate("steady_updates") / others / (before.Rate("updates") / before.After["circuits"]!.GetValue<double>()))
            .With("stalled_cores", during.Cores).With("most_pending", during.After["most_pending"]!.GetValue<double>());
    }

    private static async Task<double> CoresAsync(ServedProcess served, TimeSpan time, CancellationToken cancellationToken)
    {
        var (threads, started) = (served.ThreadTimes, TimeProvider.System.GetTimestamp());
        await Task.Delay(time, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return ServedProcess.Between(threads, served.ThreadTimes) / TimeProvider.System.GetElapsedTime(started);
    }

    private static async Task<Watched> WatchAsync(ServedProcess served, ViewerProcess viewers, TimeSpan time, CancellationToken cancellationToken)
    {
        var before = await viewers.SayAsync("mark", cancellationToken).ConfigureAwait(false);
        var cores = await CoresAsync(served, time, cancellationToken).ConfigureAwait(false);
        return new Watched(before, await viewers.SayAsync("mark", cancellationToken).ConfigureAwait(false), cores);
    }

    private static async Task<ServedProcess> StartAsync(string peer, BenchmarkArguments arguments, string folder, int port, CancellationToken cancellationToken)
    {
        if (IsTitan(peer))
        {
            return await StubbedProduct.StartAsync(arguments, folder, port, Positions, Positions, cancellationToken).ConfigureAwait(false);
        }

        var text = port.ToString(CultureInfo.InvariantCulture);
        var served = peer.StartsWith("floor-", StringComparison.Ordinal)
            ? new ServedProcess(Environment.ProcessPath ?? "dotnet", [.. Contestant.OwnAssembly(), "serve-push", "--peer", peer, "--port", text], port)
            : new ServedProcess("node", [Path.Combine(arguments.Required("peers"), "push.mjs"), "--peer", peer, "--port", text], port);
        await served.ReadyAsync("/health/ready", cancellationToken).ConfigureAwait(false);
        return served;
    }

    private static IReadOnlyList<string> Viewers(string peer, BenchmarkArguments arguments, int port, int count)
    {
        var (script, text) = (IsTitan(peer) ? "circuits.mjs" : "listeners.mjs", count.ToString(CultureInfo.InvariantCulture));
        string[] common = [Path.Combine(arguments.Required("peers"), script), "--url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")];
        return IsTitan(peer)
            ? [.. common, "--user", StubbedProduct.User, "--circuits", text, "--wire", arguments.Text("wire", "compressed"), "--path", arguments.Text("path", "/")]
            : [.. common, "--connections", text, "--speak", peer switch { "socket.io" => peer, "floor-hub" => "signalr", _ => "plain" }];
    }

    private static bool IsTitan(string peer) => peer.StartsWith("titan", StringComparison.Ordinal);

    /// <summary>Two sums of the viewers and the server's cores between them.</summary>
    private sealed record Watched(JsonObject Before, JsonObject After, double Cores)
    {
        public double Rate(string name) => (Number(After, name) - Number(Before, name)) / ((Number(After, "at_ms") - Number(Before, "at_ms")) / 1000);

        private static double Number(JsonObject sums, string name) => sums[name]!.GetValue<double>();
    }
}
