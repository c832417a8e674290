using Titan.Web.Live;

namespace Titan.Web.Layout;

/// <summary>The arm chip: four states told by shape, glyph and word before color. A lost link turns it to UNKNOWN by style alone.</summary>
public sealed partial class ArmChip
{
    internal static string IconOf(ArmFace face) => face switch
    {
        ArmFace.Armed => "lock-open",
        ArmFace.Locked => "lock",
        ArmFace.Disarmed => "circle",
        _ => "question",
    };
}

/// <summary>State and word of the chip.</summary>
public sealed record ArmChipView(ArmFace Face, string Word);
