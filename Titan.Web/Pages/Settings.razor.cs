using Microsoft.AspNetCore.Components;
using Titan.Engine.Configuration;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using Titan.Web.Tuning;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Pages;

/// <summary>What is in force, where each value comes from and what would be accepted; limits of risk and the whitelist are changed here, and a version is returned to.</summary>
public sealed partial class Settings
{
    private const string Venue = "Titan:Venues:Bybit";
    private const string Risk = "Titan:Risk";
    private const string Whitelist = "Titan:Whitelist";
    private const int VersionsShown = 50;

    private IReadOnlyList<SettingGroup> _groups = [];
    private ValueList<Fact> _keys = [];
    private ValueList<VersionLine> _versions = [];
    private IReadOnlyList<SettingsEntry> _entries = [];
    private string? _read;

    [Inject]
    public required TitanConfig Config { get; init; }

    [Inject]
    public required IDiary Diary { get; init; }

    [Inject]
    public required IConfiguration Values { get; init; }

    [Inject]
    public required LimitsDesk Desk { get; init; }

    /// <summary>Key of the section or a short name of it, keys or versions.</summary>
    [SupplyParameterFromQuery]
    public string? Group { get; set; }

    private string Shown => Group is "keys" or "versions" ? Group : Chosen.Key;

    // The manual calls them Risk and Assets; addresses may too.
    private SettingGroup Chosen => _groups.FirstOrDefault(group => group.Key == (Group switch { "risk" => Risk, "assets" => Whitelist, var key => key })) ?? _groups[0];

    // What people change stands before what they look up.
    private IEnumerable<(string Key, string Title)> Tabs =>
    [
        .. _groups.Where(group => group.Key is Risk or Whitelist).Select(group => (group.Key, TitleOf(group))), ("versions", T("Versions")),
        .. _groups.Where(group => group.Key is not (Risk or Whitelist)).Select(group => (group.Key, group.Title)), ("keys", T("Exchange keys")),
    ];

    private static string TitleOf(SettingGroup group) => group.Key == Whitelist ? T("Assets") : group.Title;

    protected override SettingsMoment Read(EngineSnapshot snapshot, DateTimeOffset now) => new(
        snapshot.Identity.Mode, HeaderView.VenueOf(snapshot.Identity), snapshot.StartedAt == default ? Figures.Unknown : $"{ViewerZone.Stamp(snapshot.StartedAt)} {ViewerZone.Label(snapshot.StartedAt)}",
        snapshot.Identity.VersionTag);

    protected override Task OnInitializedAsync()
    {
        _keys =
        [
            new Fact("Bybit API key", SettingsView.Masked(Values[$"{Venue}:ApiKey"]), SettingsView.SourceOf(Values, $"{Venue}:ApiKey").Words),
            new Fact("Bybit API secret", string.IsNullOrEmpty(Values[$"{Venue}:ApiSecret"]) ? T("not set") : T("set, never shown"), SettingsView.SourceOf(Values, $"{Venue}:ApiSecret").Words),
            new Fact("REST", Values[$"{Venue}:RestUrl"] ?? T("default")),
            new Fact(T("Streams"), Values[$"{Venue}:StreamUrl"] ?? T("default")),
        ];
        return ReadAgainAsync();
    }

    protected override Task OnViewChangedAsync() => View.Version == _read ? Task.CompletedTask : ReadAgainAsync();

    // What is in force, and the versions, once for each version.
    private async Task ReadAgainAsync()
    {
        _read = View.Version;
        _groups = SettingsView.Of(Config, Values, Feed.Current.Identity);
        _entries = await SettingsRecord.ReadAsync(Diary, _read, VersionsShown + 1, CancellationToken.None);
        _versions = VersionLine.Of(_entries, VersionsShown);
    }
}

/// <summary>What of the snapshot stands at the head of the settings.</summary>
public sealed record SettingsMoment(string Mode, string Venue, string Since, string? Version);
