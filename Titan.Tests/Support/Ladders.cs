using Titan.Engine.Model;

namespace Titan.Tests.Support;

/// <summary>Books by hand: one level a side, or several.</summary>
internal static class Ladders
{
    public static BookLadder Of(Instrument instrument, decimal bid, decimal ask, decimal bidSize = 1_000m, decimal askSize = 1_000m)
    {
        var ladder = new BookLadder();
        ladder.Set([instrument.ToTicks(bid)], [instrument.ToLots(bidSize)], [instrument.ToTicks(ask)], [instrument.ToLots(askSize)]);
        return ladder;
    }

    /// <summary>Levels of a side with the best first.</summary>
    public static BookLadder Of(Instrument instrument, IReadOnlyList<(decimal Price, decimal Size)> bids, IReadOnlyList<(decimal Price, decimal Size)> asks)
    {
        var ladder = new BookLadder();
        ladder.Set(Ticks(bids), Lots(bids), Ticks(asks), Lots(asks));
        return ladder;

        long[] Ticks(IReadOnlyList<(decimal Price, decimal Size)> levels) => [.. levels.Reverse().Select(level => instrument.ToTicks(level.Price))];

        long[] Lots(IReadOnlyList<(decimal Price, decimal Size)> levels) => [.. levels.Reverse().Select(level => instrument.ToLots(level.Size))];
    }
}
