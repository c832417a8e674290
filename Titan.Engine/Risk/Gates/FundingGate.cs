namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Refuses to join a crowd that pays any price to stand on one side, and goes in smaller before it comes to that (spec titan-trading 4.6).
/// Annualised funding in percent: above 100 longs are refused and size is quartered, above 50 halved, below -50 shorts are refused; fear never
/// makes a size larger. A rate that was never told refuses: missing data is not neutral.
/// </summary>
internal sealed class FundingGate : IRiskGate
{
    private const decimal PercentOfAYearInHours = 876_000m;

    public RiskVerdict Check(in RiskQuestion question)
    {
        ref readonly var intent = ref question.Intent;
        var safety = question.Config.Safety;
        var sight = question.Surroundings.Of(intent.Instrument);
        if (!sight.FundingKnown)
        {
            return RiskVerdict.Deny(DenialReason.Regime, 0m, safety.ExtremeGreedPct);
        }

        var hours = Math.Max(1L, intent.Instrument.FundingInterval.Ticks / TimeSpan.TicksPerHour);
        var annual = decimal.Round(sight.FundingRate * PercentOfAYearInHours / hours, 6);
        var buys = intent.Side == Model.Side.Buy;
        if (annual > safety.ExtremeGreedPct)
        {
            return buys ? RiskVerdict.Deny(DenialReason.Regime, annual, safety.ExtremeGreedPct) : Lower(question, 0.25m, annual, safety.ExtremeGreedPct);
        }

        return annual > safety.HighGreedPct ? Lower(question, 0.5m, annual, safety.HighGreedPct)
            : annual < safety.ExtremeFearPct && !buys ? RiskVerdict.Deny(DenialReason.Regime, annual, safety.ExtremeFearPct)
            : RiskVerdict.PassWith(annual, safety.HighGreedPct);
    }

    private static RiskVerdict Lower(in RiskQuestion question, decimal share, decimal annual, decimal limit) =>
        RiskVerdict.Lower(DenialReason.Regime, question.Intent.Instrument.FloorQuantity(question.Quantity * share), annual, limit);
}
