namespace Titan.Engine.Risk;

/// <summary>
/// A gate's answer: passed, or denied with the number seen and its limit. The default value is "passed".
/// Value and limit carry the unit of the gate (seconds, fraction, USDT, count).
/// </summary>
public readonly record struct RiskVerdict(DenialReason Reason, decimal Value, decimal Limit)
{
    public static RiskVerdict Pass => default;

    public bool Passed => Reason == DenialReason.None;

    public static RiskVerdict Deny(DenialReason reason, decimal value = 0m, decimal limit = 0m) => new(reason, value, limit);
}
