using Titan.Web.Live;

namespace Titan.Web.Shift;

/// <summary>One line of a checklist.</summary>
/// <param name="Key">Stable word, for the address.</param>
/// <param name="Text">What is looked at.</param>
/// <param name="Value">What the engine says about it right now.</param>
/// <param name="Tone">Ok when nothing stands against it; muted for a part that is not installed.</param>
/// <param name="Address">Where its evidence is.</param>
/// <param name="ByHand">A person has to look and tick; the others the console judges by itself.</param>
public sealed record ShiftItem(string Key, string Text, string Value, Tone Tone, string Address, bool ByHand = false)
{
    /// <summary>The console judges it and it is not as it should be.</summary>
    public bool IsOpen => Tone is Tone.Critical or Tone.High or Tone.Warn or Tone.Unknown or Tone.Stale;
}
