namespace Titan.Engine.Risk.Gates;

/// <summary>Refuses when all notionals together would exceed the total leverage.</summary>
internal sealed class LeverageGate : IRiskGate
{
    public RiskVerdict Check(in RiskQuestion question)
    {
        var equity = question.State.Equity.Equity;
        var leverage = (question.Exposure.GrossNotional + (question.Quantity * question.Intent.LimitPrice)) / equity;
        var limit = question.Config.Risk.MaxTotalLeverage;
        return leverage <= limit ? RiskVerdict.Pass : RiskVerdict.Deny(DenialReason.LeverageCap, leverage, limit);
    }
}
