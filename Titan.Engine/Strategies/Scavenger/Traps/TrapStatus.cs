namespace Titan.Engine.Strategies.Scavenger.Traps;

/// <summary>Life of a trap (spec titan-trading 2.2).</summary>
public enum TrapStatus
{
    Active,

    /// <summary>Sprung: it is held, sent or cooling down.</summary>
    Triggered,

    /// <summary>Not confirmed anew by two map cycles.</summary>
    Expired,

    /// <summary>Its symbol left the map.</summary>
    Cancelled,
}
