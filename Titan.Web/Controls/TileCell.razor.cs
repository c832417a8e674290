using Microsoft.AspNetCore.Components;

namespace Titan.Web.Controls;

/// <summary>One figure: key, value with unit, context or a meter.</summary>
public sealed partial class TileCell
{
    [Parameter]
    public string Css { get; set; } = "";

    /// <summary>Stands in the place of the context.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    // What stands in it decides for itself, so it must be asked.
    protected override bool ShouldRender() => ChildContent is not null || base.ShouldRender();
}
