namespace Titan.Engine.Model;

/// <summary>Why a position ended (spec titan-trading 4.2).</summary>
public enum CloseReason
{
    TakeProfit,
    StopLoss,
    TrailingStop,
    Timeout,
    Manual,
    Flatten,
    KillSwitch,
    CircuitBreaker,
    Liquidated,
    ReconciledClosedExternally,
    DeadMansSwitch,
    FlashCrash,
    Reversed,
}

/// <summary>
/// A finished position: one row of the trade history. Money in USDT;
/// net = gross - fees - funding (spec titan-trading 4.8). A win is net above zero.
/// </summary>
public sealed record ClosedTrade
{
    public required string TradeId { get; init; }
    public required CorrelationId Correlation { get; init; }
    public required InstrumentId Instrument { get; init; }
    public required bool Long { get; init; }
    public required decimal Quantity { get; init; }
    public required decimal EntryPrice { get; init; }
    public required decimal ExitPrice { get; init; }
    public decimal? StopPrice { get; init; }
    public decimal? TargetPrice { get; init; }
    public required decimal GrossPnl { get; init; }
    public required decimal Fees { get; init; }
    public required decimal Funding { get; init; }
    public required string Strategy { get; init; }

    /// <summary>What set the strategy off, when it has several kinds.</summary>
    public string? TrapType { get; init; }
    public decimal Leverage { get; init; }
    public decimal SlippageBps { get; init; }
    public double LatencyMs { get; init; }
    public required CloseReason Reason { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset ClosedAt { get; init; }
    public TimeSpan Naked { get; init; }

    public decimal NetPnl => GrossPnl - Fees - Funding;

    /// <summary>Net gain in percent of the entry value.</summary>
    public decimal NetPnlPercent => EntryPrice * Quantity == 0 ? 0 : NetPnl / (EntryPrice * Quantity) * 100m;

    /// <summary>Net gain in units of the risk taken at entry; null when there was no stop.</summary>
    public decimal? RMultiple =>
        StopPrice is { } stop && stop != EntryPrice && Quantity > 0 ? NetPnl / (Math.Abs(EntryPrice - stop) * Quantity) : null;
}
