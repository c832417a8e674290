using Microsoft.AspNetCore.Components;
using Titan.Engine.Kernel;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>The price of a chosen instrument with its wires. Without a choice in the address: the one whose wire was nearest when the page opened.</summary>
public sealed partial class PricePanel
{
    private string? _nearest;

    [Inject]
    public required IPriceHistory Prices { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter]
    public string? Symbol { get; set; }

    [Parameter]
    public string? Range { get; set; }

    private ChartRange Span => ChartRange.Prices(Range);

    private string Picked
    {
        get => View.Chosen ?? "";
        set => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("symbol", value));
    }

    // A chart that changed its instrument whenever another wire came nearer could not be read.
    protected override PricePanelView Read(EngineSnapshot snapshot, DateTimeOffset now) =>
        PricePanelView.From(snapshot, Prices, Filter.Text(Symbol)?.ToUpperInvariant() ?? (_nearest ??= PricePanelView.Nearest(snapshot, Prices)), now);

    protected override void OnParametersSet() => Refresh();
}
