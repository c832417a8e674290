using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.OnCall;

/// <summary>One form of the plain page: antiforgery token, its own one-time id, one button.</summary>
public sealed partial class OnCallPost
{
    [Parameter, EditorRequired]
    public required OnCallVisit Visit { get; set; }

    /// <summary>Last part of the form's address.</summary>
    [Parameter, EditorRequired]
    public required string Act { get; set; }

    /// <summary>What the one-time id is for, when the address says it with a slash.</summary>
    [Parameter]
    public string? FormAct { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Asks a trader's right, not only a stopper's.</summary>
    [Parameter]
    public bool Trades { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private bool May => Trades ? Visit.Rights.MayArm : Visit.Rights.MayStop;

    private string Lacks => Titan.Web.Languages.Words.T(Trades ? OperatorActs.NeedsTrade : OperatorActs.NeedsStop);
}
