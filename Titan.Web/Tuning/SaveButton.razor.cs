using Microsoft.AspNetCore.Components;
using Titan.Engine.Configuration;
using Titan.Web.Dialogs;

namespace Titan.Web.Tuning;

/// <summary>
/// Saves a version. What only makes losing less possible is saved by one click; what loosens a limit asks to be held, or for a typed word, and
/// leverage above 20 for its own word besides.
/// </summary>
public sealed partial class SaveButton
{
    private ElementReference _ask;
    private string _word = "";
    private bool _asking;
    private bool _focusDue;

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public bool Loosens { get; set; }

    /// <summary>The engine's own word is asked for.</summary>
    [Parameter]
    public bool MustType { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public bool Sending { get; set; }

    /// <summary>Element that says why it is disabled.</summary>
    [Parameter]
    public string? DescribedBy { get; set; }

    [Parameter]
    public EventCallback OnSave { get; set; }

    private bool Typed => string.Equals(_word.Trim(), RiskLimits.ConfirmWord, StringComparison.OrdinalIgnoreCase);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focusDue)
        {
            _focusDue = false;
            await ClosePositionDialog.TryFocusAsync(_ask);
        }
    }

    private Task PressAsync()
    {
        if (!Loosens)
        {
            return OnSave.InvokeAsync();
        }

        (_asking, _focusDue) = (true, true);
        return Task.CompletedTask;
    }

    private Task SubmitAsync() => Typed && !Sending ? OnSave.InvokeAsync() : Task.CompletedTask;

    private void Back() => (_asking, _word) = (false, "");
}
