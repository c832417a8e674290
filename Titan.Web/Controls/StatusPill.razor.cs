using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>A header pill: shape or dot, word, value. Only trouble is tinted; ok stays quiet.</summary>
public sealed partial class StatusPill
{
    private string Css => View.Tone is Tone.Ok or Tone.Plain ? "" : "loud " + View.Tone.Css();
}
