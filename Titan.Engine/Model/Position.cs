namespace Titan.Engine.Model;

/// <summary>Where a position came from.</summary>
public enum PositionOrigin
{
    Engine,

    /// <summary>Found on the venue by reconciliation; nobody here opened it (orphaned).</summary>
    Adopted,
}

/// <summary>
/// Our truth of one instrument's net position (one-way mode): signed sum of fills. Quantity signed, base currency; prices in quote
/// currency; money in USDT. Changes only by fills and by reconciliation, never by hope.
/// </summary>
public sealed record Position
{
    public required string Id { get; init; }
    public required InstrumentId Instrument { get; init; }

    /// <summary>Positive long, negative short, never zero while the record exists.</summary>
    public required decimal SignedQuantity { get; init; }

    /// <summary>Size-weighted mean of the opening fills.</summary>
    public required decimal EntryPrice { get; init; }
    public PositionOrigin Origin { get; init; }
    public string Strategy { get; init; } = "";

    /// <summary>What set the strategy off, when it has several kinds.</summary>
    public string? TrapType { get; init; }
    public CorrelationId Correlation { get; init; }
    public decimal Leverage { get; init; }

    /// <summary>Stop asked for when the position was opened; R is measured from it.</summary>
    public decimal? InitialStop { get; init; }

    /// <summary>Stop that lives on the venue over the covered size, null when none is known.</summary>
    public decimal? StopLoss { get; init; }
    public decimal? TakeProfit { get; init; }

    /// <summary>Stop and target the engine wants; reapplied while the venue's differ.</summary>
    public decimal? WantedStop { get; init; }
    public decimal? WantedTarget { get; init; }

    /// <summary>Size under a live stop on the venue, base currency, unsigned.</summary>
    public decimal CoveredQuantity { get; init; }

    /// <summary>Since when some of the size has no live stop; null while all is covered.</summary>
    public DateTimeOffset? NakedSince { get; init; }

    /// <summary>Naked time of finished spans; add the running span for the total.</summary>
    public TimeSpan NakedBefore { get; init; }

    /// <summary>Gross gain of parts closed so far.</summary>
    public decimal RealizedPnl { get; init; }
    public decimal Fees { get; init; }

    /// <summary>Funding paid (positive) or received (negative) so far.</summary>
    public decimal Funding { get; init; }

    /// <summary>Quantity closed so far and its mean exit price, for the trade row.</summary>
    public decimal ClosedQuantity { get; init; }
    public decimal AverageExitPrice { get; init; }
    public decimal SlippageBps { get; init; }
    public double LatencyMs { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    public decimal Quantity => Math.Abs(SignedQuantity);

    public bool IsLong => SignedQuantity > 0;

    public Side ClosingSide => IsLong ? Side.Sell : Side.Buy;

    public bool IsCovered => CoveredQuantity >= Quantity;

    public decimal UnrealizedPnl(decimal mark) => (mark - EntryPrice) * SignedQuantity;

    public TimeSpan NakedTotal(DateTimeOffset now) =>
        NakedSince is { } since && now > since ? NakedBefore + (now - since) : NakedBefore;
}
