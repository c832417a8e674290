namespace Titan.Engine.Safety.Measures;

/// <summary>
/// Fall from the highest equity ever, rebased at a reset: trips when it crosses the daily limit upward, so that losses spread over days
/// count too (seed 001 measures drawdown from the peak; spec titan-trading 5.2, 14.2).
/// </summary>
internal sealed class WatermarkDrawdown : IMeasure
{
    public string Code => "WATERMARK_DRAWDOWN";

    public string Name => "drawdown from the high-water mark";

    public string Unit => "%";

    public MeasureEffect Effect => MeasureEffect.Trip;

    public bool OnCrossing => true;

    public MeasureReading Read(in MeasureQuestion question) => question.Fall(question.State.Equity.WatermarkReference, question.Config.Risk.MaxDailyDrawdown);
}
