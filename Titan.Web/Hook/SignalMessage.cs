using System.Text.Json.Serialization;

namespace Titan.Web.Hook;

/// <summary>Body of POST /webhook as the API document shows it; <see cref="SignalReader"/> reads it field by field.</summary>
public sealed record SignalMessage
{
    /// <summary>The sender's own id, the same for PREPARE, CONFIRM and ABORT.</summary>
    [JsonPropertyName("signal_id")]
    public string? SignalId { get; init; }

    /// <summary>PREPARE, CONFIRM, ABORT, HEARTBEAT, CLOSE_LONG or CLOSE_SHORT.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>As in X-Source.</summary>
    [JsonPropertyName("source")]
    public string? Source { get; init; }

    [JsonPropertyName("symbol")]
    public string? Symbol { get; init; }

    /// <summary>LONG or SHORT, or 1 and -1.</summary>
    [JsonPropertyName("direction")]
    public string? Direction { get; init; }

    [JsonPropertyName("entry_zone")]
    public SignalZone? EntryZone { get; init; }

    [JsonPropertyName("stop_loss")]
    public decimal? StopLoss { get; init; }

    /// <summary>One to five; the first is attached.</summary>
    [JsonPropertyName("take_profits")]
    public IReadOnlyList<decimal>? TakeProfits { get; init; }

    /// <summary>0 to 100.</summary>
    [JsonPropertyName("confidence")]
    public int? Confidence { get; init; }

    /// <summary>1 to 50; the limits of the desk bound it further.</summary>
    [JsonPropertyName("leverage")]
    public decimal? Leverage { get; init; }

    /// <summary>Fraction per second, 0 to 1.</summary>
    [JsonPropertyName("velocity")]
    public decimal? Velocity { get; init; }

    /// <summary>How strongly the price runs, 0 to 100; above 80 spread and slippage may be wider. Without it the velocity's own is taken.</summary>
    [JsonPropertyName("momentum_score")]
    public decimal? MomentumScore { get; init; }

    [JsonPropertyName("trap_type")]
    public string? TrapType { get; init; }

    /// <summary>Why, of an ABORT.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    /// <summary>Unix ms, or ISO 8601 with a zone.</summary>
    [JsonPropertyName("timestamp")]
    public long? Timestamp { get; init; }
}

/// <summary>Prices at which the entry is worth having.</summary>
public sealed record SignalZone
{
    [JsonPropertyName("min")]
    public decimal? Min { get; init; }

    [JsonPropertyName("max")]
    public decimal? Max { get; init; }
}
