using Microsoft.AspNetCore.Components;

namespace Titan.Web.Controls;

/// <summary>Tabs of a page as plain links, so each has an address of its own.</summary>
public sealed partial class TabStrip
{
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<PageTab> Tabs { get; set; }

    [Parameter, EditorRequired]
    public required string Chosen { get; set; }

    /// <summary>What stands at the right of the tabs.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}

/// <summary>One tab: key, words, address.</summary>
public sealed record PageTab(string Key, string Name, string Address);
