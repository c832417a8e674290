namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses while our clock is off by a second or unknown: signatures fail and ages lie.</summary>
internal sealed class ClockGate : IStandingGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        var limit = question.Config.Execution.MaxClockOffsetMs;
        return question.Surroundings.Venue is not { ClockKnown: true } venue ? RiskVerdict.Deny(DenialReason.Clock, -1m, limit)
            : Math.Abs(venue.ClockOffsetMs) < limit ? RiskVerdict.PassWith((decimal)venue.ClockOffsetMs, limit)
            : RiskVerdict.Deny(DenialReason.Clock, (decimal)venue.ClockOffsetMs, limit);
    }
}
