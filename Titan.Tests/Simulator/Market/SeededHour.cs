using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Market;

/// <summary>An hour of the demonstration market, generated once for the tests that measure it.</summary>
public sealed class SeededHour
{
    public SeededHour()
    {
        var market = new SeededMarket(7, SeededMarketTests.Start);
        var tape = new OutsideTape(market);
        var watcher = new BreakoutWatcher(market);
        foreach (var instrument in market.Instruments)
        {
            Samples[instrument.Symbol] = [];
            TradeCounts[instrument.Symbol] = 0;
        }

        for (var i = 0; i < 36_000; i++)
        {
            var (step, prints) = tape.Next()!.Value;
            foreach (var print in prints)
            {
                if (watcher.Observe(print) is { } breakout)
                    Breakouts.Add(breakout);
                if (watcher.IsOutside(print))
                    Outside.Add(print);
                if (print.Liquidation)
                    Forced.Add(print);
                Prints.Add(print);
            }

            foreach (var instrument in step.Instruments)
            {
                TradeCounts[instrument.Symbol] += instrument.Trades.Count;
                Bursts += instrument.Trades.Count >= 50 ? 1 : 0;
                if (i % 10 == 0)
                    Samples[instrument.Symbol].Add(new(step.At, instrument.MarkPrice, instrument.IndexPrice, instrument.OpenInterest));
            }
        }
    }

    internal List<Print> Prints { get; } = [];

    internal List<Print> Outside { get; } = [];

    internal List<Print> Forced { get; } = [];

    internal List<Breakout> Breakouts { get; } = [];

    internal Dictionary<string, List<PerpetualSample>> Samples { get; } = [];

    internal Dictionary<string, int> TradeCounts { get; } = [];

    internal int Bursts { get; }

    internal IEnumerable<Print> After(string symbol, DateTimeOffset at) =>
        Prints.Where(print => print.At > at && print.Symbol == symbol);

    /// <summary>Relative changes of the mark from minute to minute.</summary>
    internal List<double> MinuteReturns(string symbol)
    {
        var marks = Samples[symbol].Where((_, index) => index % 60 == 0).Select(sample => (double)sample.Mark).ToList();
        return marks.Skip(1).Zip(marks, (now, before) => (now / before) - 1.0).ToList();
    }
}

internal readonly record struct PerpetualSample(DateTimeOffset At, decimal Mark, decimal Index, decimal OpenInterest);
