using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Web;

namespace Titan.Engine.Strategies.Scavenger.Bite;

/// <summary>What a filter may look at: the strike, its trap and symbol as they are now, the settings, the time of the question in UTC ticks.</summary>
internal readonly ref struct BiteSight(Strike strike, ScavengerOptions options, TradeLimits limits, bool extremeVolatility, long now)
{
    public Strike Strike { get; } = strike;

    public Trap Trap => Strike.Trap;

    public SymbolWatch Symbol => Strike.Symbol;

    public ScavengerOptions Options { get; } = options;

    public TradeLimits Limits { get; } = limits;

    /// <summary>The market as a whole is in extreme volatility (5.2): costs matter less than moving.</summary>
    public bool ExtremeVolatility { get; } = extremeVolatility;

    public long Now { get; } = now;

    /// <summary>Spot price that the trap is compared with.</summary>
    public decimal SpotTrigger => Trap.SpotTrigger ?? Trap.TriggerPrice * Symbol.Basis.Ratio;
}
