using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>One figure: key, value with unit, context or a meter.</summary>
public sealed partial class TileCell
{
    [Parameter, EditorRequired]
    public required Tile View { get; set; }

    [Parameter]
    public string Css { get; set; } = "";

    /// <summary>Stands in the place of the context.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
