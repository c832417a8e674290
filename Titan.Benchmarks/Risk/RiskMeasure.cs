using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Risk;

/// <summary>Goal 6: sizing and all gates for one intent that passes, and the upkeep of the totals when something changed.</summary>
internal static class RiskMeasure
{
    private const int Batch = 10_000;

    public static Measurement Run(string peer, BenchmarkArguments arguments)
    {
        var line = new Measurement("risk", peer);
        Func<int> one;
        if (peer == "floor-decimal")
        {
            var floor = new DecimalFloor();
            floor.Mark(100_000m, 25_000m);
            one = () => floor.Judge("C104USDT", 60_000.1m, 60_000.2m, 59_400.2m, 61_200.2m, 0.01m, 12);
        }
        else
        {
            var scene = new RiskScene(arguments.Number("positions", 5), arguments.Number("orders", 10));
            one = () => (int)scene.Judge().Reason;
        }

        if (one() != 0)
        {
            throw new InvalidDataException($"the intent was refused: {one()}");
        }

        var figures = FramePasses.Run(Batch, arguments.Number("seconds", 2), _ => one());
        return figures.Into(line).With("check", "passed");
    }
}
