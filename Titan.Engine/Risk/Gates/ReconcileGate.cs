using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses unless the last reconcile was in sync and recent: sizes are only as good as our picture of the account.</summary>
internal sealed class ReconcileGate : IStandingGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        var limit = question.Config.Execution.ReconcileMaxAgeSeconds;
        if (!question.State.ReconciledInSync || question.State.ReconciledAt is not { } at)
        {
            return RiskVerdict.Deny(DenialReason.NotReconciled, -1m, limit);
        }

        var age = question.Now - at;
        return age.Ticks <= limit * TimeSpan.TicksPerSecond
            ? RiskVerdict.PassWith(Decimals.Seconds(age), limit)
            : RiskVerdict.Deny(DenialReason.NotReconciled, Decimals.Seconds(age), limit);
    }
}
