using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>
/// The price around one decision, with a line where it fell: drawn by the same script as the other price charts, from prices that are given. One chart
/// per decision; it is drawn anew while prices after it still arrive.
/// </summary>
public sealed partial class MomentChart : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private ChartBox? _box;
    private IJSObjectReference? _module;
    private ChartState _state = ChartState.Loading;
    private MomentPrices? _drawn;
    private bool _drawing;
    private bool _asTable;
    private int? _chart;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required ILogger<MomentChart> Log { get; init; }

    [Parameter, EditorRequired]
    public required DecisionMoment Moment { get; set; }

    [Parameter, EditorRequired]
    public required MomentPrices Prices { get; set; }

    private PriceTableView Table => PriceTableView.Of(Prices.Series, new PriceLevels(Prices.Decimals, Moment.Levels), Moment.Marks, Prices.At(Moment.At));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_drawing && _state != ChartState.Failed && !Prices.Equals(_drawn))
        {
            await DrawAgainAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_module is { } module)
        {
            try
            {
                await module.InvokeVoidAsync("dispose", _chart);
                await module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The page is gone, and the chart with it.
            }
        }

        _end.Dispose();
    }

    private async Task DrawAgainAsync()
    {
        var before = _state;
        _drawing = true;
        try
        {
            await DrawAsync(Prices, _end.Token);
            _state = ChartState.Drawn;
        }
        catch (Exception problem) when (problem is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            return;
        }
        catch (Exception problem)
        {
            _state = ChartState.Failed;
            ChartFailed(Log, problem);
        }
        finally
        {
            _drawing = false;
        }

        if (_state != before || !Prices.Equals(_drawn))
        {
            StateHasChanged();
        }
    }

    private async Task DrawAsync(MomentPrices prices, CancellationToken cancellationToken)
    {
        var (from, to) = (prices.From.ToUnixTimeSeconds(), prices.To.ToUnixTimeSeconds());
        if (_chart is null)
        {
            _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./" + Assets["js/moment-chart.js"]);
            _chart = await _module.InvokeAsync<int>("create", cancellationToken, _box!.Plot, Assets["lib/uplot.js"], from, to);
        }

        await _module!.InvokeVoidAsync(
            "set", cancellationToken, _chart, prices.Times, prices.Prices, new PriceLevels(prices.Decimals, Moment.Levels), Moment.Marks, from, to, Moment.At.ToUnixTimeMilliseconds() / 1000d,
            Moment.Clock, Moment.Approved);
        _drawn = prices;
    }

    [LoggerMessage(4105, LogLevel.Warning, "The price around a decision could not be drawn")]
    private static partial void ChartFailed(ILogger logger, Exception problem);
}
