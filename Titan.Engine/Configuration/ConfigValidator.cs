using System.Globalization;
using Microsoft.Extensions.Configuration;
using Titan.Engine.Model;

namespace Titan.Engine.Configuration;

/// <summary>
/// Reads and checks a configuration whole: never stops at the first complaint (spec titan-trading 6). Ranges are the seeds'.
/// </summary>
public static class ConfigValidator
{
    private const string Root = "Titan";

    // Sections of Titan that belong to other rooms, which check them themselves.
    private static readonly HashSet<string> Foreign = new(StringComparer.OrdinalIgnoreCase) { "Venues", "Binance", "Simulator", "Recorded", "Access", "Data", "Console", "Guard", "Security", "Webhook" };

    /// <summary>Binds section Titan and checks it.</summary>
    /// <returns>The configuration and every complaint; use it only when there is none.</returns>
    public static (TitanConfig Config, IReadOnlyList<ConfigProblem> Problems) Read(IConfiguration configuration)
    {
        var problems = new List<ConfigProblem>();
        var section = configuration.GetSection(Root);
        Unknown(section, typeof(TitanConfig), Root, problems);
        // What cannot be read is left out, so that the ranges of everything else are judged in the same go.
        var unreadable = problems.Select(problem => problem.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var readable = new ConfigurationBuilder().AddInMemoryCollection(section.AsEnumerable().Where(pair => !unreadable.Contains(pair.Key))).Build().GetSection(Root);
        var config = readable.Get<TitanConfig>() ?? new TitanConfig();
        // The binder appends to a list's default; an operator who names symbols means exactly those.
        var named = section.GetSection("Whitelist:Symbols").GetChildren().Select(child => child.Value ?? "").ToArray();
        config = named.Length == 0 ? config : config with { Whitelist = new WhitelistConfig { Symbols = named } };
        problems.AddRange(Check(config));
        return (config, problems);
    }

    public static IReadOnlyList<ConfigProblem> Check(TitanConfig config)
    {
        var problems = new List<ConfigProblem>();
        var risk = config.Risk;
        Range(problems, "Risk:MaxRiskPerTrade", risk.MaxRiskPerTrade, 0.01m, 0.05m);
        Range(problems, "Risk:MaxDailyDrawdown", risk.MaxDailyDrawdown, 0.03m, 0.10m);
        Range(problems, "Risk:MaxLeverage", risk.MaxLeverage, 5m, 50m);
        Range(problems, "Risk:MaxTotalLeverage", risk.MaxTotalLeverage, 1m, 50m);
        Range(problems, "Risk:MaxPositions", risk.MaxPositions, 1, 20);
        Range(problems, "Risk:MaxPositionSizePercent", risk.MaxPositionSizePercent, 0.1m, 0.5m);
        Range(problems, "Risk:MaxConsecutiveLosses", risk.MaxConsecutiveLosses, 1, 10);
        Range(problems, "Risk:LossWindowMinutes", risk.LossWindowMinutes, 0, 1_440);
        Range(problems, "Risk:MaxWeeklyDrawdown", risk.MaxWeeklyDrawdown, 0.05m, 0.30m);
        Range(problems, "Risk:MinEquity", risk.MinEquity, 0m, 1_000_000_000m);
        Range(problems, "Risk:BreakerCooldownHours", risk.BreakerCooldownHours, 1m, 24m);
        Range(problems, "Risk:HardDrawdown", risk.HardDrawdown, 0.10m, 0.30m);
        Range(problems, "Risk:FeeBarrierMultiplier", risk.FeeBarrierMultiplier, 1.5m, 3m);
        Range(problems, "Risk:MaxOpenRisk", risk.MaxOpenRisk, 0.01m, 0.5m);
        var safety = config.Safety;
        Range(problems, "Safety:DrawdownVelocityPct", safety.DrawdownVelocityPct, 1m, 10m);
        Range(problems, "Safety:Zscore", safety.Zscore, -10m, 0m);
        Range(problems, "Safety:ExpectedTradePnl", safety.ExpectedTradePnl, -1_000_000_000m, 1_000_000_000m);
        Range(problems, "Safety:ExpectedTradeStdev", safety.ExpectedTradeStdev, 0m, 1_000_000_000m);
        Range(problems, "Safety:ExtremeGreedPct", safety.ExtremeGreedPct, 50m, 10_000m);
        Range(problems, "Safety:HighGreedPct", safety.HighGreedPct, 0m, 50m);
        Range(problems, "Safety:ExtremeFearPct", safety.ExtremeFearPct, -10_000m, 0m);
        var execution = config.Execution;
        Range(problems, "Execution:BookMaxAgeMs", execution.BookMaxAgeMs, 10, 10_000);
        Range(problems, "Execution:MaxSpreadPct", execution.MaxSpreadPct, 0m, 5m);
        Range(problems, "Execution:ReconcileSeconds", execution.ReconcileSeconds, 10, 600);
        Range(problems, "Execution:WalletPollSeconds", execution.WalletPollSeconds, 1, 15);
        Range(problems, "Execution:EquityMaxAgeSeconds", execution.EquityMaxAgeSeconds, 5, 15);
        Range(problems, "Execution:ReconcileMaxAgeSeconds", execution.ReconcileMaxAgeSeconds, 20, 120);
        Range(problems, "Execution:PrivateStreamGraceSeconds", execution.PrivateStreamGraceSeconds, 0, 3);
        Range(problems, "Execution:MaxClockOffsetMs", execution.MaxClockOffsetMs, 100, 1_000);
        Range(problems, "Execution:LoopStallSeconds", execution.LoopStallSeconds, 1, 5);
        Range(problems, "Execution:FlattenAnswerSeconds", execution.FlattenAnswerSeconds, 1, 30);
        Range(problems, "Execution:OrderTimeoutMs", execution.OrderTimeoutMs, 100, 5_000);
        Range(problems, "Execution:MaxTimestampDriftMs", execution.MaxTimestampDriftMs, 1_000, 30_000);
        Range(problems, "Execution:SignalTtlSeconds", execution.SignalTtlSeconds, 60, 3_600);
        Range(problems, "Execution:MaxSlippagePct", execution.MaxSlippagePct, 0m, 5m);
        Range(problems, "Execution:MinDepthUsd", execution.MinDepthUsd, 0m, 1_000_000_000m);
        Symbols(problems, config.Whitelist.Symbols);
        problems.AddRange(config.Strategies.Breakout.Check($"{Root}:Strategies:Breakout"));
        problems.AddRange(config.Strategies.Scavenger.Check($"{Root}:Strategies:Scavenger"));
        return problems;
    }

    private static void Range<T>(List<ConfigProblem> problems, string key, T value, T from, T to)
        where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(from) < 0 || value.CompareTo(to) > 0)
        {
            problems.Add(new ConfigProblem($"{Root}:{key}", Text(value), $"allowed {Text(from)} to {Text(to)}"));
        }
    }

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static void Symbols(List<ConfigProblem> problems, IReadOnlyList<string> symbols)
    {
        if (symbols.Count == 0)
        {
            problems.Add(new ConfigProblem($"{Root}:Whitelist:Symbols", "empty", "at least one symbol such as BTCUSDT"));
        }

        foreach (var symbol in symbols.Where(static symbol => !WhitelistConfig.IsSymbol(symbol)))
        {
            problems.Add(new ConfigProblem($"{Root}:Whitelist:Symbols", symbol, WhitelistConfig.Form));
        }

        foreach (var twice in symbols.GroupBy(symbol => symbol, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            problems.Add(new ConfigProblem($"{Root}:Whitelist:Symbols", twice.Key, "each symbol once"));
        }
    }

    private static void Unknown(IConfigurationSection section, Type type, string path, List<ConfigProblem> problems)
    {
        foreach (var child in section.GetChildren())
        {
            var property = type.GetProperties().FirstOrDefault(candidate => candidate.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            var key = $"{path}:{child.Key}";
            if (property is null)
            {
                if (path != Root || !Foreign.Contains(child.Key))
                {
                    problems.Add(new ConfigProblem(key, child.Value ?? "{…}", "unknown setting; check the spelling"));
                }
            }
            else if (property.PropertyType.Namespace?.StartsWith("Titan", StringComparison.Ordinal) == true && !property.PropertyType.IsEnum)
            {
                Unknown(child, property.PropertyType, key, problems);
                Bare(child, key, $"has settings of its own, such as {key}:{property.PropertyType.GetProperties()[0].Name}", problems);
            }
            else if (property.PropertyType.IsGenericType)
            {
                Bare(child, key, $"is a list: {key}:0, {key}:1 and so on", problems);
            }
            else if (child.Value is { } value && !Parses(property.PropertyType, value))
            {
                problems.Add(new ConfigProblem(key, value, $"must be {Describe(property.PropertyType)}"));
            }
        }
    }

    // A value where a group of settings belongs would be passed over in silence.
    private static void Bare(IConfigurationSection child, string key, string cure, List<ConfigProblem> problems)
    {
        if (!string.IsNullOrEmpty(child.Value))
        {
            problems.Add(new ConfigProblem(key, child.Value, cure));
        }
    }

    // As strict as the binder, which throws on what it cannot read; a mode is a word, never its number.
    private static bool Parses(Type type, string value) => type switch
    {
        _ when type == typeof(decimal) => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(int) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(bool) => bool.TryParse(value, out _),
        _ when type.IsEnum => Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase),
        _ => true,
    };

    private static string Describe(Type type) =>
        type.IsEnum ? string.Join(" or ", Enum.GetNames(type)) : type == typeof(int) ? "a whole number" : type == typeof(decimal) ? "a number" : "true or false";
}
