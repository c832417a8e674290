using Titan.Engine.Kernel;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One finished comparison of shadow and venue: when, what started it, what came of it and how long it took.</summary>
/// <param name="Detail">Each difference with what was done about it; empty when both sides were the same.</param>
/// <param name="Took">From the question to the verdict; empty when it is not known.</param>
public sealed record RoundLine(string At, string Result, Tone Tone, string Cause, string Detail, string Took)
{
    public static RoundLine Of(ReconcileView round) => new(
        Figures.Clock(round.At),
        round.InSync ? T("same, {0} of {1}", round.ShadowCount, round.VenueCount) : Figures.Plural(round.Mismatches.Length, T("mismatch"), T("mismatches")),
        round.InSync ? Tone.Ok : Tone.Critical,
        CauseOf(round.Trigger),
        string.Join(" · ", round.Mismatches.Select(row => T("{0}: ours {1}, venue {2}: {3}", row.Symbol, Figures.Exact(row.ShadowQuantity, 0), Figures.Exact(row.VenueQuantity, 0), Said(row.Action)))),
        TimeOf(round.Took));

    // A market that is played fast has a clock that may not have moved in between.
    private static string TimeOf(TimeSpan? span) => span switch
    {
        { Ticks: > 0, TotalSeconds: < 1 } quick => Figures.Milliseconds(quick.TotalMilliseconds),
        { Ticks: > 0 } slow => Figures.Took(slow),
        _ => "",
    };

    // What the engine calls its reasons; one that has no words here is said as it is.
    private static string CauseOf(string trigger) => trigger switch
    {
        "timer" => T("by the clock"),
        "manual" => T("asked by hand"),
        "start" => T("after the start"),
        "reconnect" => T("after a reconnect"),
        "stall" => T("after a standstill"),
        "watch" => T("while a stream was down"),
        "after flatten" => T("after a flatten"),
        "verify" => T("second look after a correction"),
        "instrument loaded" => T("after an instrument was loaded"),
        _ => trigger,
    };
}
