namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while the circuit breaker is tripped: a losing day does not get more rope.</summary>
internal sealed class BreakerGate : IStandingGate
{
    public RiskVerdict Check(in RiskQuestion question)
        => question.State.Breaker.Active ? RiskVerdict.Deny(DenialReason.CircuitBreaker) : RiskVerdict.Pass;
}
