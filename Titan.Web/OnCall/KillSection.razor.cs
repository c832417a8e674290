using Microsoft.AspNetCore.Components;

namespace Titan.Web.OnCall;

/// <summary>The kill switch: the account's code, or the word.</summary>
public sealed partial class KillSection
{
    [Parameter, EditorRequired]
    public required OnCallVisit Visit { get; set; }

    /// <summary>Offers a field for the reason; the first page leaves it out to stay short.</summary>
    [Parameter]
    public bool AsksWhy { get; set; }
}
