using Titan.Simulator.Market;

namespace Titan.Simulator.Binance;

/// <summary>
/// A spot pair as Binance lists it. Contracts that bundle coins (1000PEPEUSDT) have a pair of single coins (PEPEUSDT):
/// <paramref name="Bundle"/> says how many coins one contract unit holds. Prices in USDT, quantities in the base asset.
/// </summary>
internal sealed record SpotListing(string Contract, string Symbol, string BaseAsset, decimal Bundle, decimal TickSize, decimal StepSize)
{
    private const string Quote = "USDT";
    private const decimal Thousand = 1000m;

    // Tick and step of the pairs that belong to the nine contracts, late 2025.
    private static readonly Dictionary<string, (decimal Tick, decimal Step)> s_known = new(StringComparer.Ordinal)
    {
        ["BTC"] = (0.01m, 0.00001m),
        ["ETH"] = (0.01m, 0.0001m),
        ["SOL"] = (0.01m, 0.001m),
        ["BNB"] = (0.01m, 0.001m),
        ["ADA"] = (0.0001m, 0.1m),
        ["DOGE"] = (0.00001m, 1m),
        ["XRP"] = (0.0001m, 0.1m),
        ["AVAX"] = (0.01m, 0.01m),
        ["DOT"] = (0.001m, 0.01m),
    };

    /// <param name="contract">The contract that follows this pair.</param>
    /// <param name="asListed">False keeps the contract's own steps, for recordings whose prices need them.</param>
    public static SpotListing Of(InstrumentSpec contract, bool asListed)
    {
        var bundled = contract.BaseCoin.StartsWith("1000", StringComparison.Ordinal) && contract.BaseCoin.Length > 4;
        var coin = bundled ? contract.BaseCoin[4..] : contract.BaseCoin;
        var bundle = bundled ? Thousand : 1m;
        var (tick, step) = asListed && s_known.TryGetValue(coin, out var known) ? known : (contract.TickSize / bundle, contract.QtyStep * bundle);
        return new SpotListing(contract.Symbol, coin + Quote, coin, bundle, Plain(tick), Plain(step));
    }

    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
