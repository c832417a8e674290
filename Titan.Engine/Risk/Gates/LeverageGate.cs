namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses when all notionals together would exceed the total leverage.</summary>
internal sealed class LeverageGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        // Positive: the equity gate stands before this one.
        var equity = question.State.Equity.Equity;
        var notional = question.Exposure.GrossNotional + (question.Quantity * question.Intent.LimitPrice);
        var limit = question.Config.Risk.MaxTotalLeverage;
        return notional <= limit * equity ? RiskVerdict.Pass : RiskVerdict.Deny(DenialReason.LeverageCap, notional / equity, limit);
    }
}
