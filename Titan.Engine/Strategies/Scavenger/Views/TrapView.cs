using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Views;

/// <summary>
/// One trap as it stood at a snapshot (spec titan-trading 2.2), with how far away it is and whether it may spring. Prices in quote
/// currency; cascade a fraction; distance in percent of the trigger, unsigned.
/// </summary>
public sealed record TrapView
{
    public required string TrapId { get; init; }
    public required InstrumentId Instrument { get; init; }
    public required TrapType Type { get; init; }
    public required Side Direction { get; init; }
    public required decimal TriggerPrice { get; init; }

    /// <summary>Spot price that springs it instead; null for most.</summary>
    public decimal? BinanceTrigger { get; init; }
    public required int Confidence { get; init; }
    public required int Leverage { get; init; }
    public required decimal CascadeSize { get; init; }
    public required decimal TargetPrice { get; init; }
    public required decimal StopLoss { get; init; }
    public required TrapStatus Status { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ValidUntil { get; init; }
    public DateTimeOffset? ActivatedAt { get; init; }
    public required decimal ScoreAtCreation { get; init; }

    /// <summary>Whether it may spring now, and why not.</summary>
    public required TrapReadiness Readiness { get; init; }

    /// <summary>End of its cooldown or of its symbol's blacklist.</summary>
    public DateTimeOffset? RestsUntil { get; init; }

    /// <summary>Price it is compared with; null before one was seen.</summary>
    public decimal? Price { get; init; }

    /// <summary>Null before a price was seen.</summary>
    public decimal? DistancePercent { get; init; }

    /// <summary>Estimated ms until Bybit follows; null while unknown.</summary>
    public int? LeadMs { get; init; }
    public int PriceDecimals { get; init; }
}
