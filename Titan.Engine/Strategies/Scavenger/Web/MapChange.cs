using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger.Web;

/// <summary>What a cycle changed.</summary>
internal sealed class MapChange
{
    public List<Trap> Added { get; } = [];

    /// <summary>Not found again in time.</summary>
    public List<Trap> Expired { get; } = [];

    /// <summary>Their symbol left the map.</summary>
    public List<Trap> Cancelled { get; } = [];

    public bool IsNone => Added.Count + Expired.Count + Cancelled.Count == 0;
}
