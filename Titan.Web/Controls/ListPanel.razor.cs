using Microsoft.AspNetCore.Components;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Controls;

/// <summary>A panel with rows of the history: bars while they are asked for, a sentence when there are none, the last rows when the database does not answer.</summary>
public sealed partial class ListPanel
{
    private static readonly Freshness Settled = new("", false, false);

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public Freshness Freshness { get; set; } = Settled;

    [Parameter]
    public string? Note { get; set; }

    [Parameter]
    public bool Loading { get; set; }

    [Parameter]
    public bool Failed { get; set; }

    [Parameter]
    public bool IsEmpty { get; set; }

    /// <summary>Why there is nothing.</summary>
    [Parameter]
    public string EmptyTitle { get; set; } = "";

    /// <summary>What follows from it.</summary>
    [Parameter]
    public string EmptyNext { get; set; } = "";

    [Parameter]
    public EventCallback OnRetry { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public RenderFragment? Footer { get; set; }

    private static Freshness Waiting => new(T("loading"), false, true);
}
