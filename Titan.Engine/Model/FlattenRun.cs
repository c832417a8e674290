namespace Titan.Engine.Model;

/// <summary>
/// A running FLATTEN ALL: single flight, persisted, ends only on venue-confirmed flat. Everything its receipt will say is gathered here
/// from facts, so a restart in the middle loses none of it.
/// </summary>
public sealed record FlattenRun
{
    public required CorrelationId Correlation { get; init; }
    public required string By { get; init; }
    public string Roles { get; init; } = "";

    /// <summary>Door through which it was asked for: console, api, cli, oncall, system.</summary>
    public string Door { get; init; } = "";
    public required string Reason { get; init; }

    /// <summary>Flatten, or the act that it is a part of (KillSwitch).</summary>
    public CloseReason Cause { get; init; } = CloseReason.Flatten;
    public required DateTimeOffset StartedAt { get; init; }
    public FlattenStage Stage { get; init; }

    /// <summary>Rounds of closes sent; from the fourth on at the price-limit bound.</summary>
    public int Attempt { get; init; }

    /// <summary>Equity when it began, USDT; null while unknown.</summary>
    public decimal? EquityBefore { get; init; }

    /// <summary>One per symbol that had, or during the run got, a position.</summary>
    public IReadOnlyList<FlattenLeg> Legs { get; init; } = [];

    /// <summary>What was reached when, oldest first.</summary>
    public IReadOnlyList<FlattenStep> Steps { get; init; } = [];
}

/// <summary>Stages of FLATTEN ALL in order (spec titan-trading 5.3); each is journaled, so a restart goes on where it stood.</summary>
public enum FlattenStage
{
    Started,
    CancellingEntries,
    Closing,
    Verifying,
    CancellingLeftovers,
    Flat,
}

/// <summary>A stage that was reached, with what it set out to do.</summary>
public sealed record FlattenStep(FlattenStage Stage, DateTimeOffset At, int Attempt, string Detail);

/// <summary>
/// One symbol of a flatten. Quantities in base currency, prices in quote currency, money in USDT. What a stop, a liquidation or another
/// hand closed meanwhile is counted apart from what our own orders closed.
/// </summary>
public sealed record FlattenLeg
{
    public required string Symbol { get; init; }

    /// <summary>Size to close, signed as the position; a fill that came late adds to it.</summary>
    public required decimal SignedQuantity { get; init; }
    public decimal EntryPrice { get; init; }

    /// <summary>Mark price when the run began; slippage is measured from it. 0 when none was known.</summary>
    public decimal ReferencePrice { get; init; }

    /// <summary>Closed by orders of this run, and the sum of price times size of these fills.</summary>
    public decimal ClosedQuantity { get; init; }
    public decimal ClosedValue { get; init; }

    /// <summary>Closed by a stop, a target, a liquidation or other hands, and its value.</summary>
    public decimal ClosedElsewhere { get; init; }
    public decimal ElsewhereValue { get; init; }

    /// <summary>Who closed it elsewhere, in words: StopLoss, Liquidation …</summary>
    public string? Elsewhere { get; init; }
    public decimal Fees { get; init; }

    /// <summary>The venue's last refusal, while it matters.</summary>
    public string? Problem { get; init; }

    /// <summary>When nothing was left of the position in our book; null while something is.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public bool IsLong => SignedQuantity > 0;

    public decimal Remaining => Math.Max(0m, Math.Abs(SignedQuantity) - ClosedQuantity - ClosedElsewhere);

    /// <summary>Mean price of our own fills; null without one.</summary>
    public decimal? AveragePrice => ClosedQuantity > 0 ? ClosedValue / ClosedQuantity : null;

    /// <summary>Slippage of our fills against the reference, bps, positive is worse; null when it cannot be told.</summary>
    public decimal? SlippageBps =>
        AveragePrice is { } price && ReferencePrice > 0 ? (IsLong ? ReferencePrice - price : price - ReferencePrice) / ReferencePrice * 10_000m : null;

    /// <summary>The same in USDT; 0 when it cannot be told.</summary>
    public decimal SlippageCost =>
        ClosedQuantity > 0 && ReferencePrice > 0 ? ((ReferencePrice * ClosedQuantity) - ClosedValue) * Math.Sign(SignedQuantity) : 0m;

    /// <summary>Gross gain of everything closed, against the entry.</summary>
    public decimal GrossPnl =>
        (ClosedValue + ElsewhereValue - (EntryPrice * (ClosedQuantity + ClosedElsewhere))) * Math.Sign(SignedQuantity);
}
