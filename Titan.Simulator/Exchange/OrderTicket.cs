namespace Titan.Simulator.Exchange;

/// <summary>What a client asks for with order/create, parsed but not yet judged. Absent numbers are null.</summary>
internal sealed record OrderTicket
{
    public string Category { get; init; } = "linear";
    public string Symbol { get; init; } = "";
    public string Side { get; init; } = "";
    public string OrderType { get; init; } = "";
    public decimal? Qty { get; init; }
    public decimal? Price { get; init; }
    public string TimeInForce { get; init; } = "";
    public int PositionIdx { get; init; }
    public string OrderLinkId { get; init; } = "";
    public bool ReduceOnly { get; init; }
    public bool CloseOnTrigger { get; init; }
    public decimal? TriggerPrice { get; init; }
    public int TriggerDirection { get; init; }
    public TriggerBy TriggerBy { get; init; }
    public decimal? TakeProfit { get; init; }
    public decimal? StopLoss { get; init; }
    public TriggerBy TakeProfitTriggerBy { get; init; }
    public TriggerBy StopLossTriggerBy { get; init; }
    public bool PartialProtection { get; init; }
    public OrderType TakeProfitType { get; init; }
    public OrderType StopLossType { get; init; }
    public decimal? TakeProfitLimit { get; init; }
    public decimal? StopLossLimit { get; init; }
    public SelfMatch SelfMatch { get; init; }
    public string SlippageToleranceType { get; init; } = "";
    public decimal? SlippageTolerance { get; init; }

    /// <summary>Set when a field could not be read or is not offered; the venue answers with it.</summary>
    public string? Unreadable { get; init; }
}
