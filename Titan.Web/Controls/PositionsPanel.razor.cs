using Microsoft.AspNetCore.Components;
using Titan.Web.Cells;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>What is open, each with its stop and how much of it is covered; a table on a desk, cards on a phone.</summary>
public sealed partial class PositionsPanel
{
    private (PositionsView, Freshness)? _drawn;

    [Parameter, EditorRequired]
    public required PositionsView View { get; set; }

    [Parameter, EditorRequired]
    public required Freshness Freshness { get; set; }

    /// <summary>Path of the view, whose cells then move without drawing; null where nobody tells them.</summary>
    [Parameter]
    public string? Cells { get; set; }

    private string? Spot(string property) => CellPath.Of<PositionsView>(Cells, property);

    protected override bool ShouldRender() => _drawn != (View, Freshness);

    protected override void OnAfterRender(bool firstRender) => _drawn = (View, Freshness);
}
