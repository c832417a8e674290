using Microsoft.AspNetCore.Components;

namespace Titan.Web.OnCall;

/// <summary>Every position with its stop, what the way out costs, the unticked box, the button; a running flatten instead when one runs.</summary>
public sealed partial class FlattenSection
{
    [Parameter, EditorRequired]
    public required OnCallVisit Visit { get; set; }

    /// <summary>Offers a field for the reason; the first page leaves it out to stay short.</summary>
    [Parameter]
    public bool AsksWhy { get; set; }

    private OnCallView View => Visit.View;
}
