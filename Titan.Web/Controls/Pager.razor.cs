using Microsoft.AspNetCore.Components;

namespace Titan.Web.Controls;

/// <summary>The way through a list of known length.</summary>
public sealed partial class Pager
{
    [Parameter, EditorRequired]
    public int Page { get; set; }

    [Parameter, EditorRequired]
    public int Total { get; set; }

    [Parameter, EditorRequired]
    public int PageRows { get; set; }

    /// <summary>Address of a page.</summary>
    [Parameter, EditorRequired]
    public required Func<int, string> Address { get; set; }

    private int Pages => Math.Max(1, (Total + PageRows - 1) / PageRows);
}
