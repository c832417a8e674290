using Microsoft.AspNetCore.Components;

namespace Titan.Web.OnCall;

/// <summary>The plain page on one screen: state, every stop, orders, alerts, the last receipt.</summary>
public sealed partial class OnCallHome
{
    [Parameter, EditorRequired]
    public required OnCallVisit Visit { get; set; }

    private OnCallView View => Visit.View;
}
