using Microsoft.AspNetCore.Components;

namespace Titan.Web.Controls;

/// <summary>The title of the browser's tab, drawn again only when it reads differently: every drawing of it wakes the document's head.</summary>
public sealed partial class TabTitle
{
    private string? _drawn;

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override bool ShouldRender() => Text != _drawn;

    protected override void OnAfterRender(bool firstRender) => _drawn = Text;
}
