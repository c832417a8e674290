namespace Titan.Engine.Venues.Binance;

/// <summary>A diff kept until the snapshot arrives: updates <paramref name="First"/> (U) to <paramref name="Last"/> (u) in one.</summary>
internal sealed record DepthUpdate(long First, long Last, IReadOnlyList<SpotLevel> Bids, IReadOnlyList<SpotLevel> Asks);

/// <summary>A whole book as REST tells it, best first, at update <paramref name="LastUpdate"/>.</summary>
internal sealed record DepthSnapshot(long LastUpdate, IReadOnlyList<SpotLevel> Bids, IReadOnlyList<SpotLevel> Asks);
