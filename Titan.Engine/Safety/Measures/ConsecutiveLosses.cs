using Titan.Engine.Ledger;

namespace Titan.Engine.Safety.Measures;

/// <summary>
/// Closed trades with a net loss in a row, over any time unless a window is set; break-even neither counts nor resets, a win or a breaker
/// reset clears (seed 002 "3 consecutive losses", spec titan-trading 5.2, 14.30).
/// </summary>
internal sealed class ConsecutiveLosses : IMeasure
{
    public const string Word = "CONSECUTIVE_LOSSES";

    public string Code => Word;

    public string Name => "losses in a row";

    public string Unit => "losses";

    public MeasureEffect Effect => MeasureEffect.Trip;

    public MeasureReading Read(in MeasureQuestion question)
    {
        var limit = question.Config.Risk.MaxConsecutiveLosses;
        var window = question.Config.Risk.LossWindowMinutes;
        var losses = question.State.Breaker.ConsecutiveLosses;
        losses = window == 0 ? losses : Math.Min(losses, Recent(question.State, question.Now.AddMinutes(-window)));
        return MeasureReading.Rising(losses, limit, losses >= limit);
    }

    private static int Recent(EngineState state, DateTimeOffset since) =>
        state.ClosedTrades.Reverse().TakeWhile(trade => trade.ClosedAt >= since && trade.NetPnl <= 0).Count(trade => trade.NetPnl < 0);
}
