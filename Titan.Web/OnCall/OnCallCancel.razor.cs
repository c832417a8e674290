using Microsoft.AspNetCore.Components;

namespace Titan.Web.OnCall;

/// <summary>CANCEL ALL, the target of the console's button while its circuit is down.</summary>
public sealed partial class OnCallCancel
{
    [Parameter, EditorRequired]
    public required OnCallVisit Visit { get; set; }

    private OnCallView View => Visit.View;
}
