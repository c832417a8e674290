namespace Titan.Simulator.Faults;

/// <summary>What the faults in force do to one request, REST or order entry by socket.</summary>
internal sealed record RequestFate
{
    public static RequestFate Untouched { get; } = new();

    /// <summary>Wait before the request is looked at, milliseconds.</summary>
    public int DelayBeforeMs { get; init; }

    /// <summary>Wait after it was executed and before the answer, milliseconds.</summary>
    public int DelayAfterMs { get; init; }

    /// <summary>The connection closes before the request is looked at.</summary>
    public bool Dropped { get; init; }

    /// <summary>The request is executed and never answered.</summary>
    public bool AnswerLost { get; init; }

    /// <summary>An HTTP status instead of an answer; 0 for none.</summary>
    public int HttpStatus { get; init; }

    /// <summary>Seconds of a Retry-After header beside it; 0 for none.</summary>
    public int RetryAfter { get; init; }

    /// <summary>A refusal by code instead of execution; 0 for none.</summary>
    public int Code { get; init; }
    public string Message { get; init; } = "";
}
