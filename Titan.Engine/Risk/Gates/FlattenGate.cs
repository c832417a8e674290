namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while FLATTEN ALL runs: nothing opens behind the closes.</summary>
internal sealed class FlattenGate : IStandingGate
{
    public RiskVerdict Check(in RiskQuestion question)
        => question.State.Flatten is null ? RiskVerdict.Pass : RiskVerdict.Deny(DenialReason.Flattening);
}
