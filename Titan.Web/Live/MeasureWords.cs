using Titan.Engine.Safety;

namespace Titan.Web.Live;

/// <summary>Names of the breaker's measures for people. English texts, translated where they are shown; a measure not listed speaks for itself.</summary>
public static class MeasureWords
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["DAILY_DRAWDOWN"] = "Daily drawdown",
        ["HARD_DRAWDOWN"] = "Daily drawdown, hard level",
        ["WATERMARK_DRAWDOWN"] = "Drawdown from the high-water mark",
        ["WEEKLY_DRAWDOWN"] = "Weekly drawdown",
        ["CONSECUTIVE_LOSSES"] = "Losses in a row",
        ["EXTREME_MOVE"] = "BTCUSDT move in 5 minutes",
        ["EXTREME_RANGE"] = "True range of a held instrument",
        ["SEVERE_CASCADE"] = "Signs of a liquidation cascade",
        ["EQUITY_FLOOR"] = "Equity, hard level",
        ["FLASH_CRASH"] = "Fall of equity in 5 minutes",
        ["SAFETY_STOP"] = "Performance against expectation",
    };

    public static string Of(MeasureView measure) => Names.GetValueOrDefault(measure.Code, measure.Name);

    /// <summary>Every text.</summary>
    public static IEnumerable<string> Texts => Names.Values;
}
