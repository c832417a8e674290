using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Judgement;

/// <summary>
/// What the module holds: the managed heap after ten minutes of 5,000 prints a second over so many symbols, less the heap before. Beside it what the
/// module itself says it holds, which is what RESOURCE_WARNING goes by.
/// </summary>
internal static class ModuleMemoryMeasure
{
    private const int PrintsPerSecond = 5_000;
    private const double Megabyte = 1_048_576.0;

    public static Measurement Run(string peer, BenchmarkArguments arguments)
    {
        var (symbols, seconds) = (arguments.Number("symbols", 20), arguments.Number("virtual", 600));
        // The runtime's own start is not the module's.
        _ = new TrapScene(2).Traps;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var scene = new TrapScene(symbols);
        for (var print = 0; print < seconds * PrintsPerSecond; print++)
        {
            if (print % PrintsPerSecond == 0)
            {
                scene.Keep();
            }

            scene.Print(print % symbols, near: false);
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        var line = new Measurement("module-memory", peer)
            .With("heap_mb", (after - before) / Megabyte)
            .With("told_mb", scene.Strategy.View().Bytes / Megabyte)
            .With("symbols", symbols)
            .With("prints", scene.Strategy.View().SpotTrades);
        GC.KeepAlive(scene);
        return line;
    }
}
