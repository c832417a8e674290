namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while entries rest after a moderate liquidation cascade: the next wave comes through the price we would pay.</summary>
internal sealed class CascadeGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        if (question.State.Cascade is not { } cascade || question.Now >= cascade.Until)
        {
            return RiskVerdict.Pass;
        }

        return RiskVerdict.Deny(DenialReason.Regime, (decimal)(cascade.Until - question.Now).TotalSeconds);
    }
}
