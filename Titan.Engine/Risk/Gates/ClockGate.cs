using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while our clock is off by a second or unknown: signatures fail and ages lie.</summary>
internal sealed class ClockGate : StandingGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        var limit = question.Config.Execution.MaxClockOffsetMs;
        return question.Surroundings.Venue is not { ClockKnown: true } venue ? verdict.Deny(DenialReason.Clock, -1m, limit)
            : Math.Abs(venue.ClockOffsetMs) < limit ? verdict.Pass(Decimals.Rounded(venue.ClockOffsetMs, 6), limit)
            : verdict.Deny(DenialReason.Clock, Decimals.Rounded(venue.ClockOffsetMs, 6), limit);
    }
}
