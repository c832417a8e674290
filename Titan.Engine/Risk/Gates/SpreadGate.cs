namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses a spread above the limit: half of it is lost at once.</summary>
internal sealed class SpreadGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        ref readonly var quote = ref question.Surroundings.Of(question.Intent.Instrument).Quote;
        var gap = quote.AskTicks - quote.BidTicks;
        var sum = quote.AskTicks + quote.BidTicks;
        var limit = question.Config.Execution.MaxSpreadPct;

        // Percent of the middle is 200 · gap / sum; in ticks, and without the division, it is one multiplication.
        return gap > 0 && 200 * gap <= limit * sum ? RiskVerdict.Pass : RiskVerdict.Deny(DenialReason.Spread, sum == 0 ? 0m : 200m * gap / sum, limit);
    }
}
