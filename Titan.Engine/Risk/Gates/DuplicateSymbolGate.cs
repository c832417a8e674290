namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses a second position or entry on an instrument: no pyramiding in phase 1.</summary>
internal sealed class DuplicateSymbolGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.Exposure.IsBusy(question.Intent.Instrument.Id) ? verdict.Deny(DenialReason.DuplicateSymbol) : verdict.Pass();
}
