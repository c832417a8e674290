namespace Titan.Engine.Model;

/// <summary>
/// A strategy's request to open a position: why, where it is wrong (stop), where it pays (target), how long it is worth anything.
/// It names no quantity: risk sizes it. Prices in quote currency; confidence 0–100.
/// </summary>
public readonly record struct Intent
{
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
}
