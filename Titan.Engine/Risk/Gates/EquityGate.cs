using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while equity is unknown or old: no size can be right.</summary>
internal sealed class EquityGate : StandingGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        var limit = question.Config.Execution.EquityMaxAgeSeconds;
        var equity = question.State.Equity;
        if (!equity.Known)
        {
            return verdict.Deny(DenialReason.EquityUnknown, -1m, limit);
        }

        var age = question.Now - equity.AsOf;
        return age.Ticks <= limit * TimeSpan.TicksPerSecond && equity.Equity > 0
            ? verdict.Pass(Decimals.Seconds(age), limit)
            : verdict.Deny(DenialReason.EquityUnknown, Decimals.Seconds(age), limit);
    }
}
