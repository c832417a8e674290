namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while an order on the instrument has no known outcome: the next size would be a guess.</summary>
internal sealed class UnknownOrderGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
        => question.Exposure.HasUnknown(question.Intent.Instrument.Id) ? RiskVerdict.Deny(DenialReason.Stale) : RiskVerdict.Pass;
}
