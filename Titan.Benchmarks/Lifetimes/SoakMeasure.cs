using System.Globalization;
using System.Text.Json.Nodes;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;
using Titan.Benchmarks.Serving;

namespace Titan.Benchmarks.Lifetimes;

/// <summary>
/// Goal 11 and the soak: the product with a market that never rests, positions, and circuits that stay open. Resident memory is read every
/// ten seconds and written to a file beside the results; growth is told over the last half, as the straight line through its readings.
/// </summary>
internal static class SoakMeasure
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(10);

    public static async Task<Measurement> RunAsync(string peer, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder(arguments.Text("scratch", Path.GetTempPath()));
        var (port, seconds, circuits) = (ServedProcess.FreePort(), arguments.Number("seconds", 3_600), arguments.Number("circuits", 20));
        using var served = await StubbedProduct.StartAsync(
            arguments, folder.Path, port, arguments.Number("symbols", 50), arguments.Number("open", 10), cancellationToken).ConfigureAwait(false);
        using var viewers = new ViewerProcess(
            [
                Path.Combine(arguments.Required("peers"), "circuits.mjs"), "--url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                "--user", StubbedProduct.User, "--circuits", circuits.ToString(CultureInfo.InvariantCulture),
            ],
            cancellationToken);
        var before = await viewers.OpenedAsync(cancellationToken).ConfigureAwait(false);
        var (processor, started) = (served.Processor, TimeProvider.System.GetTimestamp());
        var readings = new List<Reading>();
        while (TimeProvider.System.GetElapsedTime(started).TotalSeconds < seconds)
        {
            await Task.Delay(ReadEvery, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            readings.Add(new Reading(TimeProvider.System.GetElapsedTime(started).TotalSeconds, served.ResidentMegabytes));
        }

        var after = await viewers.SayAsync("mark", cancellationToken).ConfigureAwait(false);
        var wall = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await KeepAsync(arguments, readings, cancellationToken).ConfigureAwait(false);
        var late = readings[(readings.Count / 2)..];
        double Each(string name) => (after[name]!.GetValue<double>() - before[name]!.GetValue<double>()) / circuits / wall;
        return new Measurement(arguments.Text("op", "soak"), peer)
            .With("seconds", wall).With("circuits", circuits).With("alive", after["alive"]!.GetValue<double>()).With("problems", (after["problems"] as JsonArray)?.Count ?? 0)
            .With("cores", (served.Processor - processor).TotalSeconds / wall)
            .With("rss_mb", Quantiles.Median(late.Select(static one => one.Megabytes))).With("rss_first_mb", readings[0].Megabytes)
            .With("rss_max_mb", readings.Max(static one => one.Megabytes)).With("rss_last_mb", readings[^1].Megabytes).With("growth", Growth(late))
            .With("payload_b_per_s_each", Each("payload_bytes")).With("wire_b_per_s_each", Each("wire_bytes")).With("batches_per_s_each", Each("batches"));
    }

    // Least squares: what the line rises over the stretch, by its middle. A single reading says nothing while the collector breathes.
    private static double Growth(List<Reading> stretch)
    {
        var (at, megabytes) = (stretch.Average(static one => one.At), stretch.Average(static one => one.Megabytes));
        var spread = stretch.Sum(one => (one.At - at) * (one.At - at));
        return spread == 0 ? 0 : stretch.Sum(one => (one.At - at) * (one.Megabytes - megabytes)) / spread * (stretch[^1].At - stretch[0].At) / megabytes;
    }

    private static Task KeepAsync(BenchmarkArguments arguments, List<Reading> readings, CancellationToken cancellationToken) => File.WriteAllLinesAsync(
        Path.Combine(arguments.Text("scratch", Path.GetTempPath()), $"{arguments.Text("op", "soak")}-memory.csv"),
        readings.Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.At:0},{one.Megabytes:0.0}")).Prepend("seconds,resident_mb"),
        cancellationToken);

    private readonly record struct Reading(double At, double Megabytes);
}
