using System.Text.Json.Serialization;

namespace Titan.Web.Api;

/// <summary>An act may say why; kept in the audit, at most 500 characters.</summary>
public record ReasonRequest
{
    public const int LongestReason = 500;

    public string? Reason { get; init; }
}

/// <summary>POST /api/console/master-arm.</summary>
public sealed record MasterArmRequest : ReasonRequest
{
    /// <summary>True arms, false disarms.</summary>
    public bool? Enabled { get; init; }

    /// <summary>LIVE, in live mode.</summary>
    public string? Confirm { get; init; }
}

/// <summary>POST /api/brain/override.</summary>
public sealed record OverrideRequest : ReasonRequest
{
    /// <summary>Share of phase 1, 0 to 1; the three sum to 1.</summary>
    public decimal? W1 { get; init; }

    public decimal? W2 { get; init; }

    public decimal? W3 { get; init; }

    /// <summary>How long it holds, more than 0 and at most 24.</summary>
    public decimal? Hours { get; init; }
}

/// <summary>POST /api/console/cancel-all.</summary>
public sealed record CancelAllRequest : ReasonRequest
{
    /// <summary>Takes stops and targets too.</summary>
    public bool? IncludeProtective { get; init; }
}

/// <summary>POST /api/emergency/kill.</summary>
public sealed record KillRequest : ReasonRequest
{
    /// <summary>The account's own six digits, or the word KILL while none are set.</summary>
    public string? Code { get; init; }
}

/// <summary>POST /api/account/kill-code.</summary>
public sealed record KillCodeRequest : ReasonRequest
{
    /// <summary>The account's password.</summary>
    public string? Password { get; init; }

    /// <summary>Six digits.</summary>
    public string? Code { get; init; }
}

/// <summary>POST /api/positions/{symbol}/close.</summary>
public sealed record ClosePositionRequest : ReasonRequest
{
    /// <summary>Size to close, base currency, a multiple of the step; the whole position when left out.</summary>
    public decimal? Quantity { get; init; }
}

/// <summary>POST /api/positions/{symbol}/modify. A field that is left out stays as it is; 0 or null removes it.</summary>
public sealed record ModifyPositionRequest : ReasonRequest
{
    [JsonPropertyName("stop_loss")]
    public decimal? StopLoss
    {
        get;
        init => field = value ?? 0m;
    }

    [JsonPropertyName("take_profit")]
    public decimal? TakeProfit
    {
        get;
        init => field = value ?? 0m;
    }
}
