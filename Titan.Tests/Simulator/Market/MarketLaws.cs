using Titan.Simulator.Market;

namespace Titan.Tests.Simulator.Market;

/// <summary>What holds for every step of every source.</summary>
internal static class MarketLaws
{
    public static void Check(IReadOnlyList<InstrumentSpec> specs, MarketStep step)
    {
        foreach (var instrument in step.Instruments)
        {
            var spec = specs.Single(listed => listed.Symbol == instrument.Symbol);
            var where = $"{instrument.Symbol} {step.At:O}";
            Assert.True(instrument.Bids.Count > 0 && instrument.Asks.Count > 0, $"{where}: an empty side");
            Assert.True(instrument.Bids[0].Price < instrument.Asks[0].Price, $"{where}: crossed book");
            CheckSide(where, spec, instrument.Bids, -1);
            CheckSide(where, spec, instrument.Asks, +1);
            foreach (var trade in instrument.Trades)
                Assert.True(trade.Size > 0 && trade.Size % spec.QtyStep == 0, $"{where}: trade size {trade.Size}");
            Assert.True(instrument.MarkPrice > 0 && instrument.MarkPrice % spec.TickSize == 0, $"{where}: mark {instrument.MarkPrice}");
            Assert.True(instrument.IndexPrice > 0, $"{where}: index {instrument.IndexPrice}");
            Assert.InRange(instrument.FundingRate, -0.01m, 0.01m);
            Assert.True(instrument.OpenInterest >= 0, $"{where}: open interest {instrument.OpenInterest}");
        }
    }

    private static void CheckSide(string where, InstrumentSpec spec, IReadOnlyList<OutsideLevel> side, int direction)
    {
        for (var i = 0; i < side.Count; i++)
        {
            var level = side[i];
            if (level.Price <= 0 || level.Price % spec.TickSize != 0)
                Assert.Fail($"{where}: price {level.Price} is off the tick {spec.TickSize}");
            if (level.Size <= 0 || level.Size % spec.QtyStep != 0)
                Assert.Fail($"{where}: size {level.Size} is off the step {spec.QtyStep}");
            if (i > 0 && (level.Price - side[i - 1].Price) * direction <= 0)
                Assert.Fail($"{where}: level {i} at {level.Price} after {side[i - 1].Price}");
        }
    }
}
