namespace Titan.Engine.Safety.Measures;

/// <summary>The last line: a daily drawdown of 15 % or more flattens and locks until a Risk Manager releases it (spec titan-trading 5.2, 14.1).</summary>
internal sealed class HardDrawdown : IMeasure
{
    public string Code => "HARD_DRAWDOWN";

    public string Name => "daily drawdown, hard level";

    public string Unit => "%";

    public MeasureEffect Effect => MeasureEffect.Flatten;

    public MeasureReading Read(in MeasureQuestion question)
    {
        var reading = question.Fall(question.State.Equity.SessionPeak, question.Config.Risk.HardDrawdown);
        return reading with { Over = reading.Value >= reading.Limit };
    }
}
