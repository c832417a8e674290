namespace Titan.Engine.Model;

/// <summary>
/// The account's worth over time, USDT. Equity = wallet balance + unrealised P&amp;L at mark prices. The day begins 00:00 UTC.
/// Drawdowns are positive fractions.
/// </summary>
public sealed record EquityBook
{
    /// <summary>False until the venue told the wallet once; nothing is judged on unknown equity.</summary>
    public bool Known { get; init; }
    public decimal WalletBalance { get; init; }
    public decimal UnrealizedPnl { get; init; }
    public decimal AvailableMargin { get; init; }
    public decimal Equity { get; init; }
    public DateTimeOffset AsOf { get; init; }

    /// <summary>UTC day that <see cref="DayStartEquity"/> belongs to.</summary>
    public DateOnly Day { get; init; }
    public decimal DayStartEquity { get; init; }

    /// <summary>Highest equity since the later of 00:00 UTC and the last breaker reset; reference of the daily drawdown.</summary>
    public decimal SessionPeak { get; init; }

    /// <summary>Highest equity ever recorded; never falls except with a withdrawal.</summary>
    public decimal HighWatermark { get; init; }

    /// <summary>Reference of the breaker's watermark measure; rebased at a reset so that it does not trip again at once.</summary>
    public decimal WatermarkReference { get; init; }

    /// <summary>Monday of the UTC week that <see cref="WeekPeak"/> belongs to.</summary>
    public DateOnly Week { get; init; }

    /// <summary>Highest equity since the later of Monday 00:00 UTC and the last breaker reset; reference of the weekly drawdown.</summary>
    public decimal WeekPeak { get; init; }
    public decimal FeesPaid { get; init; }
    public decimal FundingPaid { get; init; }
    public decimal RealizedPnl { get; init; }

    public decimal DailyPnl => Known ? Equity - DayStartEquity : 0m;

    public decimal DailyPnlFraction => DayStartEquity > 0 ? DailyPnl / DayStartEquity : 0m;

    public decimal DailyDrawdown => Fall(SessionPeak);

    public decimal PeakDrawdown => Fall(HighWatermark);

    public decimal WatermarkDrawdown => Fall(WatermarkReference);

    public decimal WeeklyDrawdown => Fall(WeekPeak);

    private decimal Fall(decimal from) => Known && from > 0 && Equity < from ? (from - Equity) / from : 0m;
}
