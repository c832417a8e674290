using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.OnCall;

/// <summary>A receipt in plain lines.</summary>
public sealed partial class ReceiptLines
{
    [Parameter, EditorRequired]
    public required FlattenReceiptView Receipt { get; set; }

    /// <summary>Says itself what it is; not where a headline says so.</summary>
    [Parameter]
    public bool Titled { get; set; } = true;
}
