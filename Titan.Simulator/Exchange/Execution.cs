namespace Titan.Simulator.Exchange;

/// <summary>
/// One row of the execution list: a fill, a liquidation fill or a funding payment (<see cref="ExecType"/> Funding, whose
/// quantity is the whole position and changes nothing). Fee and profit in USDT; a negative fee was received.
/// </summary>
internal sealed record Execution
{
    public required long Sequence { get; init; }
    public required string ExecId { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }
    public required decimal Price { get; init; }
    public required decimal Qty { get; init; }
    public required decimal Fee { get; init; }
    public required decimal FeeRate { get; init; }
    public required string ExecType { get; init; }
    public required long TimeMs { get; init; }
    public required string OrderId { get; init; }
    public string OrderLinkId { get; init; } = "";
    public string OrderTypeText { get; init; } = "UNKNOWN";
    public string StopKindText { get; init; } = "UNKNOWN";
    public string CreateType { get; init; } = "";
    public bool IsMaker { get; init; }
    public decimal OrderPrice { get; init; }
    public decimal OrderQty { get; init; }
    public decimal LeavesQty { get; init; }
    public decimal ClosedSize { get; init; }
    public decimal MarkPrice { get; init; }

    /// <summary>Gross profit of the closed part, before fees; 0 when nothing was closed.</summary>
    public decimal ClosedProfit { get; init; }

    /// <summary>A fault keeps this row from the execution list; the books have it.</summary>
    public bool Unlisted { get; set; }

    /// <summary>Wallet balance after this row.</summary>
    public decimal BalanceAfter { get; init; }
}
