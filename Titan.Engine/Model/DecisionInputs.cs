namespace Titan.Engine.Model;

/// <summary>What was seen when an intent was judged, each with its age in ms; null where nothing was known. Prices in quote currency, money in USDT.</summary>
public sealed record DecisionInputs
{
    public decimal? Bid { get; init; }
    public decimal? Ask { get; init; }
    public double? BookAgeMs { get; init; }
    public decimal? MarkPrice { get; init; }
    public decimal? FundingRate { get; init; }
    public decimal? Equity { get; init; }
    public double? EquityAgeMs { get; init; }
    public decimal? AvailableMargin { get; init; }
    public double? ReconcileAgeMs { get; init; }
    public double? ClockOffsetMs { get; init; }

    /// <summary>Open positions and working entries, their notional, and the loss at all stops.</summary>
    public int Open { get; init; }
    public decimal GrossNotional { get; init; }
    public decimal OpenRisk { get; init; }
    public int Phase { get; init; }
    public decimal Weight { get; init; }
    public decimal Modifier { get; init; }

    /// <summary>Quantity that sizing asked for, before any gate lowered it.</summary>
    public decimal Requested { get; init; }
    public string? TrapType { get; init; }
    public string? SignalId { get; init; }
    public int Confidence { get; init; }
    public decimal Leverage { get; init; }

    /// <summary>How the entry finds its price, and why that is not what was meant (MARKET became LIMIT …); null in rows from before it was kept.</summary>
    public EntryOrder? Order { get; init; }
    public string? OrderWhy { get; init; }

    /// <summary>Momentum score 0–100, and how often the limits on spread and slippage were taken for it; null when nobody measured.</summary>
    public decimal? Momentum { get; init; }
    public decimal? Allowance { get; init; }
}
