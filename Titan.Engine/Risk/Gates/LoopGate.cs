namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses after our own loop stood still (SIGSTOP, swap, suspend) until a reconcile ended: the world moved without us.</summary>
internal sealed class LoopGate : IStandingGate
{
    public RiskVerdict Check(in RiskQuestion question)
        => question.Surroundings.StalledUntilReconciled ? RiskVerdict.Deny(DenialReason.LoopStalled) : RiskVerdict.Pass;
}
