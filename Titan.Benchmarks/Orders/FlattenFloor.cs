using System.Globalization;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Orders;

/// <summary>
/// Goal 13's floor: so many orders at once by HttpClient, connections open already, nothing checked and nothing stored. From its
/// processor time comes the limit: the venue's time and the processor time of all orders.
/// </summary>
internal static class FlattenFloor
{
    private const int Warm = 3;

    public static async Task<Measurement> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (orders, samples) = (arguments.Number("positions", 50), arguments.Number("samples", 30));
        await using var sender = new HttpFloor(arguments.Number("port", 0));
        var times = new double[samples];
        var (processor, first) = (0d, 0d);
        for (var sample = -Warm; sample < samples; sample++)
        {
            var meter = new WorkMeter();
            var round = sample;
            await Task.WhenAll(Enumerable.Range(0, orders).Select(order =>
                sender.SendAsync(string.Create(CultureInfo.InvariantCulture, $"bench-{round}-{order}"), cancellationToken))).ConfigureAwait(false);
            var took = meter.Wall.TotalMicroseconds;
            if (sample == -Warm)
            {
                first = took;
            }
            else if (sample >= 0)
            {
                times[sample] = took;
                processor += meter.Processor.TotalMicroseconds / samples;
            }
        }

        return new Measurement("flatten", "floor").WithLatencies("", times).With("first_us", first).With("cpu_ms", processor / 1_000)
            .With("limit_us", (arguments.Number("answer-ms", 20) * 1_000) + processor).With("samples", samples).With("positions", orders);
    }
}
