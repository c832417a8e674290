namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Refuses a signal id that the gates have judged before (spec titan-trading 3.4 step 1, code DUPLICATE): the same decision twice would be twice the
/// size. Knows ids across restarts; an intent without an id is new by itself.
/// </summary>
internal sealed class DuplicateSignalGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.Intent.SignalId is { } id && question.State.Signals.WasJudged(id) ? verdict.Deny(DenialReason.Duplicate) : verdict.Pass();
}
