using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Refuses an entry at market whose size costs more in the book than <c>execution.maxSlippagePct</c> (spec titan-trading 4.4, 0.2 %, wider in strong
/// momentum). What comes through the intake was made a limit before it came to that; this is the second look. A limit waits at its own price and is
/// none of its business. Percent; -1 when the book does not hold the size.
/// </summary>
internal sealed class SlippageGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        ref readonly var intent = ref question.Intent;
        if (intent.Order != EntryOrder.Market)
        {
            return verdict.Pass();
        }

        var limit = question.Config.Execution.MaxSlippagePct * Momentum.Allowance(intent.Momentum);
        var slippage = question.Surroundings.Of(intent.Instrument).Ladder.Slippage(intent.Instrument, intent.Side, question.Quantity);
        return slippage is { } cost && cost <= limit ? verdict.Pass(cost, limit) : verdict.Deny(DenialReason.Slippage, slippage ?? -1m, limit);
    }
}
