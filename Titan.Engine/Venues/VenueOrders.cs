using Titan.Engine.Model;

namespace Titan.Engine.Venues;

/// <summary>An order as it goes to the venue. Quantity in base, prices in quote currency.</summary>
public sealed record OrderRequest
{
    public required ClientOrderId ClientOrderId { get; init; }
    public required Instrument Instrument { get; init; }
    public required Side Side { get; init; }
    public required OrderType Type { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>Limit price; null for market orders.</summary>
    public decimal? Price { get; init; }

    public TimeInForce TimeInForce { get; init; } = TimeInForce.GoodTillCancel;
    public bool ReduceOnly { get; init; }
    public OrderPurpose Purpose { get; init; }

    /// <summary>Stop that the venue attaches to the position with the first fill (mark price triggers it).</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>Target that the venue attaches to the position.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>
    /// Engine time after which the order must not leave any more (a process that stood still sends nothing old); null for closes,
    /// which are never too late. An order not sent for this is answered as rejected with <see cref="VenueOutcome.NotSentCode"/>.
    /// </summary>
    public DateTimeOffset? NotAfter { get; init; }
}

/// <summary>Statuses of an order as the venue tells them; unknown words of the venue map to <see cref="Unrecognised"/> and change nothing.</summary>
public enum VenueOrderStatus
{
    Unrecognised,
    New,
    PartiallyFilled,
    Filled,
    Cancelled,
    Rejected,
    Untriggered,
    Triggered,
    Deactivated,
}

/// <summary>An order as the venue sees it (stream, realtime or history).</summary>
public sealed record OrderReport
{
    /// <summary>Ours, or empty for orders that were not sent with an id of ours (stops, liquidation, other clients).</summary>
    public required string ClientOrderId { get; init; }
    public required string VenueOrderId { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }
    public required VenueOrderStatus Status { get; init; }
    public required decimal Quantity { get; init; }
    public required decimal FilledQuantity { get; init; }
    public decimal Price { get; init; }
    public decimal? AveragePrice { get; init; }
    public bool ReduceOnly { get; init; }

    /// <summary>StopLoss, TakeProfit, PartialStopLoss, Stop … as the venue spells it; empty for plain orders.</summary>
    public string StopOrderType { get; init; } = "";
    public decimal? TriggerPrice { get; init; }
    public string CreateType { get; init; } = "";
    public string RejectReason { get; init; } = "";
    public string CancelType { get; init; } = "";
    public DateTimeOffset UpdatedAt { get; init; }

    public bool IsProtection => StopOrderType is "StopLoss" or "TakeProfit" or "PartialStopLoss" or "PartialTakeProfit" or "TrailingStop";

    public bool IsStopLoss => StopOrderType is "StopLoss" or "PartialStopLoss" or "TrailingStop";

    public bool IsOpen => Status is VenueOrderStatus.New or VenueOrderStatus.PartiallyFilled or VenueOrderStatus.Untriggered or VenueOrderStatus.Triggered;
}

/// <summary>One execution as the venue tells it. Fee in USDT, positive = we pay; for funding the fee is the payment and quantity is the position size.</summary>
public sealed record ExecutionReport
{
    public required ExecutionId ExecutionId { get; init; }
    public required string ClientOrderId { get; init; }
    public required string VenueOrderId { get; init; }
    public required string Symbol { get; init; }
    public required Side Side { get; init; }
    public required decimal Quantity { get; init; }
    public required decimal Price { get; init; }
    public required decimal Fee { get; init; }
    public required ExecutionKind Kind { get; init; }
    public bool IsMaker { get; init; }

    /// <summary>Part of the quantity that closed a position, base currency.</summary>
    public decimal ClosedQuantity { get; init; }

    /// <summary>StopLoss, TakeProfit … when a protective order of the venue filled.</summary>
    public string StopOrderType { get; init; } = "";
    public string CreateType { get; init; } = "";
    public required DateTimeOffset At { get; init; }
}
