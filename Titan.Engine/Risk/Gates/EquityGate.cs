namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while equity is unknown or old: no size can be right.</summary>
internal sealed class EquityGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        var limit = question.Config.Execution.EquityMaxAgeSeconds;
        var equity = question.State.Equity;
        var age = equity.Known ? (decimal)(question.Now - equity.AsOf).TotalSeconds : -1m;
        return equity.Known && age <= limit && equity.Equity > 0 ? RiskVerdict.Pass : RiskVerdict.Deny(DenialReason.EquityUnknown, age, limit);
    }
}
