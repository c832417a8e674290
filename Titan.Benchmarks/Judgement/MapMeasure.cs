using Titan.Benchmarks.Data;
using Titan.Benchmarks.Measuring;
using Titan.Benchmarks.Running;
using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Benchmarks.Judgement;

/// <summary>
/// One cycle of the trap map over so many symbols whose bars are in memory: universe, every calculator and detector, score, the best twenty. Milliseconds
/// and bytes a cycle. The floor walks the same bars as doubles: volume profile, yesterday's levels, band widths.
/// </summary>
internal static class MapMeasure
{
    private const int Hours = 100;
    private const int WarmCycles = 20;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static Measurement Run(string peer, BenchmarkArguments arguments)
    {
        var (symbols, cycles) = (arguments.Number("symbols", 500), arguments.Number("cycles", 200));
        Func<int> cycle = peer == "floor" ? new MapFloor(Bars(symbols)).Cycle : Ours(symbols);
        for (var warm = 0; warm < WarmCycles; warm++)
        {
            cycle();
        }

        var took = new double[cycles];
        var found = 0;
        var meter = new WorkMeter();
        for (var index = 0; index < cycles; index++)
        {
            var began = TimeProvider.System.GetTimestamp();
            found += cycle();
            took[index] = Quantiles.MicrosecondsSince(began);
        }

        var line = new Measurement("map", peer).With("alloc_b_each", (double)meter.Allocated / cycles).WithLatencies("", took).With("symbols", symbols).With("traps", (double)found / cycles);
        return found > 0 ? line : throw new InvalidDataException("no trap was found");
    }

    private static Func<int> Ours(int symbols)
    {
        var (options, faults) = (new ScavengerOptions(), new InputFaults());
        var map = new TrapMap(options, faults);
        var watches = new List<SymbolWatch>(symbols);
        foreach (var bars in Bars(symbols))
        {
            var watch = new SymbolWatch(bars[0].Instrument, options, faults);
            Array.ForEach(bars, bar => watch.See(bar));
            var (instrument, last) = (watch.Instrument, bars[^1].Close);
            watch.See(new Ticker(instrument, last, last, last, -0.0003m, null, 10_000m, 50_000_000m, Start, Start));
            watch.See(new Quote(instrument, instrument.ToTicks(instrument.FloorPrice(last)), 1_000, instrument.ToTicks(instrument.FloorPrice(last)) + 1, 1_000, Start, Start));
            watch.See(new SpotTrade(instrument, last, 1m, Side.Buy, 1, Start, Start), Start.UtcTicks);
            watches.Add(watch);
        }

        var at = Start;
        return () =>
        {
            at = at.AddSeconds(60);
            map.Build(watches, watches[0], Start.UtcTicks, at);
            return map.Traps.Count;
        };
    }

    // Prices that wander by a seed: some squeeze, some stand near yesterday's levels, some do neither.
    private static List<Bar[]> Bars(int symbols)
    {
        var random = new Random(17);
        return [.. MarketInstrument.Make(symbols).Select(made =>
        {
            var instrument = made.ToInstrument();
            var price = instrument.TickSize * 40_000m;
            return Enumerable.Range(0, Hours).Select(hour =>
            {
                var open = price;
                price *= 1m + ((decimal)((random.NextDouble() * 2.0) - 1.0) * (hour > 75 ? 0.002m : 0.02m));
                return new Bar(
                    instrument, TimeSpan.FromHours(1), Start.AddHours(hour - Hours), open, Math.Max(open, price) * 1.004m, Math.Min(open, price) * 0.996m, price, 50m + (decimal)(random.NextDouble() * 200.0),
                    20_000_000m, Closed: true);
            }).ToArray();
        })];
    }
}
