using Microsoft.AspNetCore.Components;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Controls;

/// <summary>One position with everything that matters at three in the morning, and its two acts; drawn again only when its figures changed.</summary>
public sealed partial class DeskLine
{
    private (HandRights Rights, string Address, bool IsChosen)? _drawn;

    [Parameter, EditorRequired]
    public required HandRights Rights { get; set; }

    /// <summary>Where its detail is.</summary>
    [Parameter, EditorRequired]
    public required string Address { get; set; }

    /// <summary>Its detail is open.</summary>
    [Parameter]
    public bool IsChosen { get; set; }

    [Parameter]
    public EventCallback<string> OnClose { get; set; }

    [Parameter]
    public EventCallback<string> OnModify { get; set; }

    protected override bool ShouldRender() => base.ShouldRender() || _drawn != (Rights, Address, IsChosen);

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        _drawn = (Rights, Address, IsChosen);
    }

    private string? Lacking => Rights.MayStop ? null : T("Needs Operator, Risk Manager or Admin");

    private string CoverIcon => View.CoverTone switch
    {
        Tone.Ok => "shield-check",
        Tone.Warn => "shield-warning",
        _ => "shield-cross",
    };
}
