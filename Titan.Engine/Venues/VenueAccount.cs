using Titan.Engine.Model;

namespace Titan.Engine.Venues;

/// <summary>A position as the venue holds it (one-way mode). Size is signed: positive long, negative short; base currency.</summary>
public sealed record VenuePosition
{
    public required string Symbol { get; init; }
    public required decimal SignedQuantity { get; init; }
    public required decimal EntryPrice { get; init; }
    public decimal MarkPrice { get; init; }
    public decimal? LiquidationPrice { get; init; }
    public decimal Leverage { get; init; }
    public decimal UnrealizedPnl { get; init; }

    /// <summary>Position-level stop that lives on the venue, null when none.</summary>
    public decimal? StopLoss { get; init; }
    public decimal? TakeProfit { get; init; }
    public decimal InitialMargin { get; init; }

    /// <summary>Hedge mode index of the row; 0 in one-way mode.</summary>
    public int PositionIndex { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>The account's money in USDT.</summary>
public sealed record WalletReport(
    decimal WalletBalance, decimal Equity, decimal UnrealizedPnl, decimal AvailableMargin, DateTimeOffset At);

/// <summary>One closed part of a position from the venue's closed-P&amp;L list; its average exit price settles phantom positions.</summary>
public sealed record ClosedPnl(
    string Symbol, Side ClosingSide, decimal ClosedQuantity, decimal AverageEntryPrice, decimal AverageExitPrice, decimal Pnl, DateTimeOffset At);

/// <summary>What the venue says of the whole account at one time; reconciliation compares it with the Shadow State.</summary>
public sealed record AccountSnapshot(
    IReadOnlyList<VenuePosition> Positions,
    IReadOnlyList<OrderReport> OpenOrders,
    IReadOnlyList<ExecutionReport> RecentExecutions,
    WalletReport Wallet,
    DateTimeOffset RequestedAt,
    DateTimeOffset AnsweredAt);
