using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;

namespace Titan.Benchmarks.Judgement;

/// <summary>
/// From a print to TRAP_SPRUNG: twenty symbols, 5,000 prints a second of virtual time, in turn a calm stretch over all symbols and a burst of sixty on one
/// that breaks its level. Wall time of each print that springs, of every print, and bytes allocated by the prints of a burst that do not spring yet.
/// </summary>
internal static class SpringMeasure
{
    private const int Symbols = 20;
    private const int Calm = 400;
    private const int Burst = 60;
    private const int WarmRounds = 400;

    public static Measurement Run(string peer, BenchmarkArguments arguments)
    {
        var rounds = arguments.Number("rounds", 2_000);
        return peer == "floor" ? Floor(new Measurement("spring", peer), rounds) : Ours(new Measurement("spring", peer), rounds);
    }

    private static Measurement Ours(Measurement line, int rounds)
    {
        var scene = new TrapScene(Symbols);
        var (springs, prints) = (new List<double>(rounds), new List<double>(rounds * (Calm + Burst)));
        var (allocated, quiet, meter) = (0L, 0L, new WorkMeter());
        for (var round = 0; round < WarmRounds + rounds; round++)
        {
            if (round == WarmRounds)
            {
                (allocated, quiet, meter) = (0, 0, new WorkMeter());
                springs.Clear();
                prints.Clear();
            }

            scene.Keep();
            var symbol = round % Symbols;
            for (var print = 0; print < Calm; print++)
            {
                Timed(scene, print % Symbols, near: false, prints);
            }

            scene.Quote(symbol, near: true);
            var sprung = false;
            for (var print = 0; print < Burst; print++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var springsNow = Timed(scene, symbol, near: true, prints);
                if (springsNow)
                {
                    springs.Add(prints[^1]);
                }
                else if (!sprung)
                {
                    (allocated, quiet) = (allocated + GC.GetAllocatedBytesForCurrentThread() - before, quiet + 1);
                }

                sprung |= springsNow;
            }

            // Both venues fall back together, else the basis between them would move the level.
            scene.Quote(symbol, near: false);
        }

        if (springs.Count < rounds / 2)
        {
            throw new InvalidDataException($"{springs.Count} of {rounds} bursts sprang a trap; {scene.Told}");
        }

        return line.WithLatencies("", [.. springs]).WithLatencies("print_", [.. prints])
            .With("per_s", prints.Count / meter.Wall.TotalSeconds)
            .With("burst_alloc_b_each", (double)allocated / quiet)
            .With("sprung", springs.Count);
    }

    private static bool Timed(TrapScene scene, int symbol, bool near, List<double> into)
    {
        var began = TimeProvider.System.GetTimestamp();
        var sprang = scene.Print(symbol, near);
        into.Add(Quantiles.MicrosecondsSince(began));
        return sprang;
    }

    private static Measurement Floor(Measurement line, int rounds)
    {
        var floor = new SpringFloor(Symbols);
        var (springs, prints) = (new List<double>(rounds), new List<double>(rounds * (Calm + Burst)));
        var at = 0L;
        for (var round = 0; round < WarmRounds + rounds; round++)
        {
            if (round == WarmRounds)
            {
                springs.Clear();
                prints.Clear();
            }

            for (var print = 0; print < Calm + Burst; print++)
            {
                var near = print >= Calm;
                var began = TimeProvider.System.GetTimestamp();
                var sprang = floor.Print(near ? round % Symbols : print % Symbols, near ? 100.0 : 99.0, ++at * 2_000);
                prints.Add(Quantiles.MicrosecondsSince(began));
                if (sprang)
                {
                    springs.Add(prints[^1]);
                }
            }
        }

        return line.WithLatencies("", [.. springs]).WithLatencies("print_", [.. prints]).With("sprung", springs.Count);
    }
}
