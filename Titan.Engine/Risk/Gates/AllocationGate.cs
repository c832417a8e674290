namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Keeps phase 1 inside its share of the capital: equity times weight times performance modifier, as margin (spec titan-trading 3.4 step 8,
/// 14.9). Shrinks to what is left, refuses when nothing is. Value and limit are margin in USDT.
/// </summary>
internal sealed class AllocationGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        ref readonly var intent = ref question.Intent;
        var allocated = question.Brain.AllocatedMargin(question.State, question.Now);
        var free = allocated - question.Exposure.UsedMargin;
        var leverage = question.Leverage;
        var margin = question.Quantity * intent.LimitPrice / leverage;
        if (margin <= free)
        {
            return verdict.Pass(question.Exposure.UsedMargin + margin, allocated);
        }

        return free <= 0 || intent.LimitPrice <= 0
            ? verdict.Deny(DenialReason.Allocation, question.Exposure.UsedMargin + margin, allocated)
            : verdict.Lower(
                DenialReason.Allocation, intent.Instrument.FloorQuantity(free * leverage / intent.LimitPrice), question.Exposure.UsedMargin + margin, allocated);
    }
}
