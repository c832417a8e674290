namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses unless ARMED: no exposure without a human's permission.</summary>
internal sealed class MasterArmGate : IStandingGate
{
    public RiskVerdict Check(in RiskQuestion question)
        => question.State.Arm.AllowsEntries ? RiskVerdict.Pass : RiskVerdict.Deny(DenialReason.MasterArmOff);
}
