using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Configuration;
using Titan.Engine.Model;
using Titan.Engine.Risk;

namespace Titan.Tests.Risk;

public sealed class PositionSizerTests
{
    private static readonly Instrument Bitcoin = new()
    {
        Id = new InstrumentId("BTCUSDT"),
        Index = 0,
        BaseCoin = "BTC",
        TickSize = 0.1m,
        QuantityStep = 0.001m,
        MinQuantity = 0.001m,
        MaxLimitQuantity = 500m,
        MaxMarketQuantity = 100m,
        MaxLeverage = 50m,
    };

    [Fact]
    public void Size_AnyFigures_IsTheLeastOfAllLimitsFlooredToTheLot() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var chance = new Random(seed);
            var price = 0.1m * chance.Next(1, 900_000);
            var stop = price - (0.1m * chance.Next(1, 5_000));
            var (equity, free) = ((decimal)chance.Next(1, 1_000_000), (decimal)chance.Next(0, 500_000));
            var risk = new RiskConfig();
            var intent = IntentAt(price, stop, 0.001m * chance.Next(1, 40), chance.Next(1, 60));
            var leverage = Math.Min(Math.Min(intent.Leverage, risk.MaxLeverage), Bitcoin.MaxLeverage);
            decimal[] limits =
            [
                equity * Math.Min(intent.RiskFraction, risk.MaxRiskPerTrade) / (price - stop),
                equity * risk.MaxPositionSizePercent * leverage / price,
                free * 0.95m * leverage / price,
                equity * risk.MaxTotalLeverage / price,
                Bitcoin.MaxMarketQuantity,
            ];

            var size = PositionSizer.Size(in intent, risk, equity, free, new Exposure());

            // A figure that differs in its twenty-eighth digit may fall to the next lot; never above a limit, never a lot more below.
            return size % Bitcoin.QuantityStep == 0 && size <= limits.Min() && limits.Min() - size < Bitcoin.QuantityStep + 0.000000001m;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Size_NoEquity_IsNothing()
    {
        var intent = IntentAt(60_000m, 59_000m, 0.01m, 10);
        Assert.Equal(0m, PositionSizer.Size(in intent, new RiskConfig(), 0m, 1_000m, new Exposure()));
    }

    private static Intent IntentAt(decimal price, decimal stop, decimal fraction, int leverage) => new()
    {
        Strategy = "test",
        Instrument = Bitcoin,
        Side = Side.Buy,
        ReferencePrice = price,
        LimitPrice = price,
        StopLoss = stop,
        TakeProfit = price * 2m,
        RiskFraction = fraction,
        Leverage = leverage,
        Confidence = 50,
        Why = "test",
        ExpiresAt = DateTimeOffset.UnixEpoch,
    };
}
