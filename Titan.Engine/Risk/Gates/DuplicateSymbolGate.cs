namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses a second position or entry on an instrument: no pyramiding in phase 1.</summary>
internal sealed class DuplicateSymbolGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
        => question.Exposure.IsBusy(question.Intent.Instrument.Id) ? RiskVerdict.Deny(DenialReason.DuplicateSymbol) : RiskVerdict.Pass;
}
