namespace Titan.Engine.Model;

/// <summary>
/// A request to trade from outside the strategies: by the webhook, or by a component in this process over the channel. Checked at its door; the
/// engine judges what it means. Prices in quote currency.
/// </summary>
public sealed record Signal
{
    /// <summary>The sender's own id, the same for PREPARE, CONFIRM and ABORT; becomes the correlation of everything that follows.</summary>
    public required string Id { get; init; }

    public required SignalPhase Phase { get; init; }

    /// <summary>Who sends: scavenger, titan_dashboard.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the message, lower-case hex: tells a repeat from another message under the same id.</summary>
    public required string Digest { get; init; }

    /// <summary>It came through the webhook; its trades are booked under that name.</summary>
    public bool FromOutside { get; init; }

    /// <summary>Whose instrument; null where the phase needs none.</summary>
    public string? Symbol { get; init; }

    /// <summary>What is asked for; PREPARE alone carries it.</summary>
    public SignalTerms? Terms { get; init; }

    /// <summary>Why, of an ABORT; the sender's words.</summary>
    public string? Reason { get; init; }

    /// <summary>A fresh zone that CONFIRM may bring.</summary>
    public PriceZone? Zone { get; init; }

    /// <summary>Strategy name of its intents.</summary>
    public string Strategy => FromOutside ? "webhook" : Source;
}

/// <summary>
/// The entry that a PREPARE asks for. Velocity is a fraction per second, confidence and momentum 0–100; without a momentum the velocity's own is taken.
/// </summary>
public sealed record SignalTerms(
    Side Side, PriceZone Zone, decimal StopLoss, decimal TakeProfit, int Confidence, decimal Leverage, decimal Velocity, string? TrapType, decimal? Momentum = null);

/// <summary>Prices at which an entry is worth having, both included.</summary>
public sealed record PriceZone(decimal Min, decimal Max)
{
    public bool Holds(decimal price) => price >= Min && price <= Max;
}
