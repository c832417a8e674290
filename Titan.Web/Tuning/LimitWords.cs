using Titan.Engine.Configuration;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>The direction of a change in a word, a sign and a tone, so that colour is never alone.</summary>
/// <param name="Text">safer, trips sooner.</param>
/// <param name="Icon">An arrow the way the number goes, or a warning.</param>
/// <param name="Tone">Of the tag.</param>
public sealed record LimitWords(string Text, string Icon, Tone Tone)
{
    /// <param name="line">The change.</param>
    /// <param name="now">Limits in force.</param>
    /// <param name="then">Limits as they would be.</param>
    /// <param name="figures">What stands right now; null while it is not known.</param>
    /// <param name="notes">What the change means right now.</param>
    public static LimitWords Of(LimitLine line, RiskConfig now, RiskConfig then, LimitFigures? figures, IReadOnlyList<OutlookNote> notes)
    {
        var loudest = notes.Where(note => note.Limit == line.Limit.Name).Select(note => note.Tone).DefaultIfEmpty(Tone.Plain).Max();
        var arrow = line.NewValue > line.OldValue ? "arrow-up" : "arrow-down";
        var idle = LimitOutlook.HasNoEffectToday(line, now, then, figures);
        return (line.Turn, loudest) switch
        {
            (_, Tone.Critical) => new(line.Limit.Name is "hardDrawdown" or "minEquity" ? T("closes everything at once") : T("trips at once"), "warning", Tone.Critical),
            (LimitTurn.Safer, Tone.Warn) => new(line.Limit.Name == "maxDailyDrawdown" ? T("safer, trips sooner") : T("safer, entries stop"), "warning", Tone.Warn),
            (LimitTurn.Safer, _) => new(idle ? T("safer, no effect today") : T("safer"), arrow, Tone.Ok),
            _ => new(idle ? T("riskier, no effect today") : T("riskier"), "warning", Tone.High),
        };
    }
}
