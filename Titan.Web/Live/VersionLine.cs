using System.Globalization;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Web.Tuning;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Live;

/// <summary>One version of the settings, ready to read: what it changed against the one before it, by whom and why.</summary>
public sealed record VersionLine(string Tag, bool IsInForce, string By, string Reason, ValueList<VersionChange> Changes, string NoChanges)
{
    /// <summary>Newest first, as they are told; the one before the oldest shown must be among the entries for its changes to be known.</summary>
    public static ValueList<VersionLine> Of(IReadOnlyList<SettingsEntry> entries, int shown) =>
        [.. entries.Take(shown).Select((entry, index) => Of(entry, index + 1 < entries.Count ? entries[index + 1] : null, index == 0))];

    private static VersionLine Of(SettingsEntry entry, SettingsEntry? before, bool inForce)
    {
        var version = entry.Version;
        var changes = before is null || ConfigVersion.Read(before.Version.Json) is not { } old || ConfigVersion.Read(version.Json) is not { } now ? null : SettingsVersions.Between(old, now);
        return new VersionLine(
            version.Tag,
            inForce,
            version.RolledBackTo is { } target ? T("{0}, back to {1}", Said(version.By), target) : T("{0}, {1}", Said(version.By), version.Source),
            Said(version.Reason),
            changes is null ? [] : [.. changes.Select(ChangeOf)],
            before is null ? T("first version of this ledger") : changes is null ? Figures.Unknown : T("nothing"));
    }

    // Of a long list only what went and what came.
    private static VersionChange ChangeOf(SettingChange change) => change.IsWhitelist
        ? new VersionChange("Whitelist", change.Key, string.Join(' ', change.Gone), string.Join(' ', change.Came))
        : new VersionChange(SettingsView.NameOf(change.Key), change.Key, InItsUnit(change.Key, change.Old), InItsUnit(change.Key, change.New));

    private static string InItsUnit(string key, string? value) =>
        Limits.All.FirstOrDefault(limit => limit.Key == $"Titan:{key}") is { } limit && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? LimitText.Say(limit, number) : value ?? Figures.Missing;
}

/// <summary>One setting that a version changed.</summary>
public sealed record VersionChange(string Name, string Key, string Old, string New);
