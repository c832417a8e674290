using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses an intent that outlived its worth.</summary>
internal sealed class ExpiryGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
        => question.Now <= question.Intent.ExpiresAt
            ? RiskVerdict.Pass
            : RiskVerdict.Deny(DenialReason.Expired, Decimals.Seconds(question.Now - question.Intent.ExpiresAt));
}
