using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses a spread above the limit, which strong momentum widens (spec titan-trading 4.4): half of it is lost at once.</summary>
internal sealed class SpreadGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        ref readonly var quote = ref question.Surroundings.Of(question.Intent.Instrument).Quote;
        var gap = quote.AskTicks - quote.BidTicks;
        var sum = quote.AskTicks + quote.BidTicks;
        var limit = question.Config.Execution.MaxSpreadPct * Momentum.Allowance(question.Intent.Momentum);

        // Percent of the middle is 200 · gap / sum; compared in ticks without the division, which only the record needs.
        var percent = sum == 0 ? 0m : Decimals.Rounded(200.0 * gap / sum, 6);
        return gap > 0 && 200 * gap <= limit * sum ? verdict.Pass(percent, limit) : verdict.Deny(DenialReason.Spread, percent, limit);
    }
}
