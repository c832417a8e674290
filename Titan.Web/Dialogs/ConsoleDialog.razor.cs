using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Titan.Web.Live;

namespace Titan.Web.Dialogs;

/// <summary>
/// The chrome of the dangerous dialogs. Its scrim begins below the safety bar, so the danger zone is never covered; Esc is always the safe
/// answer. Not modal in the strict sense for the same reason.
/// </summary>
public sealed partial class ConsoleDialog
{
    private static int _made;
    private readonly int _number = Interlocked.Increment(ref _made);

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string Subtitle { get; set; } = "";

    [Parameter, EditorRequired]
    public required string Mode { get; set; }

    [Parameter, EditorRequired]
    public required string Icon { get; set; }

    [Parameter]
    public Tone Tone { get; set; }

    [Parameter]
    public string Css { get; set; } = "";

    [Parameter]
    public RenderFragment? FootNote { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public RenderFragment? Footer { get; set; }

    /// <summary>The safe way out.</summary>
    [Parameter]
    public EventCallback OnEscape { get; set; }

    private string TitleId => $"dialog-{_number}";

    private string AboutId => $"dialog-about-{_number}";

    private Task KeyAsync(KeyboardEventArgs key) => key.Key == "Escape" ? OnEscape.InvokeAsync() : Task.CompletedTask;
}
