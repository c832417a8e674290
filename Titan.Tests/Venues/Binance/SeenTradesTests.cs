using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Venues.Binance;

namespace Titan.Tests.Venues.Binance;

/// <summary>Each print once, whatever two overlapping connections tell.</summary>
public sealed class SeenTradesTests
{
    [Fact]
    public void Prints_TwiceLateAndSkipped_AreToldApart()
    {
        var seen = new SeenTrades();
        Assert.True(seen.IsNew(10));
        Assert.False(seen.IsNew(10));
        Assert.True(seen.IsNew(13));
        Assert.Equal(2, seen.Missed);
        Assert.True(seen.IsNew(11));
        Assert.Equal(1, seen.Missed);
        Assert.False(seen.IsNew(11));
        Assert.False(seen.IsNew(13 - 1_024));
    }

    [Fact]
    public void Forgotten_LowerNumbersAreNewAgainAndTheCountStays()
    {
        var seen = new SeenTrades();
        seen.IsNew(100);
        seen.IsNew(102);
        seen.Forget();
        Assert.True(seen.IsNew(5));
        Assert.Equal(1, seen.Missed);
    }

    [Fact]
    public void TwoConnections_AnyInterleaving_LetEachPrintThroughOnce()
    {
        // Two tellings of the same numbers, each in order, merged in any way.
        Prop.ForAll(Gen.Elements(true, false).ArrayOf(120).ToArbitrary(), turns =>
        {
            var seen = new SeenTrades();
            var passed = new List<long>();
            var (one, two) = (1L, 1L);
            foreach (var first in turns)
            {
                var id = first ? one++ : two++;
                if (seen.IsNew(id))
                    passed.Add(id);
            }

            var told = Math.Max(one, two) - 1;
            return passed.Count == told && passed.Distinct().Count() == told && seen.Missed == 0;
        }).QuickCheckThrowOnFailure();
    }
}
