using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Strategies.Scavenger.Web;
using Titan.Tests.Support;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>Scores, the map and the universe (spec titan-trading 2.1).</summary>
public sealed class ScoreTests
{
    [Theory]
    [InlineData(5.0, 10_000_000, 3, 100)]
    [InlineData(50.0, 99_000_000, 9, 100)]
    [InlineData(1.0, 5_000_000, 1, 33)]
    [InlineData(2.5, 0, 3, 50)]
    [InlineData(5.0, 10_000_000, 0, 0)]
    public void Score_IsTheWeightedSumOfItsThreeParts(double atr, int turnover, int traps, int expected) =>
        Assert.Equal(expected, SymbolScore.Of(atr, turnover, traps), 10);

    [Fact]
    public void AverageTrueRange_Of14Bars_IsTheMeanOf13Ranges()
    {
        var bars = Enumerable.Range(0, 14).Select(index => Bars.One(index, 100m, 101m, 99m)).ToArray();
        Assert.Equal(2.0, Indicators.AverageTrueRangePercent(bars), 10);
        bars[0] = Bars.One(0, 100m, 900m, 1m);
        Assert.Equal(2.0, Indicators.AverageTrueRangePercent(bars), 10);
        bars[5] = Bars.One(5, 113m, 113m, 112m);
        Assert.Equal((11.0 * 2.0 + 13.0 + 14.0) / 13.0, Indicators.AverageTrueRangePercent(bars), 10);
        Assert.Equal(0.0, Indicators.AverageTrueRangePercent(bars.AsSpan()[1..]));
    }

    [Fact]
    public void DirectionalMovement_OfAStraightTrend_IsFull()
    {
        var up = Enumerable.Range(0, 40).Select(index => Bars.One(index, 100m + index, 101m + index, 99m + index)).ToArray();
        var movement = Indicators.DirectionalMovement(up)!.Value;
        Assert.Equal(100.0, movement.Adx, 6);
        Assert.True(movement.Plus > movement.Minus);
        Assert.Null(Indicators.DirectionalMovement(up.AsSpan()[12..]));
    }

    [Fact]
    public void Map_WithEnoughAboveTheBar_TakesOnlyThose()
    {
        var watches = Watches(59m, 61m, 70m, 55m);
        Assert.Equal([70m, 61m], MapSelection.Of(watches, 2, 60m, 50m).Select(watch => watch.Score));
    }

    [Fact]
    public void Map_WithTooFewAboveTheBar_LowersIt()
    {
        var watches = Watches(59m, 61m, 50m, 51m);
        Assert.Equal([61m, 59m, 51m], MapSelection.Of(watches, 20, 60m, 50m).Select(watch => watch.Score));
    }

    [Fact]
    public void Map_OfEqualScores_PrefersTheHigherTurnover()
    {
        var watches = Watches(70m, 70m);
        watches[1].See(Ticker(watches[1], turnover: 5m));
        Assert.Equal(watches[1], MapSelection.Of(watches, 1, 60m, 50m).Single());
    }

    [Fact]
    public void Universe_NeedsTurnoverSpreadAndAPair()
    {
        var faults = new InputFaults();
        var watches = Watches(faults, 0m, 0m, 0m);
        var minute = TimeSpan.TicksPerMinute;
        Assert.Empty(Universe.Of(watches, 500, null, 0, faults));
        foreach (var watch in watches)
        {
            watch.See(Ticker(watch, 1_000_000m));
            watch.See(Events.Quote(watch.Instrument, 1000m, 1000.1m, EngineBench.Start));
        }

        Assert.Equal(3, Universe.Of(watches, 500, null, 0, faults).Count);
        Assert.Equal([watches[0], watches[2]], Universe.Of(watches, 500, null, 0, faults, id => id.Value != "C1USDT").OrderBy(watch => watch.Instrument.Index));
        watches[0].See(Ticker(watches[0], 999_999m));
        watches[1].See(Events.Quote(watches[1].Instrument, 1000m, 1001.6m, EngineBench.Start));
        Assert.Equal([watches[2]], Universe.Of(watches, 500, null, 0, faults));
        Assert.Equal([watches[2]], Universe.Of(watches, 500, 0, 5 * minute, faults));
        Assert.Empty(Universe.Of(watches, 500, 0, (5 * minute) + 1, faults));
        Assert.Equal(1, faults.Of(InputFault.MissingPair));
    }

    private static List<SymbolWatch> Watches(params decimal[] scores) => Watches(new InputFaults(), scores);

    private static List<SymbolWatch> Watches(InputFaults faults, params decimal[] scores) =>
        [.. scores.Select((score, index) => new SymbolWatch(BenchInstruments.Btc with { Index = index, Id = new($"C{index}USDT") }, new ScavengerOptions(), faults) { Score = score })];

    private static Titan.Engine.Model.Ticker Ticker(SymbolWatch watch, decimal turnover) => Events.Ticker(watch.Instrument, 100m, EngineBench.Start, turnover: turnover);
}
