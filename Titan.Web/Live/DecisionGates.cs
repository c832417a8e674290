using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Risk;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One gate as it answered. Step is its place in the approval of spec titan-trading 3.4; empty when the row does not say.</summary>
public sealed record GateLine(string Step, string Name, string Answer, string Figures, Tone Tone, string Glyph);

/// <summary>What every gate said to one intent, in the order of asking: the answers with their figures, then those that were not asked.</summary>
public static class DecisionGates
{
    private static readonly Dictionary<string, int> Steps =
        RiskGates.Approval.ToDictionary(step => RiskGates.NameOf(step.Gate), step => step.Step, StringComparer.Ordinal);

    public static IEnumerable<GateLine> Of(IntentJudged judged, DecisionFigures figures) =>
        judged.Gates is { Count: > 0 } verdicts ? Asked(judged, verdicts) : Unwritten(judged, figures);

    /// <summary>Gates asked and gates there are; the second is 0 when the row does not say.</summary>
    public static (int Asked, int All) Count(IntentJudged judged) => judged.Gates is { Count: > 0 } verdicts ? (verdicts.Count, Math.Max(verdicts.Count, RiskGates.Count)) : (0, 0);

    /// <summary>The figures that decided, as the gate that said no compares them; nothing when approved or not written.</summary>
    public static string Compared(IntentJudged judged) =>
        judged.Approved ? ""
        : judged.Gates?.FirstOrDefault(verdict => verdict.Answer == "denied") is { } no ? GateFigures.Of(no)
        : judged.Gates is null ? DecisionFigures.Of(judged.Numbers).Compared
        : "";

    private static IEnumerable<GateLine> Asked(IntentJudged judged, IReadOnlyList<GateVerdict> verdicts)
    {
        foreach (var verdict in verdicts)
        {
            yield return LineOf(verdict);
        }

        if (judged.Gate == "Ghost")
        {
            yield return new GateLine("", T(DecisionWords.GateOf("Ghost")), T("denied"), "", Tone.Warn, "hand");
        }

        for (var gate = verdicts.Count; gate < RiskGates.Count; gate++)
        {
            yield return new GateLine(StepOf(RiskGates.NameAt(gate)), T(DecisionWords.GateOf(RiskGates.NameAt(gate))), T("not asked"), "", Tone.Muted, "dash");
        }
    }

    private static GateLine LineOf(GateVerdict verdict)
    {
        var (answer, tone, glyph) = verdict.Answer switch
        {
            "denied" => (T("denied"), Tone.Warn, "hand"),
            "lowered" => (verdict.Quantity is { } left ? T("lowered to {0}", Figures.Exact(left, 0)) : T("lowered"), Tone.High, "warning"),
            _ => (T("passed"), Tone.Ok, "check-circle"),
        };
        return new GateLine(StepOf(verdict.Gate), T(DecisionWords.GateOf(verdict.Gate)), answer, GateFigures.Of(verdict), tone, glyph);
    }

    // Rows of the first version carry only the gate that said no; that those before it passed follows from the order.
    private static IEnumerable<GateLine> Unwritten(IntentJudged judged, DecisionFigures figures)
    {
        if (judged.Approved)
        {
            yield return new GateLine("", T("Every gate"), T("passed"), "", Tone.Ok, "check-circle");
            yield break;
        }

        yield return new GateLine("", T("Every gate before"), T("passed"), "", Tone.Ok, "check-circle");
        yield return new GateLine(StepOf(judged.Gate), T(DecisionWords.GateOf(judged.Gate)), T("denied"), figures.Compared, Tone.Warn, "hand");
        yield return new GateLine("", T("Every gate after"), T("not asked"), "", Tone.Muted, "dash");
    }

    private static string StepOf(string? gate) => gate is not null && Steps.TryGetValue(gate, out var step) ? step.ToString(CultureInfo.InvariantCulture) : "";
}
