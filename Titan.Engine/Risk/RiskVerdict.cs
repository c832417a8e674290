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
/// <remarks>Written where it is kept, by the gate itself: as a returned value each of the thirty would be copied, for a sixth of all the judging takes.</remarks>
public record struct RiskVerdict
{
    public RiskAnswer Answer { get; private set; }

    public DenialReason Reason { get; private set; }

    public decimal Value { get; private set; }

    public decimal Limit { get; private set; }

    /// <summary>What a lowering leaves; 0 else.</summary>
    public decimal Quantity { get; private set; }

    /// <summary>The intent may go on, whole or lowered.</summary>
    public readonly bool Passed => Answer != RiskAnswer.Denied;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RiskAnswer Pass(decimal value = 0m, decimal limit = 0m) => Say(RiskAnswer.Passed, DenialReason.None, value, limit, 0m);

    public RiskAnswer Deny(DenialReason reason, decimal value = 0m, decimal limit = 0m) => Say(RiskAnswer.Denied, reason, value, limit, 0m);

    /// <summary>A gate may only take away: the pipeline keeps the lesser of this and what was left before.</summary>
    public RiskAnswer Lower(DenialReason reason, decimal quantity, decimal value, decimal limit) => Say(RiskAnswer.Lowered, reason, value, limit, quantity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RiskAnswer Say(RiskAnswer answer, DenialReason reason, decimal value, decimal limit, decimal quantity)
    {
        (Answer, Reason, Value, Limit, Quantity) = (answer, reason, value, limit, quantity);
        return answer;
    }
}
