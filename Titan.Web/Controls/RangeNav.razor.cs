using Microsoft.AspNetCore.Components;

namespace Titan.Web.Controls;

/// <summary>The time ranges of a chart as links, so that each has an address; everything else in the address stays.</summary>
public sealed partial class RangeNav
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartRange> Ranges { get; set; }

    [Parameter, EditorRequired]
    public required ChartRange Chosen { get; set; }
}
