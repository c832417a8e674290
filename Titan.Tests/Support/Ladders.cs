using Titan.Engine.Model;

namespace Titan.Tests.Support;

/// <summary>A book of one level a side.</summary>
internal static class Ladders
{
    public static BookLadder Of(Instrument instrument, decimal bid, decimal ask, decimal bidSize = 1_000m, decimal askSize = 1_000m)
    {
        var ladder = new BookLadder();
        ladder.Set([instrument.ToTicks(bid)], [instrument.ToLots(bidSize)], [instrument.ToTicks(ask)], [instrument.ToLots(askSize)]);
        return ladder;
    }
}
