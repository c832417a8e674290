namespace Titan.Web.Live;

/// <summary>What a figure means, for color; a word, a sign or a shape always says the same beside it.</summary>
public enum Tone
{
    Plain,
    Muted,
    Ok,
    Warn,
    High,
    Critical,
    Stale,
    Unknown,
    Gain,
    Loss,
    Accent,
}

/// <summary>CSS classes of tones.</summary>
public static class Tones
{
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Plain => "tone-plain",
        Tone.Muted => "tone-muted",
        Tone.Ok => "tone-ok",
        Tone.Warn => "tone-warn",
        Tone.High => "tone-high",
        Tone.Critical => "tone-critical",
        Tone.Stale => "tone-stale",
        Tone.Unknown => "tone-unknown",
        Tone.Gain => "tone-gain",
        Tone.Loss => "tone-loss",
        _ => "tone-accent",
    };

    /// <summary>Gain, loss or neither.</summary>
    public static Tone OfGain(decimal value) => decimal.Round(value, 2) switch { > 0 => Tone.Gain, < 0 => Tone.Loss, _ => Tone.Plain };
}
