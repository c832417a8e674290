using System.Collections.Immutable;
using Titan.Engine.Safety;

namespace Titan.Engine.Kernel;

/// <summary>The circuit breaker for people: whether it is tripped, and how far every measure is from its limit (spec titan-trading 5.2).</summary>
public sealed record BreakerView
{
    /// <summary>Before the engine said anything.</summary>
    public static BreakerView Unknown { get; } = new();

    /// <summary>Tripped.</summary>
    public bool Active { get; init; }

    /// <summary>SOFT (positions stay) or HARD (flattened, LOCKED until released).</summary>
    public string Type { get; init; } = "SOFT";
    public string? Reason { get; init; }

    /// <summary>Codes of what fired: the first tripped, the others changed nothing.</summary>
    public ImmutableArray<string> Triggers { get; init; } = [];
    public DateTimeOffset? TriggeredAt { get; init; }

    /// <summary>When the lock ends by itself; null when not tripped, or when only a person ends it.</summary>
    public DateTimeOffset? CooldownEndsAt { get; init; }
    public decimal EquityAtTrip { get; init; }
    public int ConsecutiveLosses { get; init; }
    public int ResetCount { get; init; }
    public DateTimeOffset? LastResetAt { get; init; }

    /// <summary>Every measure in the order of judging.</summary>
    public ImmutableArray<MeasureView> Measures { get; init; } = [];

    /// <summary>The measure that has used most of its room; null while none is known.</summary>
    public MeasureView? Nearest => Measures.Where(measure => measure.Share is not null).MaxBy(measure => measure.Share);
}
