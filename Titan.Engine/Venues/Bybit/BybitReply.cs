using System.Text.Json;

namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// What came back for a request: an envelope with its code, an HTTP answer without envelope, nothing at all, or the request
/// never left.
/// </summary>
internal sealed record BybitReply
{
    /// <summary>False when the request was never on the wire: it certainly did nothing.</summary>
    public bool Sent { get; init; } = true;

    /// <summary>True when a JSON envelope with a code came back.</summary>
    public bool HasEnvelope { get; init; }

    /// <summary>HTTP status, 0 when there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>retCode of the envelope, or the HTTP status, or -1.</summary>
    public int Code { get; init; } = -1;

    public string Text { get; init; } = "";

    public JsonElement Result { get; init; }

    /// <summary>Venue time until which this endpoint refuses us, ms; null when not told.</summary>
    public long? ResetMs { get; init; }

    public BybitVerdict Verdict { get; init; }

    public bool IsAccepted => Verdict.Kind == OutcomeKind.Accepted;

    public VenueOutcome Outcome => new(Verdict.Kind, Code, Text, Verdict.Reaction);

    public static BybitReply NotSent(int code, string why, VenueReaction reaction, BybitNext next = BybitNext.Done) => new()
    {
        Sent = false,
        Code = code,
        Text = why,
        Verdict = new BybitVerdict(OutcomeKind.Rejected, reaction, next),
    };

    /// <summary>Sent, but no answer came: judged like a server error.</summary>
    public static BybitReply Lost(string why, BybitRequestKind kind) => new() { Text = why, Verdict = BybitErrorCodes.JudgeHttp(0, kind) };

    public static BybitReply WithoutEnvelope(int status, string text, BybitRequestKind kind) => new()
    {
        Status = status,
        Code = status,
        Text = text,
        Verdict = BybitErrorCodes.JudgeHttp(status, kind),
    };

    public static BybitReply Envelope(int status, int code, string text, JsonElement result, BybitRequestKind kind) => new()
    {
        HasEnvelope = true,
        Status = status,
        Code = code,
        Text = text,
        Result = result,
        Verdict = BybitErrorCodes.Judge(code, text, kind),
    };
}
