using System.Globalization;
using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Breakout;

/// <summary>Settings of the breakout example, section <c>Titan:Strategies:Breakout</c>.</summary>
public sealed record BreakoutOptions
{
    public bool Enabled { get; init; } = true;

    /// <summary>Closed one-minute bars that make the channel. 5–500.</summary>
    public int ChannelBars { get; init; } = 20;

    /// <summary>Bars of the average true range. 2–100.</summary>
    public int AtrBars { get; init; } = 14;

    /// <summary>Stop distance in average true ranges. 0.5–10.</summary>
    public decimal StopAtr { get; init; } = 2.5m;

    /// <summary>Smallest stop distance, fraction of the price: nearer ones are eaten by fees. 0.001–0.1.</summary>
    public decimal MinStop { get; init; } = 0.006m;

    /// <summary>Target distance in stop distances. 1–10.</summary>
    public decimal TargetR { get; init; } = 2m;

    /// <summary>Loss at the stop over equity. 0.001–0.05.</summary>
    public decimal RiskPerTrade { get; init; } = 0.005m;

    /// <summary>How far past the reference price it may pay, fraction. 0–0.01.</summary>
    public decimal MaxChase { get; init; } = 0.001m;

    /// <summary>Rest of an instrument after a signal, seconds. 0–3600.</summary>
    public int CooldownSeconds { get; init; } = 300;

    public IEnumerable<ConfigProblem> Check(string key)
    {
        ConfigProblem? Range(string name, decimal value, decimal from, decimal to) =>
            value < from || value > to
                ? new ConfigProblem($"{key}:{name}", value.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"allowed {from} to {to}"))
                : null;

        return new[]
        {
            Range(nameof(ChannelBars), ChannelBars, 5, 500),
            Range(nameof(AtrBars), AtrBars, 2, 100),
            Range(nameof(StopAtr), StopAtr, 0.5m, 10m),
            Range(nameof(MinStop), MinStop, 0.001m, 0.1m),
            Range(nameof(TargetR), TargetR, 1m, 10m),
            Range(nameof(RiskPerTrade), RiskPerTrade, 0.001m, 0.05m),
            Range(nameof(MaxChase), MaxChase, 0m, 0.01m),
            Range(nameof(CooldownSeconds), CooldownSeconds, 0, 3600),
        }.OfType<ConfigProblem>();
    }
}
