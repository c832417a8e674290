namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while FLATTEN ALL runs: nothing opens behind the closes.</summary>
internal sealed class FlattenGate : StandingGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.State.Flatten is null ? verdict.Pass() : verdict.Deny(DenialReason.Flattening);
}
