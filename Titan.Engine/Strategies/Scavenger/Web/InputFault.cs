namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>What can be wrong with an event. Each is counted and named, none is thrown, none is traded on.</summary>
public enum InputFault
{
    /// <summary>A price or quantity at or below zero.</summary>
    ZeroPrice,

    /// <summary>A spot price more than 10 % beside the perpetual's, or a figure beyond any market.</summary>
    AbsurdPrice,

    /// <summary>Older than what was seen before it on the same stream.</summary>
    OutOfOrder,

    /// <summary>Its time is seconds beside the engine's.</summary>
    ClockSkew,

    /// <summary>A spot print without a quote of the perpetual to hold it against.</summary>
    NoPerpetual,

    /// <summary>The symbol has no pair on the venue that leads.</summary>
    MissingPair,

    /// <summary>A bar that contradicts itself.</summary>
    BrokenBar,

    /// <summary>A bar that was there before.</summary>
    RepeatedBar,

    /// <summary>Bars are missing before this one.</summary>
    BarGap,

    /// <summary>No open interest for two minutes.</summary>
    StaleOpenInterest,
}
