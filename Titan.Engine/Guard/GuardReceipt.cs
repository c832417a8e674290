namespace Titan.Engine.Guard;

/// <summary>
/// What the guard did in one run, kept as a file for ever: why it began, each act with the venue's answer, how it ended. Times are UTC.
/// </summary>
public sealed record GuardReceipt
{
    public required string Id { get; init; }

    /// <summary>silence, flatten, cancel-all or kill.</summary>
    public required string Cause { get; init; }

    /// <summary>Who asked; "guard" when silence did.</summary>
    public required string By { get; init; }
    public string Roles { get; init; } = "";
    public required string Reason { get; init; }

    /// <summary>The engine's last sign of life as it was written, and how long ago that was when the run began.</summary>
    public string? LastBeat { get; init; }
    public double SilentForSeconds { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while the run goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>engine back, flat, done, guard stopped; null while the run goes on.</summary>
    public string? Ended { get; init; }
    public IReadOnlyList<GuardStep> Steps { get; init; } = [];
}

/// <summary>One act and what came of it. <paramref name="Act"/>: cancel-entries, cover, close, leave, look, flatten, lock.</summary>
public sealed record GuardStep(DateTimeOffset At, string Act, string? Symbol, bool Ok, string Detail);
