namespace Titan.Engine.Venues.Bybit;

/// <summary>What a request wanted; the same code means different things for each.</summary>
internal enum BybitRequestKind
{
    Read,
    Create,
    Amend,
    Cancel,

    /// <summary>Idempotent settings: leverage, position-level stops, cancel-all.</summary>
    Configure,
}

/// <summary>What the adapter itself does next about an answer.</summary>
internal enum BybitNext
{
    /// <summary>Tell the caller.</summary>
    Done,

    /// <summary>Repeat after a short growing pause, where repeating is allowed.</summary>
    Backoff,

    /// <summary>The request was refused by the rate limit: wait for its reset.</summary>
    WaitForReset,

    /// <summary>The request was refused because of its timestamp: measure the clock and repeat once.</summary>
    ResyncClock,

    /// <summary>Our address is banned: no REST for ten minutes.</summary>
    StopRest,

    /// <summary>The order may exist or may be final: ask before answering.</summary>
    LookUp,

    /// <summary>The account is in hedge mode: set the position index and repeat once.</summary>
    SetPositionIndex,

    /// <summary>The order entry socket takes nothing: send the same by REST.</summary>
    UseRest,
}

/// <summary>What an answer means: for the engine (kind and reaction) and for the adapter (next).</summary>
internal readonly record struct BybitVerdict(OutcomeKind Kind, VenueReaction Reaction, BybitNext Next);
