using System.Globalization;

namespace Titan.Engine.Configuration;

/// <summary>One setting that a version changed: key as Risk:MaxLeverage, old and new value (a list with commas); null when the other version does not know it.</summary>
public sealed record SettingChange(string Key, string? Old, string? New)
{
    /// <summary>It is the whitelist, which is long: what came and went says more than the whole of it, twice.</summary>
    public bool IsWhitelist => Key == "Whitelist:Symbols";

    /// <summary>What the new list has and the old one had not; of a list only.</summary>
    public IEnumerable<string> Came => Symbols(New).Except(Symbols(Old));

    /// <summary>What the old list had and the new one has not; of a list only.</summary>
    public IEnumerable<string> Gone => Symbols(Old).Except(Symbols(New));

    /// <summary>In words: Risk:MaxLeverage 20 to 10; of the whitelist, which is long, only what came and went: whitelist +SOLUSDT -DOGEUSDT.</summary>
    public override string ToString() =>
        IsWhitelist ? string.Join(' ', ["whitelist", .. Came.Select(static symbol => $"+{symbol}"), .. Gone.Select(static symbol => $"-{symbol}")]) : $"{Key} {Old} to {New}";

    private static string[] Symbols(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>Rules of versions (spec titan-trading 6 "Versioning"): each is known by the second it began in, and told by what differs.</summary>
public static class SettingsVersions
{
    private const string Second = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Millisecond = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Tag of a version that begins now: UTC to the second; to the millisecond when the one before has that second already.</summary>
    /// <param name="now">When it is accepted.</param>
    /// <param name="last">Tag of the version before; null for the first.</param>
    public static string Tag(DateTimeOffset now, string? last)
    {
        var tag = now.UtcDateTime.ToString(Second, CultureInfo.InvariantCulture);
        if (last is null || string.CompareOrdinal(Comparable(tag), Comparable(last)) > 0)
        {
            return tag;
        }

        var fine = now.UtcDateTime.ToString(Millisecond, CultureInfo.InvariantCulture);
        return string.CompareOrdinal(fine, Comparable(last)) > 0
            ? fine
            : DateTimeOffset.Parse(last, CultureInfo.InvariantCulture).AddMilliseconds(1).UtcDateTime.ToString(Millisecond, CultureInfo.InvariantCulture);
    }

    /// <summary>What differs, by key.</summary>
    public static IReadOnlyList<SettingChange> Between(TitanConfig old, TitanConfig now)
    {
        var (before, after) = (Lines(old), Lines(now));
        return
        [
            .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
                .Select(key => new SettingChange(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key))).Where(change => change.Old != change.New),
        ];
    }

    private static string Comparable(string tag) => tag.Contains('.', StringComparison.Ordinal) ? tag : tag.Replace("Z", ".000Z", StringComparison.Ordinal);

    private static Dictionary<string, string> Lines(TitanConfig config) =>
        ConfigVersion.Lines(config).Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
