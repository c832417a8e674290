using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses an intent that outlived its worth.</summary>
internal sealed class ExpiryGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
        => question.Now <= question.Intent.ExpiresAt
            ? verdict.Pass()
            : verdict.Deny(DenialReason.Expired, Decimals.Seconds(question.Now - question.Intent.ExpiresAt));
}
