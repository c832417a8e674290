using Microsoft.AspNetCore.Components;

namespace Titan.Web.Controls;

/// <summary>
/// A button for going acts: held 1.5 s by pointer, Space or Enter (counted in the browser by <c>console.js</c>, sent once at the end), or
/// the word typed instead. Letting go early does nothing.
/// </summary>
public sealed partial class HoldButton
{
    private readonly string _id = $"hold-{Interlocked.Increment(ref _made)}";
    private static int _made;
    private string _text = "";
    private bool _open;

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter, EditorRequired]
    public required string Icon { get; set; }

    [Parameter]
    public string Note { get; set; } = "";

    [Parameter]
    public string Css { get; set; } = "";

    [Parameter]
    public bool Sending { get; set; }

    /// <summary>The word that may be typed instead; spaces around it and case do not matter.</summary>
    [Parameter, EditorRequired]
    public required string Word { get; set; }

    [Parameter, EditorRequired]
    public required string Hint { get; set; }

    /// <summary>The word is asked for beside the hold, not instead of it.</summary>
    [Parameter]
    public bool MustType { get; set; }

    [Parameter]
    public EventCallback OnHeld { get; set; }

    private bool Typed => string.Equals(_text.Trim(), Word, StringComparison.OrdinalIgnoreCase);

    private void Toggle()
    {
        _open = !_open;
        _text = "";
    }

    private async Task SubmitAsync()
    {
        if (Typed && !Sending)
        {
            _open = false;
            _text = "";
            await OnHeld.InvokeAsync();
        }
    }
}
