using Microsoft.AspNetCore.Components;

namespace Titan.Web.Layout;

/// <summary>
/// One button of the danger zone: fixed size, a live fact on its second line, and a real form, so that it still works when the circuit is
/// gone: it then opens the plain page that shows what the act would do and posts it from there. Opening a page does nothing by itself, so
/// this form needs no token that a long-lost circuit could not renew.
/// </summary>
public sealed partial class DangerButton
{
    [Parameter]
    public string? Id { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string ShortName { get; set; }

    [Parameter, EditorRequired]
    public required string Line { get; set; }

    [Parameter, EditorRequired]
    public required string Icon { get; set; }

    [Parameter]
    public string Css { get; set; } = "";

    /// <summary>Where the plain form goes.</summary>
    [Parameter, EditorRequired]
    public required string Action { get; set; }

    [Parameter]
    public bool OnCall { get; set; }

    [Parameter]
    public EventCallback OnPress { get; set; }

    private Task PressAsync() => OnPress.InvokeAsync();
}
