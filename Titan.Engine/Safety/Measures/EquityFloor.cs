namespace Titan.Engine.Safety.Measures;

/// <summary>
/// Equity below the smallest the desk may have flattens and locks (spec titan-trading 5.2: 75 % of the start). Judged only once the account
/// was above it since the last reset: a Risk Manager who released below it has decided, and the next fall through it fires again.
/// </summary>
internal sealed class EquityFloor : IMeasure
{
    public string Code => "EQUITY_FLOOR";

    public string Name => "equity, hard level";

    public string Unit => "USDT";

    public MeasureEffect Effect => MeasureEffect.Flatten;

    public MeasureReading Read(in MeasureQuestion question)
    {
        var floor = question.Config.Risk.MinEquity;
        if (question.Equity is not { } equity)
        {
            return MeasureReading.NotKnown(floor, MeasureQuestion.UnknownEquity);
        }

        if (question.State.Equity.WatermarkReference < floor)
        {
            return new MeasureReading(equity, floor, false, null, "not above it since the last reset");
        }

        return new MeasureReading(equity, floor, equity < floor, equity > 0 ? decimal.Round(floor / equity, 4) : null, null, "", floor);
    }
}
