namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while the circuit breaker is tripped: a losing day does not get more rope.</summary>
internal sealed class BreakerGate : StandingGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.State.Breaker.Active ? verdict.Deny(DenialReason.CircuitBreaker) : verdict.Pass();
}
