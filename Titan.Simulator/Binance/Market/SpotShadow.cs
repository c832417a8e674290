using Titan.Simulator.Market;

namespace Titan.Simulator.Binance.Market;

/// <summary>Makes a pair's part of a step out of its contract's.</summary>
internal abstract class SpotShadow(SpotListing listing)
{
    public SpotListing Listing { get; } = listing;

    public abstract SpotPart Follow(InstrumentStep contract, DateTimeOffset at);
}

/// <summary>
/// A recording is the leader itself: its book and its prints as they are, only earlier. Nothing is added, so that what a strategy sees
/// here was there.
/// </summary>
internal sealed class PlainShadow(SpotListing listing) : SpotShadow(listing)
{
    public override SpotPart Follow(InstrumentStep contract, DateTimeOffset at) => new(
        Listing, Levels(contract.Bids), Levels(contract.Asks), [.. contract.Trades.Select(trade => new SpotTaker(trade.TakerBuys, trade.Size * Listing.Bundle, 0))]);

    private IReadOnlyList<OutsideLevel> Levels(IReadOnlyList<OutsideLevel> levels) => Listing.Bundle == 1m
        ? levels
        : [.. levels.Select(level => new OutsideLevel(level.Price / Listing.Bundle, level.Size * Listing.Bundle))];
}
