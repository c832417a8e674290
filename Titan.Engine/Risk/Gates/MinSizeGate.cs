namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses a size below the venue's minimum; a size is never rounded up.</summary>
internal sealed class MinSizeGate : RiskGate
{
    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        var instrument = question.Intent.Instrument;
        var notional = question.Quantity * question.Intent.LimitPrice;
        return question.Quantity >= instrument.MinQuantity && notional >= instrument.MinNotional
            ? verdict.Pass(question.Quantity, instrument.MinQuantity)
            : verdict.Deny(DenialReason.SizeBelowMin, question.Quantity, instrument.MinQuantity);
    }
}
