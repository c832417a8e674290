using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses unless the last reconcile was in sync and recent: sizes are only as good as our picture of the account.</summary>
internal sealed class ReconcileGate : StandingGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        var limit = question.Config.Execution.ReconcileMaxAgeSeconds;
        if (!question.State.ReconciledInSync || question.State.ReconciledAt is not { } at)
        {
            return verdict.Deny(DenialReason.NotReconciled, -1m, limit);
        }

        var age = question.Now - at;
        return age.Ticks <= limit * TimeSpan.TicksPerSecond
            ? verdict.Pass(Decimals.Seconds(age), limit)
            : verdict.Deny(DenialReason.NotReconciled, Decimals.Seconds(age), limit);
    }
}
