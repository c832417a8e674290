namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while LOCKED: after a kill or a breaker nobody has yet said that it is safe.</summary>
internal sealed class LockGate : IStandingGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        var arm = question.State.Arm;
        return arm.State != Model.ArmState.Locked ? RiskVerdict.Pass
            : RiskVerdict.Deny(arm.Lock == Model.LockCause.Breaker ? DenialReason.CircuitBreaker : DenialReason.KillLock);
    }
}
