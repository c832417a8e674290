namespace Titan.Engine.Model;

/// <summary>
/// What a finished FLATTEN ALL did, kept for ever: who, why, when, every order, its slippage, and the time from the act to the venue's
/// own word that nothing is left.
/// </summary>
public sealed record FlattenReceipt
{
    /// <summary>The correlation id of the act.</summary>
    public required string Id { get; init; }
    public required string By { get; init; }
    public string Roles { get; init; } = "";
    public string Door { get; init; } = "";
    public required string Reason { get; init; }
    public CloseReason Cause { get; init; } = CloseReason.Flatten;
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the venue's list that says flat was answered.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }
    public decimal? EquityBefore { get; init; }
    public decimal? EquityAfter { get; init; }
    public required IReadOnlyList<FlattenLeg> Legs { get; init; }
    public required IReadOnlyList<FlattenOrder> Orders { get; init; }
    public required IReadOnlyList<FlattenStep> Steps { get; init; }

    public TimeSpan Took => ConfirmedAt - StartedAt;

    public decimal Fees => Legs.Sum(leg => leg.Fees);

    /// <summary>Cost of the way out against the reference prices, USDT, positive is worse; fees not included.</summary>
    public decimal SlippageCost => Legs.Sum(leg => leg.SlippageCost);
}

/// <summary>One order of a flatten as it ended.</summary>
public sealed record FlattenOrder(
    string ClientOrderId, string? VenueOrderId, string Symbol, string Side, string Type, decimal Quantity, decimal? Price, decimal FilledQuantity,
    decimal? AveragePrice, string Status, string? Reason, DateTimeOffset SentAt, DateTimeOffset EndedAt)
{
    public static FlattenOrder Of(Order order) => new(
        order.Id.Value, order.VenueOrderId, order.Instrument.Value, order.Side.ToString(), order.Type.ToString(), order.Quantity, order.Price,
        order.FilledQuantity, order.FilledQuantity > 0 ? order.AverageFillPrice : null, order.Status.ToString(), order.Reason, order.CreatedAt, order.UpdatedAt);
}
