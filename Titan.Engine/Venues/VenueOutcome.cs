namespace Titan.Engine.Venues;

/// <summary>How a request to a venue ended. A timeout is <see cref="Unknown"/>: settled by asking, never by resending.</summary>
public enum OutcomeKind
{
    Accepted,
    Rejected,
    Unknown,
}

/// <summary>What an error means for the engine (spec venues/bybit-v5.md section 6).</summary>
public enum VenueReaction
{
    /// <summary>Nothing more to do.</summary>
    None,

    /// <summary>Transient; the adapter already retried what may be retried.</summary>
    Retry,

    /// <summary>This request is dead; do not send it again unchanged.</summary>
    Reject,

    /// <summary>Our picture is wrong: refresh orders and positions.</summary>
    Reconcile,

    /// <summary>Stop opening risk and tell the operator (key, clock, permission, ban).</summary>
    Fatal,
}

/// <summary>Accepted, rejected (code, text, reaction) or unknown. Not an exception.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Code">The venue's code; 0 when accepted, HTTP status or -1 when there was no envelope.</param>
/// <param name="Text">The venue's words, for people.</param>
/// <param name="Reaction">What the engine should do about it.</param>
public sealed record VenueOutcome(OutcomeKind Kind, int Code, string Text, VenueReaction Reaction)
{
    /// <summary>Code of a request that never left because it came too late.</summary>
    public const int NotSentCode = -2;

    /// <summary>The venue's order id when the request was about one order and the venue named it.</summary>
    public string? VenueOrderId { get; init; }

    public bool IsAccepted => Kind == OutcomeKind.Accepted;

    public static VenueOutcome Accepted(string? venueOrderId = null) =>
        new(OutcomeKind.Accepted, 0, "OK", VenueReaction.None) { VenueOrderId = venueOrderId };

    public static VenueOutcome Rejected(int code, string text, VenueReaction reaction = VenueReaction.Reject) =>
        new(OutcomeKind.Rejected, code, text, reaction);

    public static VenueOutcome Unknown(string text, int code = -1) =>
        new(OutcomeKind.Unknown, code, text, VenueReaction.Reconcile);
}

/// <summary>Answer to a question: the value, or why there is none.</summary>
public sealed record VenueAnswer<T>(T? Value, VenueOutcome Outcome)
    where T : class
{
    public bool IsKnown => Outcome.IsAccepted && Value is not null;

    public static VenueAnswer<T> Of(T value) => new(value, VenueOutcome.Accepted());

    public static VenueAnswer<T> None(VenueOutcome why) => new(null, why);
}
