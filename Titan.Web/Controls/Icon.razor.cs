using Microsoft.AspNetCore.Components;

namespace Titan.Web.Controls;

/// <summary>One of the console's own icons; decoration, because a word always stands beside it.</summary>
public sealed partial class Icon
{
    private string? _drawn;

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public string Css { get; set; } = "";

    protected override bool ShouldRender() => _drawn != Name + Css;

    protected override void OnAfterRender(bool firstRender) => _drawn = Name + Css;
}
