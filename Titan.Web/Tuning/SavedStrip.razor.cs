using Microsoft.AspNetCore.Components;

namespace Titan.Web.Tuning;

/// <summary>A change that is in force: its version, what it changed, and the way back.</summary>
public sealed partial class SavedStrip
{
    [Parameter, EditorRequired]
    public required SettingsSaved Saved { get; set; }

    [Parameter]
    public bool MayReturn { get; set; }

    /// <summary>Tag of the version before.</summary>
    [Parameter]
    public EventCallback<string> OnReturn { get; set; }

    private string Words => Saved.Aside is { } aside ? $"{Saved.Words}. {aside}" : $"{Saved.Words}.";
}
