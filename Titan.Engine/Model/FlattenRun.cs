namespace Titan.Engine.Model;

/// <summary>A running FLATTEN ALL: single flight, persisted, ends only on venue-confirmed flat.</summary>
public sealed record FlattenRun
{
    public required CorrelationId Correlation { get; init; }
    public required string By { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public FlattenStage Stage { get; init; }

    /// <summary>Rounds of closes sent; from the fourth on at the price-limit bound.</summary>
    public int Attempt { get; init; }

    /// <summary>Symbols that had a position when it began.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];
}

/// <summary>Stages of FLATTEN ALL in order (spec titan-trading 5.3); each is journaled, so a restart goes on where it stood.</summary>
public enum FlattenStage
{
    Started,
    CancellingEntries,
    Closing,
    Verifying,
    CancellingLeftovers,
    Flat,
}
