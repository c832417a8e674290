using Titan.Engine.Model;

namespace Titan.Tests.Support;

/// <summary>The instruments of <see cref="EngineBench"/>: steps and limits like Bybit's.</summary>
internal static class BenchInstruments
{
    public static Instrument Btc { get; } = new()
    {
        Id = new InstrumentId("BTCUSDT"),
        Index = 0,
        BaseCoin = "BTC",
        TickSize = 0.10m,
        QuantityStep = 0.001m,
        MinQuantity = 0.001m,
        MaxLimitQuantity = 100m,
        MaxMarketQuantity = 10m,
        MinNotional = 5m,
        MaxLeverage = 100m,
    };

    public static Instrument Eth { get; } = new()
    {
        Id = new InstrumentId("ETHUSDT"),
        Index = 1,
        BaseCoin = "ETH",
        TickSize = 0.01m,
        QuantityStep = 0.01m,
        MinQuantity = 0.01m,
        MaxLimitQuantity = 1000m,
        MaxMarketQuantity = 100m,
        MinNotional = 5m,
        MaxLeverage = 100m,
    };

    public static IReadOnlyList<Instrument> All { get; } = [Btc, Eth];
}
