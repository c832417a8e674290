using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Risk;
using Titan.Benchmarks.Running;
using Titan.Engine.Risk;

namespace Titan.Benchmarks.Judgement;

/// <summary>
/// Sizing and every gate for one intent that passes them all, each judgement timed by itself: what goal 6 averages is a distribution here. The floor is the
/// eleven plain checks of that goal.
/// </summary>
internal static class ApprovalMeasure
{
    private const int Warm = 200_000;

    public static Measurement Run(string peer, BenchmarkArguments arguments)
    {
        var line = new Measurement("approval", peer);
        var intents = arguments.Number("intents", 500_000);
        Func<int> one;
        if (peer == "floor")
        {
            var floor = new DecimalFloor();
            floor.Mark(100_000m, 25_000m);
            one = () => floor.Judge("C104USDT", 60_000.1m, 60_000.2m, 59_400.2m, 61_200.2m, 0.01m, 12);
        }
        else
        {
            var scene = new RiskScene(5, 10);
            one = () => (int)scene.Judge().Reason;
            line.With("gates", RiskGates.Count);
        }

        for (var intent = 0; intent < Warm; intent++)
        {
            if (one() != 0)
            {
                throw new InvalidDataException("the intent was refused");
            }
        }

        var took = new double[intents];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var intent = 0; intent < intents; intent++)
        {
            var began = TimeProvider.System.GetTimestamp();
            one();
            took[intent] = Quantiles.MicrosecondsSince(began);
        }

        return line.With("alloc_b_each", (double)(GC.GetAllocatedBytesForCurrentThread() - before) / intents).WithLatencies("", took);
    }
}
