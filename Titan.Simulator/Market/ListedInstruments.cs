namespace Titan.Simulator.Market;

/// <summary>
/// The nine perpetuals of the initial whitelist, with the filters a USDT linear venue lists for them in late 2025.
/// Tick and quantity steps are powers of ten; quantities in base currency.
/// </summary>
public static class ListedInstruments
{
    /// <summary>BTC, ETH, SOL, BNB, ADA, DOGE, XRP, AVAX, DOT, in that order.</summary>
    public static IReadOnlyList<InstrumentSpec> All { get; } =
    [
        List("BTC", tick: 0.1m, step: 0.001m, maxLimit: 1_190m, maxMarket: 500m, leverage: 100m, maintenance: 0.005m),
        List("ETH", tick: 0.01m, step: 0.01m, maxLimit: 7_240m, maxMarket: 3_600m, leverage: 100m, maintenance: 0.005m),
        List("SOL", tick: 0.01m, step: 0.1m, maxLimit: 79_770m, maxMarket: 15_950m, leverage: 100m, maintenance: 0.005m),
        List("BNB", tick: 0.1m, step: 0.01m, maxLimit: 10_150m, maxMarket: 2_900m, leverage: 75m, maintenance: 0.0067m),
        List("ADA", tick: 0.0001m, step: 1m, maxLimit: 3_602_000m, maxMarket: 720_400m, leverage: 75m, maintenance: 0.0067m),
        List("DOGE", tick: 0.00001m, step: 1m, maxLimit: 17_000_000m, maxMarket: 3_400_000m, leverage: 75m, maintenance: 0.0067m),
        List("XRP", tick: 0.0001m, step: 0.1m, maxLimit: 3_300_000m, maxMarket: 900_000m, leverage: 75m, maintenance: 0.0067m),
        List("AVAX", tick: 0.001m, step: 0.1m, maxLimit: 110_000m, maxMarket: 23_000m, leverage: 75m, maintenance: 0.0067m),
        List("DOT", tick: 0.0001m, step: 0.1m, maxLimit: 400_000m, maxMarket: 83_000m, leverage: 75m, maintenance: 0.0067m),
    ];

    /// <summary>The specification of one symbol, or null when it is not among the nine.</summary>
    public static InstrumentSpec? Find(string symbol)
    {
        foreach (var instrument in All)
        {
            if (instrument.Symbol == symbol)
                return instrument;
        }

        return null;
    }

    // The smallest order of these contracts is one quantity step.
    private static InstrumentSpec List(
        string coin, decimal tick, decimal step, decimal maxLimit, decimal maxMarket, decimal leverage, decimal maintenance) => new()
        {
            Symbol = coin + "USDT",
            BaseCoin = coin,
            TickSize = tick,
            QtyStep = step,
            MinQty = step,
            MaxLimitQty = maxLimit,
            MaxMarketQty = maxMarket,
            MaxLeverage = leverage,
            MaintenanceMarginRate = maintenance,
        };
}
