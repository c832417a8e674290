using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses on a lost or old book: the price we would pay is not the price we see.</summary>
internal sealed class BookAgeGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        var limit = question.Config.Execution.BookMaxAgeMs;
        var age = question.Surroundings.Of(question.Intent.Instrument).BookAge(question.Now);
        return age.Ticks <= limit * TimeSpan.TicksPerMillisecond
            ? RiskVerdict.PassWith(Decimals.Milliseconds(age), limit)
            : RiskVerdict.Deny(DenialReason.Stale, age == TimeSpan.MaxValue ? -1m : Decimals.Milliseconds(age), limit);
    }
}
