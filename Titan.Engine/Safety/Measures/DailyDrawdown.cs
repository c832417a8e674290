namespace Titan.Engine.Safety.Measures;

/// <summary>
/// Fall from the highest equity since the later of 00:00 UTC and the last reset; strictly above the limit trips (seed 002 "Daily
/// drawdown &gt; 7%", spec titan-trading 5.2).
/// </summary>
internal sealed class DailyDrawdown : IMeasure
{
    public string Code => "DAILY_DRAWDOWN";

    public string Name => "daily drawdown";

    public string Unit => "%";

    public MeasureEffect Effect => MeasureEffect.Trip;

    public MeasureReading Read(in MeasureQuestion question) => question.Fall(question.State.Equity.SessionPeak, question.Config.Risk.MaxDailyDrawdown);
}
