namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while the journal cannot be written: an order that is not on disk first may be lost.</summary>
internal sealed class JournalGate : StandingGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.Surroundings.JournalWritable ? verdict.Pass() : verdict.Deny(DenialReason.JournalUnwritable);
}
