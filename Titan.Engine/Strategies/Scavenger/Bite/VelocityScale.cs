using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>
/// How much faster a price must run before the order type changes, by how much it moves anyway (spec titan-trading 2.7, optional): thresholds times 1.5
/// when the hour's mean range is above 1 % of the price, times 0.8 when it is below 0.4 %. The lower bound is ours: the spec says "low" and names none.
/// </summary>
internal static class VelocityScale
{
    private const double HighAbove = 1.0;
    private const double LowBelow = 0.4;

    /// <param name="options">Off unless <see cref="ScavengerOptions.VelocityScaling"/>.</param>
    /// <param name="hours">Closed 1h bars, oldest first.</param>
    public static decimal Of(ScavengerOptions options, ReadOnlySpan<Bar> hours) =>
        options.VelocityScaling ? Of(Indicators.AverageTrueRangePercent(hours)) : 1m;

    /// <param name="rangePercent">Mean true range over the price, percent; 0 when too few bars are known, which scales nothing.</param>
    public static decimal Of(double rangePercent) => rangePercent switch { > HighAbove => 1.5m, > 0.0 and < LowBelow => 0.8m, _ => 1m };
}
