using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>Level traps with the numbers of spec titan-trading 2.3.</summary>
public sealed class LevelTests
{
    // Prices 100 to 200, so a bin is 2 wide: 150.5 lies in the bin around 151, 120.5 in the one around 121.
    private static Bar[] Profile(decimal above, decimal below, decimal last = 140m)
    {
        var bars = Bars.Flat(50, 140m);
        bars[0] = Bars.One(0, 140m, 200m, 100m);
        bars[1] = Bars.One(1, 150.5m, volume: above);
        bars[2] = Bars.One(2, 120.5m, volume: below);
        bars[^1] = Bars.One(49, last);
        return bars;
    }

    [Fact]
    public void Liquidation_LargerNodeAbove_IsALongPastItsCentre() =>
        Assert.Equal(new TrapPlan(TrapType.Liquidation, Side.Buy, 151m * 1.002m, 0.05m), LiquidationLevel.Find(Profile(above: 200m, below: 100m)));

    [Fact]
    public void Liquidation_LargerNodeBelow_IsAShortPastItsCentre() =>
        Assert.Equal(new TrapPlan(TrapType.Liquidation, Side.Sell, 121m * 0.998m, 0.05m), LiquidationLevel.Find(Profile(above: 100m, below: 200m)));

    [Fact]
    public void Liquidation_BothNodesEqual_IsTheShort() => Assert.Equal(Side.Sell, LiquidationLevel.Find(Profile(200m, 200m))!.Value.Direction);

    [Fact]
    public void Liquidation_OnlyTheThreeLargestNodes_AreLookedAt()
    {
        var bars = Profile(above: 300m, below: 40m);
        bars[3] = Bars.One(3, 160.5m, volume: 200m);
        bars[4] = Bars.One(4, 170.5m, volume: 150m);
        Assert.Equal(151m * 1.002m, LiquidationLevel.Find(bars)!.Value.TriggerPrice);
        bars[2] = Bars.One(2, 120.5m, volume: 1000m);
        Assert.Equal(Side.Sell, LiquidationLevel.Find(bars)!.Value.Direction);
    }

    [Fact]
    public void Liquidation_CloseAtTheHighest_LiesInTheLastBin()
    {
        var bars = Profile(above: 5m, below: 5m);
        bars[5] = Bars.One(5, 200m, volume: 900m);
        Assert.Equal(199m * 1.002m, LiquidationLevel.Find(bars)!.Value.TriggerPrice);
    }

    [Fact]
    public void Liquidation_WithoutARangeOrTooFewBars_IsNone()
    {
        Assert.Null(LiquidationLevel.Find(Bars.Flat(50, 100m)));
        Assert.Null(LiquidationLevel.Find(Profile(200m, 100m).AsSpan(1)));
    }

    private static Bar[] Yesterday(decimal high, decimal low, decimal close)
    {
        var bars = Bars.Flat(48, (high + low) / 2m);
        bars[0] = Bars.One(0, low, high, low);
        bars[^1] = Bars.One(47, close);
        return bars;
    }

    [Fact]
    public void Daily_HighIsNear_IsALongJustAboveIt() =>
        Assert.Equal(new TrapPlan(TrapType.DailyLevel, Side.Buy, 1000m * 1.001m, 0.03m), DailyLevel.Find(Yesterday(1000m, 900m, 985m)));

    [Fact]
    public void Daily_LowIsNear_IsAShortJustBelowIt() =>
        Assert.Equal(new TrapPlan(TrapType.DailyLevel, Side.Sell, 900m * 0.999m, 0.03m), DailyLevel.Find(Yesterday(1000m, 900m, 910m)));

    [Theory]
    [InlineData(980.4, true)]
    [InlineData(980.39, false)]
    public void Daily_TwoPercent_IsTheEdge(double close, bool found) => Assert.Equal(found, DailyLevel.Find(Yesterday(1000m, 900m, (decimal)close)) is not null);

    [Fact]
    public void Daily_OnlyBarsOfYesterday_Count()
    {
        var bars = Yesterday(1000m, 900m, 985m);
        bars[30] = Bars.One(30, 950m, 1100m, 800m);
        Assert.Equal(1001m, DailyLevel.Find(bars)!.Value.TriggerPrice);
        Assert.Null(DailyLevel.Find(bars.AsSpan(1)));
    }

    private static Bar[] Squeeze(decimal last, decimal quiet = 0.01m)
    {
        var closes = Enumerable.Range(0, 72).Select(index => index % 2 == 0 ? 101m : 99m)
            .Concat(Enumerable.Range(0, 19).Select(index => index % 2 == 0 ? 100m + quiet : 100m - quiet)).Append(last);
        return Bars.Of(closes);
    }

    [Fact]
    public void Bollinger_SqueezedAndAboveTheMean_IsALongPastTheUpperBand()
    {
        var bars = Squeeze(100.02m);
        var closes = bars[^20..].Select(bar => bar.Close).ToArray();
        var mean = closes.Average();
        var deviation = (decimal)Math.Sqrt((double)(closes.Sum(close => (close - mean) * (close - mean)) / 20m));
        var plan = BollingerSqueeze.Find(bars)!.Value;
        Assert.Equal((TrapType.Bollinger, Side.Buy, 0.04m), (plan.Type, plan.Direction, plan.Cascade));
        Assert.Equal((mean + (2m * deviation)) * 1.001m, plan.TriggerPrice, 6);
    }

    [Fact]
    public void Bollinger_SqueezedAndBelowTheMean_IsAShortPastTheLowerBand()
    {
        var plan = BollingerSqueeze.Find(Squeeze(99.98m))!.Value;
        Assert.Equal(Side.Sell, plan.Direction);
        Assert.True(plan.TriggerPrice < 99.98m);
    }

    [Fact]
    public void Bollinger_AsWideAsEver_IsNone()
    {
        Assert.Null(BollingerSqueeze.Find(Squeeze(105m)));
        Assert.Null(BollingerSqueeze.Find(Squeeze(100.02m).AsSpan(1)));
    }

    [Fact]
    public void Bollinger_AsNarrowAsTheEighthNarrowestOf72_IsTheEdge()
    {
        // 72 widths, the first ones of windows that hold more and more of the quiet tail: the seventh smallest is exceeded by one bar.
        var bars = Bars.Of(Enumerable.Range(0, 92).Select(index => index % 2 == 0 ? 101m : 99m));
        Assert.NotNull(BollingerSqueeze.Find(bars));
        bars[^1] = Bars.One(91, 98.9m);
        Assert.Null(BollingerSqueeze.Find(bars));
    }

    [Theory]
    [InlineData(104, Side.Sell)]
    [InlineData(96, Side.Buy)]
    public void SigmaFade_BeyondThreeDeviations_FadesWhereItStands(int price, Side side)
    {
        var bars = Bars.Of(Enumerable.Range(0, 20).Select(index => index % 2 == 0 ? 101m : 99m));
        Assert.Equal(new TrapPlan(TrapType.SigmaFade, side, price, 0.03m), SigmaFade.Find(bars, price));
        Assert.Null(SigmaFade.Find(bars, 103m));
        Assert.Null(SigmaFade.Find(bars, 97m));
        Assert.Null(SigmaFade.Find(bars.AsSpan(1), price));
    }
}
