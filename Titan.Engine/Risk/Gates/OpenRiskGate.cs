namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses when the losses at all stops together would exceed the open-risk limit.</summary>
internal sealed class OpenRiskGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        ref readonly var intent = ref question.Intent;
        var risk = question.Exposure.OpenRisk + (question.Quantity * Math.Abs(intent.LimitPrice - intent.StopLoss));
        var limit = question.State.Equity.Equity * question.Config.Risk.MaxOpenRisk;
        return risk <= limit ? verdict.Pass(risk, limit) : verdict.Deny(DenialReason.RiskLimit, risk, limit);
    }
}
