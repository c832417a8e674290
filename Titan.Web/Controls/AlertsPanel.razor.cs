using Microsoft.AspNetCore.Components;
using Titan.Web.Cells;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>The newest alerts, worst word first in each line.</summary>
public sealed partial class AlertsPanel
{
    private (AlertsView, Freshness)? _drawn;

    [Parameter, EditorRequired]
    public required AlertsView View { get; set; }

    [Parameter, EditorRequired]
    public required Freshness Freshness { get; set; }

    /// <summary>Path of the view, whose cells then move without drawing; null where nobody tells them.</summary>
    [Parameter]
    public string? Cells { get; set; }

    private string? Spot(string property) => CellPath.Of<AlertsView>(Cells, property);

    protected override bool ShouldRender() => _drawn != (View, Freshness);

    protected override void OnAfterRender(bool firstRender) => _drawn = (View, Freshness);
}
