using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>One open position: its price with entry, stop, target and liquidation, and its facts.</summary>
public sealed partial class PositionDetail
{
    private (Freshness Freshness, ChartRange Range)? _shown;

    [Parameter, EditorRequired]
    public required Freshness Freshness { get; set; }

    [Parameter, EditorRequired]
    public required ChartRange Range { get; set; }

    protected override bool ShouldRender() => base.ShouldRender() || _shown != (Freshness, Range);

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        _shown = (Freshness, Range);
    }
}
