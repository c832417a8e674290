using Titan.Engine.Safety.Measures;

namespace Titan.Engine.Safety;

/// <summary>One measure of the breaker as people see it: how far it is from its limit, and what would happen there.</summary>
/// <param name="Code">DAILY_DRAWDOWN, WATERMARK_DRAWDOWN, WEEKLY_DRAWDOWN, CONSECUTIVE_LOSSES, EXTREME_MOVE, EXTREME_RANGE, SEVERE_CASCADE, HARD_DRAWDOWN, EQUITY_FLOOR, FLASH_CRASH, SAFETY_STOP.</param>
/// <param name="Name">In words.</param>
/// <param name="Effect">What it does when it fires.</param>
/// <param name="Value">In <paramref name="Unit"/>; null while unknown.</param>
/// <param name="Limit">In <paramref name="Unit"/>.</param>
/// <param name="Unit">%, USDT, losses, x, signs or Z.</param>
/// <param name="Share">Part of the way to the limit that is used, 0 to 1 and more; null while unknown.</param>
/// <param name="Over">Beyond the limit now.</param>
/// <param name="Unknown">Why it is not known; null when it is.</param>
/// <param name="FiresAtEquity">Equity at which it fires, USDT; null where equity does not decide.</param>
public sealed record MeasureView(
    string Code, string Name, MeasureEffect Effect, decimal? Value, decimal Limit, string Unit, decimal? Share, bool Over, string? Unknown, decimal? FiresAtEquity)
{
    internal static MeasureView Of(IMeasure measure, in MeasureReading reading) => new(
        measure.Code, measure.Name, measure.Effect, reading.Value, reading.Limit, measure.Unit, reading.Share, reading.Over, reading.Unknown, reading.FiresAtEquity);
}
