using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>One position with everything that matters at three in the morning, and its two acts; drawn again only when its figures changed.</summary>
public sealed partial class DeskLine
{
    private HandRights? _drawn;

    [Parameter, EditorRequired]
    public required HandRights Rights { get; set; }

    [Parameter]
    public EventCallback<string> OnClose { get; set; }

    [Parameter]
    public EventCallback<string> OnModify { get; set; }

    protected override bool ShouldRender() => base.ShouldRender() || Rights != _drawn;

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        _drawn = Rights;
    }

    private string? Lacking => Rights.MayStop ? null : "Needs Operator, Risk Manager or Admin";

    private string CoverIcon => View.CoverTone switch
    {
        Tone.Ok => "shield-check",
        Tone.Warn => "shield-warning",
        _ => "shield-cross",
    };
}
