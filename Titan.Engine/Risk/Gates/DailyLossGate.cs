namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses a trade whose loss at the stop, on top of all open ones, would cross the daily limit.</summary>
internal sealed class DailyLossGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        ref readonly var intent = ref question.Intent;
        var equity = question.State.Equity;
        var worst = equity.Equity - question.Exposure.OpenRisk - (question.Quantity * Math.Abs(intent.LimitPrice - intent.StopLoss));
        var floor = equity.SessionPeak * (1m - question.Config.Risk.MaxDailyDrawdown);
        return worst >= floor ? verdict.Pass(worst, floor) : verdict.Deny(DenialReason.DailyLoss, worst, floor);
    }
}
