using Microsoft.AspNetCore.Components;

namespace Titan.Web.Controls;

/// <summary>The room a chart is drawn in, with what stands there instead while there is nothing to draw.</summary>
public sealed partial class ChartBox
{
    private ElementReference _plot;

    /// <summary>Where the browser draws.</summary>
    public ElementReference Plot => _plot;

    [Parameter, EditorRequired]
    public required ChartState State { get; set; }

    /// <summary>The chart in a sentence, for those who cannot see it.</summary>
    [Parameter, EditorRequired]
    public required string Summary { get; set; }

    /// <summary>Path at which the chart is told what is new; null where it is called instead.</summary>
    [Parameter]
    public string? Cells { get; set; }

    [Parameter]
    public string FailedTitle { get; set; } = "";

    [Parameter]
    public string EmptyTitle { get; set; } = "";

    [Parameter]
    public string EmptyNext { get; set; } = "";

    [Parameter]
    public EventCallback OnRetry { get; set; }
}

/// <summary>What a chart can show.</summary>
public enum ChartState
{
    Loading,
    Drawn,
    Empty,
    Failed,
}
