using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One setting in force.</summary>
/// <param name="Name">For people.</param>
/// <param name="Key">As files spell it: Titan:Risk:MaxLeverage.</param>
/// <param name="Value">In force.</param>
/// <param name="Reading">The same in the unit that people think in; empty when the value says it.</param>
/// <param name="Range">What would be accepted; "—" when anything is.</param>
/// <param name="Source">Where the value comes from.</param>
public sealed record SettingRow(string Name, string Key, string Value, string Reading, string Range, string Source, bool IsDefault);

/// <summary>The settings of one section, in the order in which the configuration declares them.</summary>
public sealed record SettingGroup(string Key, string Title, ValueList<SettingRow> Rows);

/// <summary>
/// What is in force, read from the configuration itself: a setting that the engine learns appears here by itself, with the range that its own
/// validator names.
/// </summary>
public static partial class SettingsView
{
    private const string Root = "Titan";

    // Beyond every range and still a whole number.
    private const string TooMuch = "1999999999";

    private static readonly Lazy<IReadOnlyDictionary<string, (string Least, string Most)>> Ranges = new(ReadRanges);

    /// <summary>What would be accepted, by key.</summary>
    public static IReadOnlyDictionary<string, (string Least, string Most)> AllowedRanges => Ranges.Value;

    /// <summary>All sections with settings.</summary>
    /// <param name="config">As files, environment and command line ask.</param>
    /// <param name="settings">Where they ask it.</param>
    /// <param name="identity">What is in force where an accepted version outranks them.</param>
    public static IReadOnlyList<SettingGroup> Of(TitanConfig config, IConfiguration settings, EngineIdentity? identity = null)
    {
        var asked = Sections(config, Root).Select(section => GroupOf(section.Key, section.Value, settings)).ToArray();
        if (identity is not { VersionTag: { } tag } || identity.Over(config) is not { } inForce || (inForce.Risk == config.Risk && inForce.Whitelist.IsSameAs(config.Whitelist)))
        {
            return asked;
        }

        var set = Sections(inForce, Root).Select(section => GroupOf(section.Key, section.Value, settings)).ToArray();
        return [.. set.Select((group, index) => group with { Rows = [.. group.Rows.Select((row, place) => row.Value == asked[index].Rows[place].Value ? row : row with { Source = T("version {0}", tag), IsDefault = false })] })];
    }

    /// <summary>Max risk per trade, of MaxRiskPerTrade.</summary>
    public static string NameOf(string key)
    {
        var words = Humps().Replace(key[(key.LastIndexOf(':') + 1)..], " $1").Trim().ToLowerInvariant();
        var name = words.Length == 0 ? key : char.ToUpperInvariant(words[0]) + words[1..];
        // Open interest is an abbreviation, and the country has a capital.
        return name.Replace("Oi ", "OI ", StringComparison.Ordinal).Replace(" bulgaria", " Bulgaria", StringComparison.Ordinal);
    }

    /// <summary>Every name of a section and a setting, in English.</summary>
    public static IEnumerable<string> Names =>
        Sections(new TitanConfig(), Root).SelectMany(section => Values(section.Value.GetType()).Select(property => property.Name).Prepend(section.Key)).Select(NameOf).Distinct();

    /// <summary>Enough of a key to recognise it, never enough to use it.</summary>
    public static string Masked(string? secret) => secret switch
    {
        null or "" => T("not set"),
        { Length: < 12 } => T("set, {0} characters", secret.Length.ToString(CultureInfo.InvariantCulture)),
        _ => $"•••• {secret[^4..]}",
    };

    /// <summary>Where a value comes from: the last source that names its key.</summary>
    public static (string Words, bool IsDefault) SourceOf(IConfiguration settings, string key)
    {
        foreach (var provider in (settings as IConfigurationRoot)?.Providers.Reverse() ?? [])
        {
            if (provider.TryGet(key, out _) || provider.TryGet($"{key}:0", out _))
            {
                return (provider switch
                {
                    Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider => T("environment"),
                    Microsoft.Extensions.Configuration.CommandLine.CommandLineConfigurationProvider => T("command line"),
                    Microsoft.Extensions.Configuration.Json.JsonConfigurationProvider file => Path.GetFileName(file.Source.Path) ?? "appsettings.json",
                    _ => T("set by the program"),
                }, false);
            }
        }

        return (T("default"), true);
    }

    private static SettingGroup GroupOf(string key, object section, IConfiguration settings) =>
        new(key, T(NameOf(key)), [.. Values(section.GetType()).Select(property => RowOf($"{key}:{property.Name}", property.GetValue(section), settings))]);

    private static SettingRow RowOf(string key, object? value, IConfiguration settings)
    {
        var (source, isDefault) = SourceOf(settings, key);
        return new SettingRow(T(NameOf(key)), key, Text(value), Reading(key, value), RangeOf(key, value), source, isDefault);
    }

    private static string RangeOf(string key, object? value) =>
        Ranges.Value.TryGetValue(key, out var range) ? T("{0} to {1}", range.Least, range.Most) : value is bool ? T("true or false") : Figures.Missing;

    private static string Text(object? value) => value switch
    {
        null => Figures.Missing,
        string words => words,
        bool flag => flag ? "true" : "false",
        IEnumerable<string> list => string.Join(", ", list),
        System.Collections.IEnumerable things => string.Join(", ", things.Cast<object>()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // Units follow the names; a fraction is also read in percent.
    private static string Reading(string key, object? value) => value switch
    {
        decimal fraction when Fraction().IsMatch(key) && fraction is > 0 and < 1 => $"{Figures.Short(fraction * 100m)} %",
        _ when value is not (decimal or int or double) => "",
        _ when key.EndsWith("Ms", StringComparison.Ordinal) => "ms",
        _ when key.EndsWith("Seconds", StringComparison.Ordinal) => T("seconds"),
        _ when key.EndsWith("Minutes", StringComparison.Ordinal) => T("minutes"),
        _ when key.EndsWith("Hours", StringComparison.Ordinal) => T("hours"),
        _ when key.EndsWith("Days", StringComparison.Ordinal) => T("days"),
        _ when key.EndsWith("Usd", StringComparison.Ordinal) => "USD",
        _ when key.EndsWith("Pct", StringComparison.Ordinal) => "%",
        _ when key.EndsWith("Bps", StringComparison.Ordinal) => "bps",
        _ when key.Contains("Leverage", StringComparison.Ordinal) => "×",
        _ => "",
    };

    private static IEnumerable<KeyValuePair<string, object>> Sections(object config, string path)
    {
        foreach (var property in config.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => IsSection(property.PropertyType)))
        {
            if (property.GetValue(config) is not { } section)
            {
                continue;
            }

            var key = $"{path}:{property.Name}";
            if (Values(section.GetType()).Any())
            {
                yield return new(key, section);
            }

            foreach (var inner in Sections(section, key))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<PropertyInfo> Values(Type section) =>
        section.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => !IsSection(property.PropertyType) && property.GetMethod is not null && property.SetMethod is not null && property.GetIndexParameters().Length == 0);

    private static bool IsSection(Type type) => type is { IsClass: true } && type.Namespace?.StartsWith("Titan", StringComparison.Ordinal) == true;

    // The validator is asked for far too much of everything; what it answers are the ranges.
    private static Dictionary<string, (string Least, string Most)> ReadRanges()
    {
        var asked = Sections(new TitanConfig(), Root).SelectMany(section => Values(section.Value.GetType())
            .Where(property => property.PropertyType == typeof(decimal) || property.PropertyType == typeof(int) || property.PropertyType == typeof(double))
            .Select(property => $"{section.Key}:{property.Name}")).ToDictionary(key => key, _ => (string?)TooMuch, StringComparer.OrdinalIgnoreCase);
        var (_, problems) = ConfigValidator.Read(new ConfigurationBuilder().AddInMemoryCollection(asked).Build());
        var ranges = new Dictionary<string, (string Least, string Most)>(StringComparer.OrdinalIgnoreCase);
        foreach (var problem in problems)
        {
            if (Allowed().Match(problem.Allowed) is { Success: true } allowed)
            {
                ranges[problem.Key] = (allowed.Groups[1].Value, allowed.Groups[2].Value);
            }
        }

        return ranges;
    }

    [GeneratedRegex("(?<!^)([A-Z][a-z0-9]*)")]
    private static partial Regex Humps();

    [GeneratedRegex("^allowed (\\S+) to (\\S+)$")]
    private static partial Regex Allowed();

    [GeneratedRegex("(Risk|Drawdown|SizePercent|MinStop|RiskPerTrade|MaxChase|OpenRisk|Fraction|Share)[A-Za-z]*$")]
    private static partial Regex Fraction();
}
