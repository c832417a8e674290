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

    /// <summary>On the exchange, and of a session only when somebody wants it.</summary>
    public static Instrument Sol { get; } = Eth with { Id = new InstrumentId("SOLUSDT"), Index = 2, BaseCoin = "SOL" };

    public static Instrument Doge { get; } = Eth with { Id = new InstrumentId("DOGEUSDT"), Index = 3, BaseCoin = "DOGE" };

    public static IReadOnlyList<Instrument> All { get; } = [Btc, Eth];

    /// <summary>What the exchange lists.</summary>
    public static IReadOnlyList<Instrument> Listed { get; } = [Btc, Eth, Sol, Doge];
}
