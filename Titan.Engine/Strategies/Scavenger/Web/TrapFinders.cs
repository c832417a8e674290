namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>The finders that a cycle asks, in the order of <see cref="Traps.TrapType"/>. Adding a trap type is one file and one line here.</summary>
internal static class TrapFinders
{
    public static IReadOnlyList<ITrapFinder> All { get; } =
    [
        new LiquidationLevel(),
        new DailyLevel(),
        new BollingerSqueeze(),
        new SigmaFade(),
        new OiWipeout(),
        new FundingSqueeze(),
        new BasisArb(),
        new UltimateBulgaria(),
    ];
}
