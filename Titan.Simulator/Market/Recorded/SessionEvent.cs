namespace Titan.Simulator.Market.Recorded;

internal enum SessionEventKind
{
    /// <summary>The book of the symbol is forgotten; a whole one follows.</summary>
    Clear,

    /// <summary>The size at one price is now this; zero removes the level.</summary>
    Level,

    /// <summary>A trade; <see cref="SessionEvent.Buys"/> is the taker's side.</summary>
    Trade,
}

/// <summary>One thing a raw session says about one instrument; times are the venue's where it gives one, Unix milliseconds.</summary>
/// <param name="Buys">A level of the bids, or a trade whose taker buys.</param>
internal readonly record struct SessionEvent(long TimeMs, string Symbol, SessionEventKind Kind, bool Buys, decimal Price, decimal Size);
