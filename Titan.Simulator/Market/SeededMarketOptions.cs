namespace Titan.Simulator.Market;

/// <summary>What may be tuned on <see cref="SeededMarket"/>; the defaults are the demonstration market.</summary>
public sealed record SeededMarketOptions
{
    /// <summary>Venue time between two steps; whole milliseconds, 10 ms to 10 s.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>One-minute bars before the start, in hours; 1 to 1000.</summary>
    public int HistoryHours { get; init; } = 200;

    /// <summary>Earliest and latest venue time of the first liquidation cascade after the start.</summary>
    public TimeSpan FirstCascadeAfter { get; init; } = TimeSpan.FromMinutes(12);

    /// <inheritdoc cref="FirstCascadeAfter"/>
    public TimeSpan FirstCascadeBefore { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Mean time between cascades; the drawn times lie within a third of it.</summary>
    public TimeSpan CascadeEvery { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Factor on the number of outside trades; 0.1 to 10.</summary>
    public double TradePace { get; init; } = 1.0;

    /// <summary>Factor on range widths, trends, noise and cascades; 0.1 to 5.</summary>
    public double Volatility { get; init; } = 1.0;

    internal void Validate()
    {
        Require(Step >= TimeSpan.FromMilliseconds(10) && Step <= TimeSpan.FromSeconds(10)
            && Step.Ticks % TimeSpan.TicksPerMillisecond == 0, nameof(Step), Step, "whole milliseconds from 10 ms to 10 s");
        Require(HistoryHours is >= 1 and <= 1000, nameof(HistoryHours), HistoryHours, "1 to 1000");
        Require(FirstCascadeAfter > TimeSpan.Zero, nameof(FirstCascadeAfter), FirstCascadeAfter, "a positive time");
        Require(FirstCascadeBefore >= FirstCascadeAfter, nameof(FirstCascadeBefore), FirstCascadeBefore, "not before FirstCascadeAfter");
        Require(CascadeEvery >= TimeSpan.FromMinutes(10), nameof(CascadeEvery), CascadeEvery, "at least 10 minutes");
        Require(TradePace is >= 0.1 and <= 10, nameof(TradePace), TradePace, "0.1 to 10");
        Require(Volatility is >= 0.1 and <= 5, nameof(Volatility), Volatility, "0.1 to 5");
    }

    private static void Require(bool holds, string name, object value, string expected)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {expected}.");
    }
}
