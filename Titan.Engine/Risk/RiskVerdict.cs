using System.Runtime.CompilerServices;

namespace Titan.Engine.Risk;

/// <summary>How a gate answers.</summary>
public enum RiskAnswer
{
    Passed,

    /// <summary>Passed with less.</summary>
    Lowered,
    Denied,
}

/// <summary>
/// A gate's answer: passed, lowered to a quantity, or denied, with the number seen and its limit. The default value is "passed".
/// Value and limit carry the unit of the gate (seconds, fraction, USDT, count); the quantity is base currency.
/// </summary>
public readonly record struct RiskVerdict(RiskAnswer Answer, DenialReason Reason, decimal Value, decimal Limit, decimal Quantity)
{
    public static RiskVerdict Pass => default;

    /// <summary>The intent may go on, whole or lowered.</summary>
    public bool Passed => Answer != RiskAnswer.Denied;

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // thirty gates a judgement, each answer as large as a cache line
    public static RiskVerdict PassWith(decimal value, decimal limit) => new(RiskAnswer.Passed, DenialReason.None, value, limit, 0m);

    public static RiskVerdict Deny(DenialReason reason, decimal value = 0m, decimal limit = 0m) => new(RiskAnswer.Denied, reason, value, limit, 0m);

    /// <summary>A gate may only take away: the pipeline keeps the lesser of this and what was left before.</summary>
    public static RiskVerdict Lower(DenialReason reason, decimal quantity, decimal value, decimal limit) => new(RiskAnswer.Lowered, reason, value, limit, quantity);
}
