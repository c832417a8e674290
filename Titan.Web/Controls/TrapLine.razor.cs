using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>One tripwire: price, wire, the way between them; drawn again only when its own figures or its address changed.</summary>
public sealed partial class TrapLine
{
    private string? _linked;

    /// <summary>Where its price is drawn.</summary>
    [Parameter, EditorRequired]
    public required string Address { get; set; }

    protected override bool ShouldRender() => base.ShouldRender() || Address != _linked;

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        _linked = Address;
    }
}
