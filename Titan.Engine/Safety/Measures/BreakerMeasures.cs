namespace Titan.Engine.Safety.Measures;

/// <summary>
/// All measures in the order they are judged: the gentler first, so that the trip is on record before what flattens. Adding one is one file
/// and one line here.
/// </summary>
internal static class BreakerMeasures
{
    public static IReadOnlyList<IMeasure> Ordered { get; } =
    [
        new DailyDrawdown(),
        new WatermarkDrawdown(),
        new WeeklyDrawdown(),
        new ConsecutiveLosses(),
        new MarketMove(),           // extreme volatility, three ways to see it
        new TrueRangeRatio(),
        new LiquidationCascade(),
        new HardDrawdown(),         // from here on positions go too
        new EquityFloor(),
        new DrawdownVelocity(),
        new PerformanceDrift(),     // last: it only disarms
    ];
}
