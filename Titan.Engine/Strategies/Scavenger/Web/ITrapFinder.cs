using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>One calculator or detector: looks at a symbol and finds at most one trap. No state of its own; null when its condition fails.</summary>
internal interface ITrapFinder
{
    TrapType Type { get; }

    TrapPlan? Find(in WebSight sight);
}
