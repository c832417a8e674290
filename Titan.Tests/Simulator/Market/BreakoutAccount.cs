namespace Titan.Tests.Simulator.Market;

/// <summary>
/// A small leveraged account that takes every breakout: twice its equity a time, at most five positions, stop at 1 %, target at 3 %,
/// taker fees on both ends. It shows how bad a run of breakouts can get.
/// </summary>
internal sealed class BreakoutAccount(SeededHour hour)
{
    private const decimal Notional = 2m;
    private const decimal TakerFee = 0.00055m;
    private const int MostPositions = 5;

    /// <summary>The lowest equity up to a time, open positions at their worst print; 1 is where it began.</summary>
    public decimal LowestEquity(DateTimeOffset until)
    {
        var breakouts = new Queue<Breakout>(hour.Breakouts);
        var open = new Dictionary<string, (Breakout Entry, decimal Last)>();
        var cash = 1m;
        var lowest = 1m;
        foreach (var print in hour.Prints.TakeWhile(print => print.At < until))
        {
            while (breakouts.TryPeek(out var next) && next.At <= print.At)
            {
                breakouts.Dequeue();
                if (open.Count >= MostPositions || open.ContainsKey(next.Symbol))
                    continue;
                open[next.Symbol] = (next, next.Price);
                cash -= Notional * TakerFee;
            }

            if (open.TryGetValue(print.Symbol, out var position))
            {
                open[print.Symbol] = position with { Last = print.Price };
                var gain = Gain(open[print.Symbol]);
                if (gain is <= -0.01m or >= 0.03m)
                {
                    cash += Notional * (gain - TakerFee);
                    open.Remove(print.Symbol);
                }

                lowest = Math.Min(lowest, cash + open.Values.Sum(each => Notional * Gain(each)));
            }
        }

        return lowest;
    }

    private static decimal Gain((Breakout Entry, decimal Last) position) =>
        ((position.Last / position.Entry.Price) - 1m) * position.Entry.Direction;
}
