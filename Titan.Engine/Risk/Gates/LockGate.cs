namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while LOCKED: after a kill or a breaker nobody has yet said that it is safe.</summary>
internal sealed class LockGate : StandingGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        var arm = question.State.Arm;
        return arm.State != Model.ArmState.Locked ? verdict.Pass()
            : verdict.Deny(arm.Lock == Model.LockCause.Breaker ? DenialReason.CircuitBreaker : DenialReason.KillLock);
    }
}
