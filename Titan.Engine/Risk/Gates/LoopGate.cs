namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses after our own loop stood still (SIGSTOP, swap, suspend) until a reconcile ended: the world moved without us.</summary>
internal sealed class LoopGate : StandingGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.Surroundings.StalledUntilReconciled ? verdict.Deny(DenialReason.LoopStalled) : verdict.Pass();
}
