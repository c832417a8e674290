using Titan.Engine.Model;

namespace Titan.Tests.Venues.Bybit;

/// <summary>Instruments for adapter tests.</summary>
internal static class TestInstruments
{
    public static Instrument Make(string symbol, decimal tick, decimal step, int index = 0) => new()
    {
        Id = new InstrumentId(symbol),
        Index = index,
        BaseCoin = symbol[..^4],
        TickSize = tick,
        QuantityStep = step,
        MinQuantity = step,
        MaxLimitQuantity = 1_000_000m,
        MaxMarketQuantity = 100_000m,
    };

    public static Instrument Btc { get; } = Make("BTCUSDT", 0.10m, 0.001m);

    public static Instrument Eth { get; } = Make("ETHUSDT", 0.05m, 0.01m, 1);

    public static Instrument Xrp { get; } = Make("XRPUSDT", 0.0001m, 1m, 2);
}
