using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>A card with a heading and its age. Loading keeps the heading and shows grey bars; old content gets a dashed edge and says what follows.</summary>
public sealed partial class Panel
{
    private readonly string _id = $"panel-{Interlocked.Increment(ref _made)}";
    private static int _made;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required Freshness Freshness { get; set; }

    /// <summary>Stands where the age stands, when the content has a better word.</summary>
    [Parameter]
    public string? Note { get; set; }

    /// <summary>Path of the note's cell, when it moves without being drawn.</summary>
    [Parameter]
    public string? NoteSpot { get; set; }

    /// <summary>What follows from old content, said while it is stale.</summary>
    [Parameter]
    public string Consequence { get; set; } = "";

    [Parameter]
    public string Css { get; set; } = "";

    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
