using Microsoft.AspNetCore.Components;
using Titan.Engine.Journal;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>Closed trades with filters, pages and the file of exactly the filtered rows.</summary>
public sealed partial class TradesTab
{
    private const int PageRows = 50;

    private string? _symbol;
    private string? _trap;
    private string? _strategy;
    private string? _from;
    private string? _to;

    [Inject]
    public required IHistory History { get; init; }

    [SupplyParameterFromQuery]
    public string? Symbol { get; set; }

    /// <summary>Only trades that this kind of trap set off.</summary>
    [SupplyParameterFromQuery]
    public string? Trap { get; set; }

    [SupplyParameterFromQuery]
    public string? Strategy { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    protected override bool FollowsNewest => Shown == 1;

    private int Shown => Filter.Page(Page);

    private bool Filtered => (Symbol ?? Trap ?? Strategy ?? From ?? To) is not null;

    // One that the address names and nobody knows stays in the list: what is filtered by must be seen.
    private IEnumerable<string> Traps => TrapTypes.All.Select(type => type.Word()).Union(Filter.Text(Trap) is { } asked ? [asked] : []);

    private ValueList<TradeLine> Rows => Asked.Answer?.Rows ?? [];

    protected override Task OnParametersSetAsync()
    {
        (_symbol, _trap, _strategy, _from, _to) = (Symbol, Filter.Text(Trap) ?? "", Strategy, From, To);
        return base.OnParametersSetAsync();
    }

    protected override async Task<TradeRows> QueryAsync(CancellationToken cancellationToken) => TradeRows.Of(await History.GetTradesAsync(
        new TradeQuery(Filter.Day(From), Filter.Day(To)?.AddDays(1), Filter.Text(Symbol), Filter.Text(Trap), null, PageRows, (Shown - 1) * PageRows, Filter.Text(Strategy)), cancellationToken));

    private void Search() =>
        Navigation.NavigateTo(Where(("symbol", Filter.Text(_symbol)?.ToUpperInvariant()), ("trap", Filter.Text(_trap)), ("strategy", Filter.Text(_strategy)), ("from", _from), ("to", _to)));

    private string ExportAddress(string format)
    {
        var fields = new List<string> { $"format={format}" };
        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                fields.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        Add("symbol", Filter.Text(Symbol));
        Add("trap_type", Filter.Text(Trap));
        Add("strategy", Filter.Text(Strategy));
        Add("from", Filter.Day(From)?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        Add("to", Filter.Day(To)?.AddDays(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        return "api/trades/export?" + string.Join('&', fields);
    }
}
