namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses a trade whose loss at its own stop is more than one trade may lose (spec titan-trading 3.4 step 11; seed 002: 1 to 5 %). USDT.</summary>
internal sealed class TradeRiskGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        ref readonly var intent = ref question.Intent;
        var risk = question.Quantity * Math.Abs(intent.LimitPrice - intent.StopLoss);
        var limit = question.State.Equity.Equity * question.Config.Risk.MaxRiskPerTrade;
        return risk <= limit ? verdict.Pass(risk, limit) : verdict.Deny(DenialReason.RiskLimit, risk, limit);
    }
}
