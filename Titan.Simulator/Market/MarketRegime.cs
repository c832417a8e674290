namespace Titan.Simulator.Market;

/// <summary>The weather an instrument is in; <c>Market/README.md</c> tells what each one does to price, spread and pace.</summary>
public enum MarketRegime
{
    /// <summary>Small moves, slow tape; ends in a range.</summary>
    Quiet,

    /// <summary>Swings between two edges for 20 to 60 minutes; ends in a breakout that follows through or fails.</summary>
    Range,

    /// <summary>A narrow range; its breakout follows through more often.</summary>
    Squeeze,

    /// <summary>A follow-through: advances and pull-backs in one direction.</summary>
    Trend,

    /// <summary>A liquidation cascade and its aftermath: fast, thin, wide.</summary>
    Stressed,
}
