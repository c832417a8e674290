namespace Titan.Engine.Risk.Gates;

/// <summary>
/// Refuses to join a crowd that pays any price to stand on one side, and goes in smaller before it comes to that (spec titan-trading 4.6).
/// Annualised funding in percent: above 100 longs are refused and size is quartered, above 50 halved, below -50 shorts are refused; fear never
/// makes a size larger. A rate that was never told refuses: missing data is not neutral.
/// </summary>
internal sealed class FundingGate : RiskGate
{
    private const long PercentOfAYearInHours = 876_000;

    public override RiskAnswer Check(in RiskQuestion question, ref RiskVerdict verdict)
    {
        ref readonly var intent = ref question.Intent;
        var safety = question.Config.Safety;
        var sight = question.Surroundings.Of(intent.Instrument);
        if (!sight.FundingKnown)
        {
            return verdict.Deny(DenialReason.Regime, 0m, safety.ExtremeGreedPct);
        }

        var hours = Math.Max(1L, intent.Instrument.FundingInterval.Ticks / TimeSpan.TicksPerHour);
        // The usual intervals divide the year's hours, which spares the division of a decimal.
        var times = PercentOfAYearInHours % hours == 0 ? PercentOfAYearInHours / hours : (decimal)PercentOfAYearInHours / hours;
        var annual = decimal.Round(sight.FundingRate * times, 6);
        var buys = intent.Side == Model.Side.Buy;
        if (annual > safety.ExtremeGreedPct)
        {
            return buys ? verdict.Deny(DenialReason.Regime, annual, safety.ExtremeGreedPct) : Lower(question, ref verdict, 0.25m, annual, safety.ExtremeGreedPct);
        }

        return annual > safety.HighGreedPct ? Lower(question, ref verdict, 0.5m, annual, safety.HighGreedPct)
            : annual < safety.ExtremeFearPct && !buys ? verdict.Deny(DenialReason.Regime, annual, safety.ExtremeFearPct)
            : verdict.Pass(annual, safety.HighGreedPct);
    }

    private static RiskAnswer Lower(in RiskQuestion question, ref RiskVerdict verdict, decimal share, decimal annual, decimal limit) =>
        verdict.Lower(DenialReason.Regime, question.Intent.Instrument.FloorQuantity(question.Quantity * share), annual, limit);
}
