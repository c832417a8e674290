namespace Titan.Engine.Model;

/// <summary>
/// One order of ours, from the moment it is on disk. Quantities in base, prices in quote currency, fees in USDT.
/// Written by the engine's state alone; everyone else reads.
/// </summary>
public sealed record Order
{
    public required ClientOrderId Id { get; init; }
    public required CorrelationId Correlation { get; init; }
    public required InstrumentId Instrument { get; init; }
    public required Side Side { get; init; }
    public required OrderType Type { get; init; }
    public required TimeInForce TimeInForce { get; init; }
    public required OrderPurpose Purpose { get; init; }
    public required decimal Quantity { get; init; }
    public decimal? Price { get; init; }
    public bool ReduceOnly { get; init; }
    public decimal? StopLoss { get; init; }
    public decimal? TakeProfit { get; init; }

    /// <summary>Strategy name, or the operator's act (flatten, close) that asked for it.</summary>
    public required string Source { get; init; }

    /// <summary>What set the strategy off, when it has several kinds (LIQUIDATION); null otherwise.</summary>
    public string? TrapType { get; init; }

    /// <summary>How long it may work unfilled, ms; null for the configured time.</summary>
    public int? TimeoutMs { get; init; }

    /// <summary>Leverage set on the venue for the instrument when the order was made.</summary>
    public decimal Leverage { get; init; }

    /// <summary>Mid price when the order was decided; slippage is measured from it.</summary>
    public decimal ReferencePrice { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public OrderStatus Status { get; init; }
    public string? VenueOrderId { get; init; }
    public decimal FilledQuantity { get; init; }
    public decimal AverageFillPrice { get; init; }
    public decimal Fees { get; init; }
    public DateTimeOffset? FirstFillAt { get; init; }

    /// <summary>Why it was rejected, cancelled or is unknown, in the venue's words.</summary>
    public string? Reason { get; init; }

    public decimal RemainingQuantity => Quantity - FilledQuantity;

    public bool IsWorking => !Status.IsTerminal();

    public bool OpensExposure => !ReduceOnly;
}
