using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Market;

/// <summary>Bars made again out of what a source prints, its steps checked against the laws on the way.</summary>
internal static class RecordedBars
{
    public static List<(long TimeMs, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume)> Play(
        IMarketSource market, long intervalMs, int atMost = int.MaxValue)
    {
        var bars = new List<(long TimeMs, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume)>();
        var tape = new OutsideTape(market);
        var last = DateTimeOffset.MinValue;
        while (tape.Next() is { } next)
        {
            Assert.True(next.Step.At > last, $"{next.Step.At:O} after {last:O}");
            last = next.Step.At;
            MarketLaws.Check(market.Instruments, next.Step);
            foreach (var print in next.Prints)
            {
                var time = print.At.ToUnixTimeMilliseconds();
                time -= time % intervalMs;
                if (bars.Count == 0 || bars[^1].TimeMs != time)
                {
                    if (bars.Count == atMost)
                        return bars;
                    bars.Add((time, print.Price, print.Price, print.Price, print.Price, print.Size));
                    continue;
                }

                var bar = bars[^1];
                bars[^1] = (time, bar.Open, Math.Max(bar.High, print.Price), Math.Min(bar.Low, print.Price), print.Price, bar.Volume + print.Size);
            }
        }

        return bars;
    }
}
