using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while equity is unknown or old: no size can be right.</summary>
internal sealed class EquityGate : IStandingGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        var limit = question.Config.Execution.EquityMaxAgeSeconds;
        var equity = question.State.Equity;
        if (!equity.Known)
        {
            return RiskVerdict.Deny(DenialReason.EquityUnknown, -1m, limit);
        }

        var age = question.Now - equity.AsOf;
        return age.Ticks <= limit * TimeSpan.TicksPerSecond && equity.Equity > 0
            ? RiskVerdict.PassWith(Decimals.Seconds(age), limit)
            : RiskVerdict.Deny(DenialReason.EquityUnknown, Decimals.Seconds(age), limit);
    }
}
