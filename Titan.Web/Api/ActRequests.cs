using System.Text.Json;
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

/// <summary>POST /api/console/config/whitelist: one symbol onto the list or off it.</summary>
public sealed record WhitelistRequest : ReasonRequest
{
    /// <summary>add or remove.</summary>
    public string? Action { get; init; }

    /// <summary>As the venue spells it: SOLUSDT. Small letters are taken for capitals.</summary>
    public string? Symbol { get; init; }
}

/// <summary>POST /api/console/config/risk: at least one limit. Fractions are 0 to 1, money USDT; ranges are in GET /api/console/config.</summary>
public sealed record RiskLimitsRequest : ReasonRequest
{
    /// <summary>LEVERAGE, when maxLeverage is raised above 20.</summary>
    public string? Confirm { get; init; }

    public decimal? MaxRiskPerTrade { get; init; }

    public decimal? MaxDailyDrawdown { get; init; }

    public decimal? MaxLeverage { get; init; }

    public decimal? MaxTotalLeverage { get; init; }

    public decimal? MaxPositions { get; init; }

    public decimal? MaxPositionSizePercent { get; init; }

    public decimal? MaxConsecutiveLosses { get; init; }

    public decimal? LossWindowMinutes { get; init; }

    public decimal? MaxWeeklyDrawdown { get; init; }

    public decimal? BreakerCooldownHours { get; init; }

    public decimal? HardDrawdown { get; init; }

    public decimal? FeeBarrierMultiplier { get; init; }

    public decimal? MinEquity { get; init; }

    public decimal? MaxOpenRisk { get; init; }

    /// <summary>What was given, by name.</summary>
    internal IReadOnlyDictionary<string, decimal> Wanted() =>
        JsonSerializer.SerializeToNode(this, ApiJson.Options)!.AsObject().Where(pair => pair.Value!.GetValueKind() == JsonValueKind.Number)
            .ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<decimal>(), StringComparer.Ordinal);
}

/// <summary>POST /api/config/rollback.</summary>
public sealed record RollbackRequest : ReasonRequest
{
    /// <summary>The version to return to.</summary>
    [JsonPropertyName("version_tag")]
    public string? VersionTag { get; init; }

    /// <summary>Another name for it.</summary>
    public string? TargetVersionTag { get; init; }

    /// <summary>LEVERAGE, when that version allows more leverage than now, above 20.</summary>
    public string? Confirm { get; init; }
}
