namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while paused, by hand or by a lost feed.</summary>
internal sealed class PauseGate : StandingGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.State.IsPaused ? verdict.Deny(DenialReason.Paused) : verdict.Pass();
}
