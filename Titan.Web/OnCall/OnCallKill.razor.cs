using Microsoft.AspNetCore.Components;

namespace Titan.Web.OnCall;

/// <summary>KILL SWITCH with its steps, the target of the console's button while its circuit is down.</summary>
public sealed partial class OnCallKill
{
    [Parameter, EditorRequired]
    public required OnCallVisit Visit { get; set; }

    private OnCallView View => Visit.View;
}
