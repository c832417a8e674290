using Titan.Engine.Journal;
using Titan.Engine.Model;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One decision in the list.</summary>
public sealed record DecisionLine(long Sequence, string At, string Symbol, bool IsLong, string Answer, Tone Tone, string Strategy, string Because, string Numbers)
{
    public static DecisionLine Of(Decision decision)
    {
        var judged = decision.Judged;
        return new DecisionLine(
            decision.Sequence,
            ViewerZone.Stamp(decision.At),
            judged.Instrument.Value,
            judged.Side == Side.Buy,
            judged.Approved ? T("approved") : T("denied"),
            judged.Approved ? Tone.Ok : Tone.Warn,
            judged.Strategy,
            judged.Approved ? Said(judged.Why) : T(DecisionWords.SentenceOf(judged.Denial)),
            DecisionGates.Compared(judged));
    }
}

/// <summary>One page of decisions with where the next older one begins (0: none), the one that is open, and the hours around it.</summary>
public sealed record DecisionRows(ValueList<DecisionLine> Rows, long Older, DecisionView? Chosen, DecisionTimeline Timeline)
{
    public static DecisionRows Of(IReadOnlyList<Decision> found, int shown, DecisionTrail? chosen, DecisionTimeline timeline) =>
        new([.. found.Take(shown).Select(DecisionLine.Of)], found.Count > shown ? found[shown - 1].Sequence : 0, chosen is null ? null : DecisionView.From(chosen), timeline);
}
