namespace Titan.Simulator.Market;

/// <summary>
/// Where the market outside our own account comes from: a seeded generator or a recorded file.
/// The exchange asks for one step after the other; nothing in a step depends on the wall clock, so the
/// same source gives the same steps, byte for byte.
/// </summary>
public interface IMarketSource
{
    /// <summary>The instruments this market lists.</summary>
    IReadOnlyList<InstrumentSpec> Instruments { get; }

    /// <summary>Venue time of the first step, UTC.</summary>
    DateTimeOffset Start { get; }

    /// <summary>One-minute bars before <see cref="Start"/>, oldest first; empty when none are known.</summary>
    IReadOnlyList<MarketBar> History(string symbol);

    /// <summary>The next step in time, or null when a recording has ended.</summary>
    MarketStep? Next();
}
