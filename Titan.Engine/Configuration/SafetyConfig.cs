namespace Titan.Engine.Configuration;

/// <summary>When the machine stops by itself, beside the breaker's limits (spec titan-trading 4.6, 6). Percent unless said otherwise.</summary>
public sealed record SafetyConfig
{
    /// <summary>Fall of equity from its peak inside five minutes that flattens and kills (FLASH_CRASH), percent. 1–10.</summary>
    public decimal DrawdownVelocityPct { get; init; } = 2.0m;

    /// <summary>Z-score of the last trades below which Titan disarms (SAFETY_STOP). -10–0.</summary>
    public decimal Zscore { get; init; } = -2.0m;

    /// <summary>Expected mean and standard deviation of one trade's net P&amp;L, USDT; a deviation of 0 takes them from the account's own older trades.</summary>
    public decimal ExpectedTradePnl { get; init; }

    public decimal ExpectedTradeStdev { get; init; }

    /// <summary>Annualised funding above which longs are blocked and sizes quartered, percent. 50–10000.</summary>
    public decimal ExtremeGreedPct { get; init; } = 100m;

    /// <summary>Annualised funding above which sizes are halved, percent. 0–50.</summary>
    public decimal HighGreedPct { get; init; } = 50m;

    /// <summary>Annualised funding below which shorts are blocked, percent. -10000–0.</summary>
    public decimal ExtremeFearPct { get; init; } = -50m;
}
