using Titan.Simulator.Market;

namespace Titan.Simulator.Binance.Market;

/// <summary>What spot does at one time.</summary>
internal sealed record SpotStep(DateTimeOffset Due, IReadOnlyList<SpotPart> Parts);

/// <summary>
/// One pair in one step: takers hit the book of the step before, then the book becomes <paramref name="Bids"/> and
/// <paramref name="Asks"/>, best first. Prices in USDT, sizes in the pair's base asset.
/// </summary>
internal sealed record SpotPart(
    SpotListing Listing, IReadOnlyList<OutsideLevel> Bids, IReadOnlyList<OutsideLevel> Asks, IReadOnlyList<SpotTaker> Takers);

/// <summary>An aggressive order: its side, size, and how many milliseconds before the step it came.</summary>
internal readonly record struct SpotTaker(bool Buys, decimal Size, int EarlierMs);
