namespace Titan.Engine;

/// <summary>What the host decides about the engine before it starts, beside the settings of section <c>Titan</c>.</summary>
public sealed record EngineOptions
{
    /// <summary>Folder of the database, snapshots and lock; created when missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Product version as shown.</summary>
    public string Version { get; init; } = "0.1.0";

    /// <summary>What stands behind the venue, for people: "seed 7", a file's name.</summary>
    public string? MarketLabel { get; init; }
}
