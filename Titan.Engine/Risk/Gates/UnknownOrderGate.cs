namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while an order on the instrument has no known outcome: the next size would be a guess.</summary>
internal sealed class UnknownOrderGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.Exposure.HasUnknown(question.Intent.Instrument.Id) ? verdict.Deny(DenialReason.Stale) : verdict.Pass();
}
