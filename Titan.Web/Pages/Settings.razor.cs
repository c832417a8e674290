using Microsoft.AspNetCore.Components;
using Titan.Engine.Configuration;
using Titan.Engine.Kernel;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Pages;

/// <summary>What is in force, where each value comes from and what would be accepted. Nothing is changed here.</summary>
public sealed partial class Settings
{
    private const string Venue = "Titan:Venues:Bybit";

    private IReadOnlyList<SettingGroup> _groups = [];
    private ValueList<Fact> _keys = [];

    [Inject]
    public required TitanConfig Config { get; init; }

    [Inject]
    public required IConfiguration Values { get; init; }

    /// <summary>Key of the section, or keys.</summary>
    [SupplyParameterFromQuery]
    public string? Group { get; set; }

    private bool Keys => Group == "keys";

    private SettingGroup Chosen => _groups.FirstOrDefault(group => group.Key == Group) ?? _groups[0];

    protected override SettingsMoment Read(EngineSnapshot snapshot, DateTimeOffset now) => new(
        snapshot.Identity.Mode, HeaderView.VenueOf(snapshot.Identity), snapshot.StartedAt == default ? Figures.Unknown : $"{ViewerZone.Stamp(snapshot.StartedAt)} {ViewerZone.Label(snapshot.StartedAt)}");

    protected override void OnInitialized()
    {
        _groups = SettingsView.Of(Config, Values);
        _keys =
        [
            new Fact("Bybit API key", SettingsView.Masked(Values[$"{Venue}:ApiKey"]), SettingsView.SourceOf(Values, $"{Venue}:ApiKey").Words),
            new Fact("Bybit API secret", string.IsNullOrEmpty(Values[$"{Venue}:ApiSecret"]) ? T("not set") : T("set, never shown"), SettingsView.SourceOf(Values, $"{Venue}:ApiSecret").Words),
            new Fact("REST", Values[$"{Venue}:RestUrl"] ?? T("default")),
            new Fact(T("Streams"), Values[$"{Venue}:StreamUrl"] ?? T("default")),
        ];
    }
}

/// <summary>What of the snapshot stands at the head of the settings.</summary>
public sealed record SettingsMoment(string Mode, string Venue, string Since);
