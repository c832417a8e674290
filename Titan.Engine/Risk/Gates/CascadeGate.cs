using Titan.Engine.Model;

namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Refuses while entries rest after a moderate liquidation cascade: the next wave comes through the price we would pay. The traps that buy a
/// wipe-out may trade through the one of their own instrument, else they could never fire (spec titan-trading 4.6).
/// </summary>
internal sealed class CascadeGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        if (question.State.Cascade is not { } cascade || question.Now >= cascade.Until)
        {
            return verdict.Pass();
        }

        if (question.Intent.TrapType is "OI_WIPEOUT" or "ULTIMATE_BULGARIA" && question.Intent.Instrument.Id == cascade.Instrument)
        {
            return verdict.Pass();
        }

        return verdict.Deny(DenialReason.Regime, Decimals.Seconds(cascade.Until - question.Now));
    }
}
