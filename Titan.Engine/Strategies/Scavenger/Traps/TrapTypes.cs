namespace Titan.Engine.Strategies.Scavenger.Traps;

/// <summary>The words of <see cref="TrapType"/> as journal, API and console spell them.</summary>
public static class TrapTypes
{
    private static readonly string[] Words =
        ["LIQUIDATION", "DAILY_LEVEL", "BOLLINGER", "SIGMA_FADE", "OI_WIPEOUT", "FUNDING_SQUEEZE", "BASIS_ARB", "ULTIMATE_BULGARIA"];

    public static IReadOnlyList<TrapType> All { get; } = Enum.GetValues<TrapType>();

    public static string Word(this TrapType type) => Words[(int)type];

    /// <summary>A fade enters against the move that reached it; all others go with the break.</summary>
    public static bool IsFade(this TrapType type) => type == TrapType.SigmaFade;

    /// <summary>The trap was already reached when it was found, so it need not be approached from its near side.</summary>
    public static bool EntersNow(this TrapType type) => type is TrapType.SigmaFade or TrapType.OiWipeout;

    /// <summary>The first detection holds as long as the trap lives: its level does not follow the price.</summary>
    public static bool KeepsItsLevel(this TrapType type) => type == TrapType.UltimateBulgaria;
}
