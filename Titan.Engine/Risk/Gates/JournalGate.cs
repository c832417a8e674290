namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while the journal cannot be written: an order that is not on disk first may be lost.</summary>
internal sealed class JournalGate : IStandingGate
{
    public RiskVerdict Check(in RiskQuestion question)
        => question.Surroundings.JournalWritable ? RiskVerdict.Pass : RiskVerdict.Deny(DenialReason.JournalUnwritable);
}
