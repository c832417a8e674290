using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Tuning;

/// <summary>Versions of the settings with what each changed, and the way back to one (seed 002 "Configuration Rollback").</summary>
public sealed partial class VersionsTab
{
    private OperatorRights? _rights;
    private SettingsSaved? _saved;
    private string? _asked;

    [Inject]
    public required OperatorActs Acts { get; init; }

    /// <summary>Newest first.</summary>
    [Parameter, EditorRequired]
    public required ValueList<VersionLine> Versions { get; set; }

    [Parameter, EditorRequired]
    public required string Mode { get; set; }

    protected override async Task OnInitializedAsync() => _rights = await Acts.RightsAsync();

    private void Ask(string tag) => (_asked, _saved) = (tag, null);

    private void Done(SettingsSaved? saved) => (_asked, _saved) = (null, saved);
}
