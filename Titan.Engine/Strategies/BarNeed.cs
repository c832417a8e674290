namespace Titan.Engine.Strategies;

/// <summary>Bars a strategy wants: their interval, and how many closed ones of the past before it can judge.</summary>
public readonly record struct BarNeed(TimeSpan Interval, int Count)
{
    /// <summary>What strategies need together: each interval once, as long as the one that wants most of it.</summary>
    public static IReadOnlyList<BarNeed> Of(IEnumerable<IStrategy> strategies) =>
        [.. strategies.SelectMany(static strategy => strategy.BarNeeds).GroupBy(static need => need.Interval)
            .Select(static need => new BarNeed(need.Key, need.Max(static one => one.Count))).OrderBy(static need => need.Interval)];
}
