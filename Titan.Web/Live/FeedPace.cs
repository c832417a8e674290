namespace Titan.Web.Live;

/// <summary>
/// How often viewers are told. Measured on the machine's clock, because a market clock may run faster than people read.
/// </summary>
public sealed record FeedPace
{
    /// <summary>Shortest time between two updates of one circuit: ten a second.</summary>
    public TimeSpan Between { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Viewers look again this often even when the engine is silent, so that ages grow and a silent engine looks old.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Shortest time between two points pushed to a chart.</summary>
    public TimeSpan ChartBetween { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeProvider Machine { get; init; } = TimeProvider.System;
}
