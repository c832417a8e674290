using Microsoft.AspNetCore.Components;

namespace Titan.Web.OnCall;

/// <summary>The document around every plain page: title, mode, how old the figures are. No script, no font, no second request but its icon.</summary>
public sealed partial class OnCallDocument
{
    [Parameter, EditorRequired]
    public required OnCallVisit Visit { get; set; }

    [Parameter]
    public string Title { get; set; } = "Titan on-call";

    /// <summary>Where Refresh leads.</summary>
    [Parameter]
    public string Here { get; set; } = "/oncall";

    /// <summary>Seconds after which the browser asks again by itself; 0 never.</summary>
    [Parameter]
    public int Refresh { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
