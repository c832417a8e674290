namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses a size below the venue's minimum; a size is never rounded up.</summary>
internal sealed class MinSizeGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        var instrument = question.Intent.Instrument;
        var notional = question.Quantity * question.Intent.LimitPrice;
        return question.Quantity >= instrument.MinQuantity && notional >= instrument.MinNotional
            ? RiskVerdict.PassWith(question.Quantity, instrument.MinQuantity)
            : RiskVerdict.Deny(DenialReason.SizeBelowMin, question.Quantity, instrument.MinQuantity);
    }
}
