namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses unless ARMED: no exposure without a human's permission.</summary>
internal sealed class MasterArmGate : StandingGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.State.Arm.AllowsEntries ? verdict.Pass() : verdict.Deny(DenialReason.MasterArmOff);
}
