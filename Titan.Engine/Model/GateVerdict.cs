namespace Titan.Engine.Model;

/// <summary>
/// What one gate said to one intent: passed, lowered or denied, with the number it saw and its limit in the gate's own unit (seconds, percent,
/// USDT, count).
/// </summary>
public sealed record GateVerdict(string Gate, string Answer, decimal Value, decimal Limit)
{
    /// <summary>Code of a denial or of a lowering; null when passed.</summary>
    public string? Code { get; init; }

    /// <summary>Quantity that a lowering left, base currency.</summary>
    public decimal? Quantity { get; init; }
}
