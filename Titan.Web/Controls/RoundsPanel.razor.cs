using Microsoft.AspNetCore.Components;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>
/// The last rounds of reconciliation, newest first. Those of this process alone: they are kept in memory, because one comes every minute and
/// an agreement of yesterday helps nobody; the journal has them all.
/// </summary>
public sealed partial class RoundsPanel
{
    private Freshness? _shown;

    [Parameter, EditorRequired]
    public required Freshness Freshness { get; set; }

    protected override bool ShouldRender() => base.ShouldRender() || _shown != Freshness;

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        _shown = Freshness;
    }
}
