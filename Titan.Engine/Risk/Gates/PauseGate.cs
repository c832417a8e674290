namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while paused, by hand or by a lost feed.</summary>
internal sealed class PauseGate : IStandingGate
{
    public RiskVerdict Check(in RiskQuestion question)
        => question.State.IsPaused ? RiskVerdict.Deny(DenialReason.Paused) : RiskVerdict.Pass;
}
