namespace Titan.Engine.Strategies.Scavenger.Views;

/// <summary>Whether a trap may spring.</summary>
public enum TrapReadiness
{
    /// <summary>It waits for its price.</summary>
    Set,

    /// <summary>The price passed it; it waits for its return to the near side.</summary>
    Dormant,

    /// <summary>It sprang and is held.</summary>
    Firing,

    /// <summary>It sprang a short while ago.</summary>
    Cooldown,

    /// <summary>Its symbol failed three times.</summary>
    Blacklisted,

    /// <summary>No print of the venue that leads was seen on its symbol yet.</summary>
    NoSpot,
}
