using Microsoft.AspNetCore.Components;

namespace Titan.Web.OnCall;

/// <summary>Takes back every working entry; stops and targets only when ticked.</summary>
public sealed partial class CancelSection
{
    [Parameter, EditorRequired]
    public required OnCallVisit Visit { get; set; }

    private OnCallView View => Visit.View;
}
