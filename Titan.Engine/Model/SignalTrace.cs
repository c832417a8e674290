namespace Titan.Engine.Model;

/// <summary>All that is remembered of one signal id, so that nothing is done twice and a zombie is known as one.</summary>
public sealed record SignalTrace(string Id)
{
    /// <summary>What was heard under the id, at most one of each phase, in order.</summary>
    public IReadOnlyList<SignalMark> Marks { get; init; } = [];

    /// <summary>The gates judged an intent of this id.</summary>
    public bool Judged { get; init; }

    /// <summary>The entry that waits for its CONFIRM.</summary>
    public PreparedSignal? Prepared { get; init; }

    /// <summary>Why the prepared entry does not wait any more.</summary>
    public SignalLapse? Lapsed { get; init; }

    public SignalMark? Of(SignalPhase phase) => Marks.FirstOrDefault(mark => mark.Phase == phase);
}

/// <summary>One message as it was heard.</summary>
public sealed record SignalMark(SignalPhase Phase, SignalOutcome Outcome, string? Reason, string Digest, DateTimeOffset At);

/// <summary>An entry that was judged sound and waits.</summary>
public sealed record PreparedSignal(string Symbol, SignalTerms Terms, DateTimeOffset At);

/// <summary>Why a prepared entry was given up without an ABORT.</summary>
public enum SignalLapse
{
    /// <summary>No CONFIRM in time.</summary>
    Late,

    /// <summary>The process ended; whatever the market was then is over.</summary>
    Restart,
}
