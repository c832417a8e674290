namespace Titan.Simulator.Market.Seeded;

/// <summary>How one instrument behaves: late-2025 price level, liveliness, pace and depth (amounts in USDT).</summary>
/// <param name="Spec">What the venue lists.</param>
/// <param name="BasePrice">The price the long run is pulled to.</param>
/// <param name="Liveliness">Factor on range widths, trends and noise; 1 is a middling altcoin.</param>
/// <param name="Beta">How much of the common factor reaches the price.</param>
/// <param name="TradesPerSecond">Mean number of outside trades in a range.</param>
/// <param name="TradeNotional">Mean notional of an outside trade.</param>
/// <param name="LevelNotional">Mean notional of a level next to the touch.</param>
/// <param name="OpenInterest">Open interest in ordinary times, base currency.</param>
internal sealed record InstrumentProfile(
    InstrumentSpec Spec,
    double BasePrice,
    double Liveliness,
    double Beta,
    double TradesPerSecond,
    double TradeNotional,
    double LevelNotional,
    double OpenInterest)
{
    public static IReadOnlyList<InstrumentProfile> All { get; } =
    [
        Of("BTCUSDT", 91_000, 0.75, 0.85, 6.5, 9_000, 42_000, 52_000),
        Of("ETHUSDT", 3_000, 0.90, 1.00, 2.9, 5_000, 26_000, 880_000),
        Of("SOLUSDT", 139, 1.15, 1.15, 2.5, 3_200, 15_000, 6_200_000),
        Of("BNBUSDT", 890, 0.75, 0.75, 1.9, 3_000, 14_000, 420_000),
        Of("ADAUSDT", 0.43, 1.15, 1.15, 1.8, 2_200, 9_000, 230_000_000),
        Of("DOGEUSDT", 0.15, 1.30, 1.25, 2.4, 2_600, 11_000, 1_900_000_000),
        Of("XRPUSDT", 2.2, 1.05, 1.00, 2.5, 3_000, 14_000, 190_000_000),
        Of("AVAXUSDT", 14.2, 1.25, 1.20, 1.8, 2_000, 8_000, 6_500_000),
        Of("DOTUSDT", 2.3, 1.15, 1.15, 1.8, 2_000, 8_000, 26_000_000),
    ];

    private static InstrumentProfile Of(
        string symbol, double price, double liveliness, double beta, double pace, double trade, double level, double openInterest)
    {
        var spec = ListedInstruments.Find(symbol) ?? throw new InvalidOperationException($"{symbol} is not listed.");
        return new(spec, price, liveliness, beta, pace, trade, level, openInterest);
    }
}
