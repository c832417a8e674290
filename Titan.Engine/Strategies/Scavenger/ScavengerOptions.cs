using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger.Traps;

namespace Titan.Engine.Strategies.Scavenger;

/// <summary>
/// Settings of the trap strategy, section <c>Titan:Strategies:Scavenger</c>: the keys scavenger.* of spec titan-trading 6 with their
/// defaults and ranges. Fractions are 0–1 unless the name ends in Pct.
/// </summary>
public sealed record ScavengerOptions
{
    public bool Enabled { get; init; } = true;

    /// <summary>The whole pipeline runs, nothing is sent; outcomes are recorded as if it had been.</summary>
    public bool GhostMode { get; init; }

    /// <summary>Time between two map cycles, ms. 10000–300000.</summary>
    public int UpdateIntervalMs { get; init; } = 60_000;

    /// <summary>Symbols that are scored, by turnover. 20–500.</summary>
    public int UniverseSize { get; init; } = 500;

    /// <summary>Symbols in the trap map. 1–50.</summary>
    public int TopSymbolsCount { get; init; } = 20;

    /// <summary>A symbol above it is in the map. 0–100.</summary>
    public decimal MinScore { get; init; } = 60m;

    /// <summary>The bar when too few are above <see cref="MinScore"/>. 0–100.</summary>
    public decimal FallbackScore { get; init; } = 50m;

    /// <summary>How near a price must be to touch a trap, fraction. 0.0001–0.005.</summary>
    public decimal TriggerTolerance { get; init; } = 0.001m;

    /// <summary>Trades inside the volume window that confirm a touch. 1–1000.</summary>
    public int MinTradesIn100ms { get; init; } = 50;

    /// <summary>Length of the volume window, ms. 10–1000.</summary>
    public int VolumeWindowMs { get; init; } = 100;

    /// <summary>Velocity per second above which a bounded market order is sent. 0–0.1, above <see cref="ModerateVelocity"/>.</summary>
    public decimal ExtremeVelocity { get; init; } = 0.005m;

    /// <summary>Velocity per second above which the limit order is aggressive. 0–0.05.</summary>
    public decimal ModerateVelocity { get; init; } = 0.001m;

    /// <summary>How far past the touch an aggressive limit goes, fraction. 0–0.01.</summary>
    public decimal AggressiveMarkup { get; init; } = 0.002m;

    /// <summary>Time between PREPARE and CONFIRM, ms of event time. 0–2000.</summary>
    public int HoldMs { get; init; } = 200;

    /// <summary>How far past the trigger a price may have run at CONFIRM, percent. 0.1–2.</summary>
    public decimal MaxRunawayPct { get; init; } = 0.5m;

    /// <summary>Rest of a trap after it sprang, seconds. 0–3600.</summary>
    public int CooldownSeconds { get; init; } = 300;

    /// <summary>Rest of a symbol after three failed dispatches, seconds. 0–3600.</summary>
    public int BlacklistSeconds { get; init; } = 300;

    /// <summary>How long an unfilled entry works, ms. 100–5000.</summary>
    public int OrderTimeoutMs { get; init; } = 2000;

    /// <summary>Counts the fills inside an aggregated trade instead of the message.</summary>
    public bool CountUnderlyingFills { get; init; }

    /// <summary>The burst rule follows each symbol's own 99.5th percentile, at least 10 (open choice 11).</summary>
    public bool AdaptiveBurst { get; init; }

    /// <summary>Refuses a strike whose velocity is above the one before; contradicts a breakout, so off (2.6 step 6).</summary>
    public bool AccelerationVeto { get; init; }

    /// <summary>Takes both velocities times 1.5 in high volatility and times 0.8 in low (2.7, optional).</summary>
    public bool VelocityScaling { get; init; }

    public TrapsOptions Traps { get; init; } = new();

    public IEnumerable<ConfigProblem> Check(string key)
    {
        foreach (var problem in new[]
        {
            SettingRange.Check(key, nameof(UpdateIntervalMs), UpdateIntervalMs, 10_000, 300_000),
            SettingRange.Check(key, nameof(UniverseSize), UniverseSize, 20, 500),
            SettingRange.Check(key, nameof(TopSymbolsCount), TopSymbolsCount, 1, 50),
            SettingRange.Check(key, nameof(MinScore), MinScore, 0m, 100m),
            SettingRange.Check(key, nameof(FallbackScore), FallbackScore, 0m, 100m),
            SettingRange.Check(key, nameof(TriggerTolerance), TriggerTolerance, 0.0001m, 0.005m),
            SettingRange.Check(key, nameof(MinTradesIn100ms), MinTradesIn100ms, 1, 1000),
            SettingRange.Check(key, nameof(VolumeWindowMs), VolumeWindowMs, 10, 1000),
            SettingRange.Check(key, nameof(ExtremeVelocity), ExtremeVelocity, 0m, 0.1m),
            SettingRange.Check(key, nameof(ModerateVelocity), ModerateVelocity, 0m, 0.05m),
            SettingRange.Check(key, nameof(AggressiveMarkup), AggressiveMarkup, 0m, 0.01m),
            SettingRange.Check(key, nameof(HoldMs), HoldMs, 0, 2000),
            SettingRange.Check(key, nameof(MaxRunawayPct), MaxRunawayPct, 0.1m, 2m),
            SettingRange.Check(key, nameof(CooldownSeconds), CooldownSeconds, 0, 3600),
            SettingRange.Check(key, nameof(BlacklistSeconds), BlacklistSeconds, 0, 3600),
            SettingRange.Check(key, nameof(OrderTimeoutMs), OrderTimeoutMs, 100, 5000),
        }.OfType<ConfigProblem>())
        {
            yield return problem;
        }

        if (ExtremeVelocity <= ModerateVelocity)
        {
            yield return new ConfigProblem($"{key}:{nameof(ExtremeVelocity)}", SettingRange.Text(ExtremeVelocity), $"must be above ModerateVelocity {SettingRange.Text(ModerateVelocity)}");
        }

        foreach (var problem in Traps.Check($"{key}:{nameof(Traps)}"))
        {
            yield return problem;
        }
    }
}
