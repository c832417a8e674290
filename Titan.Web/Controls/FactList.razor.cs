using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>Names with values, one a line; drawn again only when one changed.</summary>
public sealed partial class FactList
{
    private ValueList<Fact>? _drawn;

    [Parameter, EditorRequired]
    public required ValueList<Fact> Facts { get; set; }

    protected override bool ShouldRender() => !Facts.Equals(_drawn);

    protected override void OnAfterRender(bool firstRender) => _drawn = Facts;
}
