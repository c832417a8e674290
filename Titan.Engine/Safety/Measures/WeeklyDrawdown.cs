namespace Titan.Engine.Safety.Measures;

/// <summary>Fall from the highest equity since the later of Monday 00:00 UTC and the last reset; strictly above 15 % trips (spec titan-trading 5.2).</summary>
internal sealed class WeeklyDrawdown : IMeasure
{
    public string Code => "WEEKLY_DRAWDOWN";

    public string Name => "weekly drawdown";

    public string Unit => "%";

    public MeasureEffect Effect => MeasureEffect.Trip;

    public MeasureReading Read(in MeasureQuestion question) => question.Fall(question.State.Equity.WeekPeak, question.Config.Risk.MaxWeeklyDrawdown);
}
