namespace Titan.Engine.Safety.Measures;

/// <summary>FLASH_CRASH: equity fell 2 % or more from its peak inside five minutes; flattens and pulls the kill switch (spec titan-trading 4.6, 5.1).</summary>
internal sealed class DrawdownVelocity : IMeasure
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public string Code => "FLASH_CRASH";

    public string Name => "fall of equity in 5 minutes";

    public string Unit => "%";

    public MeasureEffect Effect => MeasureEffect.Kill;

    public MeasureReading Read(in MeasureQuestion question)
    {
        var limit = question.Config.Safety.DrawdownVelocityPct;
        if (question.Equity is not { } equity)
        {
            return MeasureReading.NotKnown(limit, MeasureQuestion.UnknownEquity);
        }

        if (question.Trail.PeakWithin(Window, question.Now) is not { } peak || peak <= 0)
        {
            return MeasureReading.Rising(0m, limit, false);
        }

        var fall = Math.Max(0m, (peak - equity) / peak * 100m);
        return MeasureReading.Rising(decimal.Round(fall, 4), limit, fall >= limit, "", peak * (1m - (limit / 100m)));
    }
}
