using Microsoft.AspNetCore.Components;

namespace Titan.Web.Controls;

/// <summary>Direction of a position: arrow, word and color.</summary>
public sealed partial class SideTag
{
    [Parameter, EditorRequired]
    public required bool IsLong { get; set; }
}
