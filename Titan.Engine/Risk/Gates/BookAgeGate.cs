using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses on a lost or old book: the price we would pay is not the price we see.</summary>
internal sealed class BookAgeGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        var limit = question.Config.Execution.BookMaxAgeMs;
        var age = question.Surroundings.Of(question.Intent.Instrument).BookAge(question.Now);
        return age.Ticks <= limit * TimeSpan.TicksPerMillisecond
            ? verdict.Pass(Decimals.Milliseconds(age), limit)
            : verdict.Deny(DenialReason.Stale, age == TimeSpan.MaxValue ? -1m : Decimals.Milliseconds(age), limit);
    }
}
