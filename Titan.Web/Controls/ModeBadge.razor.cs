using Microsoft.AspNetCore.Components;

namespace Titan.Web.Controls;

/// <summary>PAPER or LIVE: in the header, every dialog's title and every receipt.</summary>
public sealed partial class ModeBadge
{
    [Parameter, EditorRequired]
    public required string Mode { get; set; }

    private bool IsLive => Mode == "LIVE";
}
