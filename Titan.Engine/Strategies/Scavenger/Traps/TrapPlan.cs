using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Traps;

/// <summary>
/// What a calculator or detector found: a level worth a trap. Prices are the perpetual's, quote currency; <paramref name="Cascade"/> is
/// the follow-through hoped for, a fraction. Without a stop or target of its own the type's nominal distances stand. A
/// <paramref name="SpotTrigger"/> is compared with spot prices as they are, without the basis.
/// </summary>
internal readonly record struct TrapPlan(
    TrapType Type, Side Direction, decimal TriggerPrice, decimal Cascade, decimal? StopLoss = null, decimal? TakeProfit = null, decimal? SpotTrigger = null);
