using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>Names with values, one a line; drawn again only when one changed.</summary>
public sealed partial class FactList
{
    private ValueList<Fact>? _drawn;

    [Parameter, EditorRequired]
    public required ValueList<Fact> Facts { get; set; }

    /// <summary>Path of the list, whose cells then move without drawing; null where nobody tells them.</summary>
    [Parameter]
    public string? Cells { get; set; }

    protected override bool ShouldRender() => !Facts.Equals(_drawn);

    protected override void OnAfterRender(bool firstRender) => _drawn = Facts;
}
