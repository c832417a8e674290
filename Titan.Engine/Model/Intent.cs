namespace Titan.Engine.Model;

/// <summary>
/// A strategy's request to open a position: why, where it is wrong (stop), where it pays (target), how long it is worth anything.
/// It names no quantity: risk sizes it. Prices in quote currency; confidence 0–100.
/// </summary>
public readonly record struct Intent
{
    /// <summary>Denial of an intent that passed every gate and is not to be sent.</summary>
    public const string GhostDenial = "GhostMode";

    public Intent()
    {
    }

    public required string Strategy { get; init; }
    public required Instrument Instrument { get; init; }
    public required Side Side { get; init; }

    /// <summary>Price the strategy saw when it decided.</summary>
    public required decimal ReferencePrice { get; init; }

    /// <summary>Worst price it will pay.</summary>
    public required decimal LimitPrice { get; init; }
    public required decimal StopLoss { get; init; }
    public required decimal TakeProfit { get; init; }

    /// <summary>Loss at the stop that it asks for, fraction of equity; the gates may only lower it.</summary>
    public required decimal RiskFraction { get; init; }
    public required decimal Leverage { get; init; }
    public required int Confidence { get; init; }
    public required string Why { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How the order finds its price.</summary>
    public EntryOrder Order { get; init; } = EntryOrder.Limit;

    /// <summary>Margin that it asks for, USDT; times the leverage it bounds the size. Null leaves the size to risk alone.</summary>
    public decimal? Margin { get; init; }

    /// <summary>How strongly the price runs, 0 to 100: above 80 spread and slippage may be wider (spec titan-trading 4.4). Null when nobody measured.</summary>
    public decimal? Momentum { get; init; }

    /// <summary>How long the order works unfilled, ms; null for the engine's own.</summary>
    public int? OrderTimeoutMs { get; init; }

    /// <summary>What set it off, in the words of its strategy: LIQUIDATION. Null when the strategy has one kind only.</summary>
    public string? TrapType { get; init; }

    /// <summary>
    /// The strategy's own id of what set it off, unique for ever: it becomes the correlation of verdict, order and trade. Null when it keeps
    /// none; then one is made.
    /// </summary>
    public string? SignalId { get; init; }

    /// <summary>Judged and recorded like every other, never sent.</summary>
    public bool Ghost { get; init; }
}
