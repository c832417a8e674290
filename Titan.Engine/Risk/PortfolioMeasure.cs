using Titan.Engine.Ledger;

namespace Titan.Engine.Risk;

/// <summary>Counts the numbers of the whole portfolio from positions, marks and the last hundred minutes (spec titan-trading 3.5).</summary>
internal static class PortfolioMeasure
{
    private const string Market = "BTCUSDT";
    private const decimal ConcentratedAbove = 0.85m;
    private const double Quantile95 = 1.645;
    private const int FewestReturns = 20;
    private const int Minutes = MinuteCloses.Kept - 1;
    private const double MinutesPerDay = 1_440.0;

    public static PortfolioNumbers Of(Turn turn, Surroundings surroundings, CorrelationTable correlations, decimal? valueAtRisk)
    {
        var held = Held(turn, surroundings);
        var gross = held.Sum(one => Math.Abs(one.Notional));
        var (highest, pair) = Highest(held, correlations);
        return new PortfolioNumbers
        {
            NetDelta = held.Sum(one => one.Notional),
            Gross = gross,
            Beta = Beta(turn, held, correlations, gross),
            ValueAtRisk95 = held.Count == 0 ? 0m : valueAtRisk,
            HighestCorrelation = highest,
            HighestPair = pair,
            Concentrated = highest > ConcentratedAbove,
        };
    }

    /// <summary>1.645 times the daily deviation of the portfolio's return times the gross, USDT; null while too few minutes were seen.</summary>
    public static decimal? ValueAtRisk(Turn turn, Surroundings surroundings)
    {
        var held = Held(turn, surroundings);
        var gross = (double)held.Sum(one => Math.Abs(one.Notional));
        if (held.Count == 0 || gross <= 0)
        {
            return 0m;
        }

        var returns = new List<double>(Minutes);
        var newest = held.Max(one => one.Sight.Memory.Closes.Newest);
        for (var minute = newest - Minutes + 1; minute <= newest; minute++)
        {
            if (ReturnOf(held, minute, gross) is { } one)
            {
                returns.Add(one);
            }
        }

        if (returns.Count < FewestReturns)
        {
            return null;
        }

        var mean = returns.Average();
        var variance = returns.Sum(one => (one - mean) * (one - mean)) / (returns.Count - 1);
        return decimal.Round((decimal)(Quantile95 * Math.Sqrt(variance * MinutesPerDay) * gross), 4);
    }

    private static double? ReturnOf(List<Holding> held, long minute, double gross)
    {
        var sum = 0.0;
        foreach (var one in held)
        {
            if (one.Sight.Memory.Closes.ReturnAt(minute) is not { } change)
            {
                return null;
            }

            sum += (double)one.Notional / gross * change;
        }

        return sum;
    }

    private static decimal? Beta(Turn turn, List<Holding> held, CorrelationTable correlations, decimal gross)
    {
        if (held.Count == 0 || gross <= 0)
        {
            return 0m;
        }

        if (!turn.Instruments.TryGet(Market, out var market) || held.Exists(one => !correlations.IsKnown(one.Sight.Instrument.Index, market.Index)))
        {
            return null;
        }

        return decimal.Round(held.Sum(one => one.Notional / gross * (decimal)correlations.Between(one.Sight.Instrument.Index, market.Index)), 6);
    }

    private static (decimal? Highest, string? Pair) Highest(List<Holding> held, CorrelationTable correlations)
    {
        (decimal? highest, string? pair) = (null, null);
        for (var one = 0; one < held.Count; one++)
        {
            for (var other = one + 1; other < held.Count; other++)
            {
                var (a, b) = (held[one].Sight.Instrument, held[other].Sight.Instrument);
                var value = decimal.Round((decimal)Math.Abs(correlations.Between(a.Index, b.Index)), 4);
                if (correlations.IsKnown(a.Index, b.Index) && (highest is null || value > highest))
                {
                    (highest, pair) = (value, $"{a.Id}/{b.Id}");
                }
            }
        }

        return (highest, pair);
    }

    private static List<Holding> Held(Turn turn, Surroundings surroundings)
    {
        var held = new List<Holding>(turn.State.Positions.Count);
        foreach (var position in turn.State.Positions.Values.OrderBy(position => position.Instrument.Value, StringComparer.Ordinal))
        {
            if (turn.Instruments.TryGet(position.Instrument, out var instrument))
            {
                var sight = surroundings.Of(instrument);
                held.Add(new Holding(sight, position.SignedQuantity * (sight.ValuationPrice ?? position.EntryPrice)));
            }
        }

        return held;
    }

    private readonly record struct Holding(InstrumentSight Sight, decimal Notional);
}
