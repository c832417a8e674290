namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Keeps all notionals together under the least of tier, user and total leverage times equity (spec titan-trading 3.2, 3.4 step 9). Shrinks to
/// fit, and refuses when less than half of what was asked for would remain: a stump of a trade pays its fees and nothing else. Value and limit
/// are USDT.
/// </summary>
internal sealed class LeverageGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        ref readonly var intent = ref question.Intent;
        var equity = question.State.Equity.Equity;
        var limit = Brain.LeverageCap(equity, question.Config.Risk) * equity;
        var notional = question.Exposure.GrossNotional + (question.Quantity * intent.LimitPrice);
        if (notional <= limit)
        {
            return verdict.Pass(notional, limit);
        }

        var room = limit - question.Exposure.GrossNotional;
        var fits = room > 0 && intent.LimitPrice > 0 ? intent.Instrument.FloorQuantity(room / intent.LimitPrice) : 0m;
        return fits <= 0 || fits * 2m < question.Requested
            ? verdict.Deny(DenialReason.LeverageCap, notional, limit)
            : verdict.Lower(DenialReason.LeverageCap, fits, notional, limit);
    }
}
