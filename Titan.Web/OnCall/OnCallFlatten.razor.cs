using Microsoft.AspNetCore.Components;

namespace Titan.Web.OnCall;

/// <summary>FLATTEN ALL shown before it is confirmed; while one runs, how far it is, asked again every three seconds.</summary>
public sealed partial class OnCallFlatten
{
    [Parameter, EditorRequired]
    public required OnCallVisit Visit { get; set; }

    private OnCallView View => Visit.View;
}
