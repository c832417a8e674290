using Titan.Engine.Model;

namespace Titan.Engine.Strategies.Scavenger.Traps;

/// <summary>Settings of one trap type, section <c>Titan:Strategies:Scavenger:Traps:TYPE</c> (spec titan-trading 6, defaults 2.3 and 2.4).</summary>
public sealed record TrapTypeOptions
{
    public bool Enabled { get; init; } = true;

    /// <summary>Chance of a win as the type claims it, percent. 0–100.</summary>
    public int Confidence { get; init; } = 90;

    /// <summary>Leverage it asks for; lower limits win. 1–20.</summary>
    public int Leverage { get; init; } = 10;

    /// <summary>Nominal stop distance, fraction, where the trap computes none. 0.001–0.05.</summary>
    public decimal StopLoss { get; init; } = 0.01m;

    /// <summary>Nominal target distance, fraction, where the trap computes none. 0.005–0.20.</summary>
    public decimal TakeProfit { get; init; } = 0.03m;

    /// <summary>Rest after it sprang, seconds; the longer of this and the module's holds. 0–3600.</summary>
    public int CooldownSeconds { get; init; }

    /// <summary>Traps below this confidence are not set. 0–100.</summary>
    public int MinConfidence { get; init; }

    internal IEnumerable<ConfigProblem> Check(string key, bool mayLoseMore)
    {
        foreach (var problem in new[]
        {
            SettingRange.Check(key, nameof(Confidence), Confidence, 0, 100),
            SettingRange.Check(key, nameof(Leverage), Leverage, 1, 20),
            SettingRange.Check(key, nameof(StopLoss), StopLoss, 0.001m, 0.05m),
            SettingRange.Check(key, nameof(TakeProfit), TakeProfit, 0.005m, 0.20m),
            SettingRange.Check(key, nameof(CooldownSeconds), CooldownSeconds, 0, 3600),
            SettingRange.Check(key, nameof(MinConfidence), MinConfidence, 0, 100),
        }.OfType<ConfigProblem>())
        {
            yield return problem;
        }

        // Cross rule of spec 6: a target nearer than its stop is a losing bet; a basis closes by itself, so it is exempt.
        if (!mayLoseMore && TakeProfit <= StopLoss)
        {
            yield return new ConfigProblem($"{key}:{nameof(TakeProfit)}", SettingRange.Text(TakeProfit), $"must be above StopLoss {SettingRange.Text(StopLoss)}");
        }
    }
}
