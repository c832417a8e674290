using Microsoft.AspNetCore.Components;
using Titan.Web.Cells;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>Connections and the engine's own parts, each with what was measured.</summary>
public sealed partial class HealthPanel
{
    private (HealthView, Freshness)? _drawn;

    [Parameter, EditorRequired]
    public required HealthView View { get; set; }

    [Parameter, EditorRequired]
    public required Freshness Freshness { get; set; }

    /// <summary>Path of the view, whose cells then move without drawing; null where nobody tells them.</summary>
    [Parameter]
    public string? Cells { get; set; }

    private string? Spot(string property) => CellPath.Of<HealthView>(Cells, property);

    protected override bool ShouldRender() => _drawn != (View, Freshness);

    protected override void OnAfterRender(bool firstRender) => _drawn = (View, Freshness);

    private static string IconOf(Tone tone) => tone switch
    {
        Tone.Ok => "check-circle",
        Tone.Unknown => "question",
        Tone.Stale => "clock",
        Tone.Muted => "dash",
        Tone.Critical => "cross-circle",
        _ => "warning",
    };
}
