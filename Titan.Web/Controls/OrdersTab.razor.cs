using Microsoft.AspNetCore.Components;
using Titan.Engine.Journal;
using Titan.Engine.Model;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>Every order of ours with filters and pages.</summary>
public sealed partial class OrdersTab
{
    private const int PageRows = 50;

    private string? _symbol;
    private string? _status;
    private string? _from;
    private string? _to;

    [Inject]
    public required IArchive Archive { get; init; }

    [SupplyParameterFromQuery]
    public string? Symbol { get; set; }

    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    protected override bool FollowsNewest => Shown == 1;

    private int Shown => Filter.Page(Page);

    private bool Filtered => (Symbol ?? Status ?? From ?? To) is not null;

    private ValueList<OrderLine> Rows => Asked.Answer?.Rows ?? [];

    protected override Task OnParametersSetAsync()
    {
        (_symbol, _status, _from, _to) = (Symbol, Filter.Word(Status, Enum.GetNames<OrderStatus>()), From, To);
        return base.OnParametersSetAsync();
    }

    protected override async Task<OrderRows> QueryAsync(CancellationToken cancellationToken) => OrderRows.Of(await Archive.SearchOrdersAsync(
        new OrderQuery(Filter.Text(Symbol), Filter.Word(Status, Enum.GetNames<OrderStatus>()), Filter.Day(From), Filter.Day(To)?.AddDays(1), PageRows, (Shown - 1) * PageRows), cancellationToken));

    private void Search() =>
        Navigation.NavigateTo(Where(("tab", "orders"), ("symbol", Filter.Text(_symbol)?.ToUpperInvariant()), ("status", _status), ("from", _from), ("to", _to)));
}
