using System.Globalization;
using Titan.Engine.Configuration;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Tuning;

/// <summary>In what people read and type a limit.</summary>
public enum LimitUnit
{
    Count,

    /// <summary>A fraction for the engine, percent for people.</summary>
    Percent,
    Times,
    Hours,
    Minutes,
    Usdt,
}

/// <summary>One limit of risk as the console offers it: what it is called, its unit and what the engine would accept.</summary>
/// <param name="Name">As the API names it: maxLeverage.</param>
/// <param name="Unit">In what it is typed.</param>
/// <param name="Least">Accepted at least, in the engine's measure.</param>
/// <param name="Most">Accepted at most, in the engine's measure.</param>
public sealed record Limit(string Name, LimitUnit Unit, decimal Least, decimal Most)
{
    /// <summary>As files spell it: Titan:Risk:MaxLeverage.</summary>
    public string Key => $"Titan:Risk:{char.ToUpperInvariant(Name[0])}{Name[1..]}";

    /// <summary>As the API spells it with its section: risk.maxLeverage.</summary>
    public string Path => $"risk.{Name}";

    public string Title => T(SettingsView.NameOf(Key));

    /// <summary>One of the three that the operator's manual adjusts; drawn large, with a slider (seed 002 "Updating Risk Parameters").</summary>
    public bool IsMain => Limits.Main.Contains(Name, StringComparer.Ordinal);
}

/// <summary>All limits of risk. What the engine learns appears here by itself, as a plain number with the range that its validator names.</summary>
public static class Limits
{
    internal static readonly string[] Main = ["maxRiskPerTrade", "maxDailyDrawdown", "maxLeverage"];

    private static readonly Dictionary<string, LimitUnit> Units = new(StringComparer.Ordinal)
    {
        ["maxRiskPerTrade"] = LimitUnit.Percent,
        ["maxDailyDrawdown"] = LimitUnit.Percent,
        ["maxWeeklyDrawdown"] = LimitUnit.Percent,
        ["hardDrawdown"] = LimitUnit.Percent,
        ["maxPositionSizePercent"] = LimitUnit.Percent,
        ["maxOpenRisk"] = LimitUnit.Percent,
        ["maxLeverage"] = LimitUnit.Times,
        ["maxTotalLeverage"] = LimitUnit.Times,
        ["feeBarrierMultiplier"] = LimitUnit.Times,
        ["breakerCooldownHours"] = LimitUnit.Hours,
        ["lossWindowMinutes"] = LimitUnit.Minutes,
        ["minEquity"] = LimitUnit.Usdt,
    };

    // Of these the greater value is the safer one.
    private static readonly HashSet<string> SaferWhenHigher = new(StringComparer.Ordinal) { "breakerCooldownHours", "feeBarrierMultiplier", "minEquity", "lossWindowMinutes" };

    private static readonly Lazy<IReadOnlyList<Limit>> Known = new(Read);

    /// <summary>The manual's three first, then the others as the configuration declares them.</summary>
    public static IReadOnlyList<Limit> All => Known.Value;

    public static Limit? Of(string name) => All.FirstOrDefault(limit => limit.Name == name);

    /// <summary>Whether a change makes losing more possible.</summary>
    public static LimitTurn Turn(string name, decimal old, decimal now)
    {
        // No window counts losses over any time, which is the longest.
        var (before, after) = name == "lossWindowMinutes" ? (Span(old), Span(now)) : (old, now);
        return before == after ? LimitTurn.None : after > before == SaferWhenHigher.Contains(name) ? LimitTurn.Safer : LimitTurn.Riskier;
    }

    private static decimal Span(decimal minutes) => minutes == 0 ? decimal.MaxValue : minutes;

    private static IReadOnlyList<Limit> Read() =>
        [.. RiskLimits.Values(new RiskConfig()).Keys.OrderBy(name => Array.IndexOf(Main, name) is var place and >= 0 ? place : Main.Length).Select(Read)];

    private static Limit Read(string name)
    {
        var limit = new Limit(name, Units.GetValueOrDefault(name), 0m, decimal.MaxValue);
        return SettingsView.AllowedRanges.TryGetValue(limit.Key, out var range)
            ? limit with { Least = decimal.Parse(range.Least, CultureInfo.InvariantCulture), Most = decimal.Parse(range.Most, CultureInfo.InvariantCulture) }
            : limit;
    }
}

/// <summary>What a change does to what may be lost.</summary>
public enum LimitTurn
{
    None,
    Safer,
    Riskier,
}
