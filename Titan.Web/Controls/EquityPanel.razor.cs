using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Titan.Engine.Journal;
using Titan.Web.Cells;
using Titan.Web.Live;
using static Titan.Web.Languages.Words;

namespace Titan.Web.Controls;

/// <summary>
/// The equity curve: history once per range from the database, then single points from the snapshot, at most two a second, drawn by uPlot in
/// the browser. Closed trades stand on it; when another one closed they alone are sent again.
/// </summary>
public sealed partial class EquityPanel : IAsyncDisposable
{
    private const int MostPoints = 1_000;

    /// <summary>Where the newest point stands among the page's cells.</summary>
    private static readonly string? Root = CellSteps.RootOf<EquityLines>();

    private readonly CancellationTokenSource _end = new();
    private ChartBox? _box;
    private IJSObjectReference? _module;
    private LiveView<EquityLines>? _newest;
    private IDisposable? _watch;
    private ChartRange? _loaded;
    private ChartState _state = ChartState.Loading;
    private string _curve = "";
    private string _summary = "Equity curve";
    private EquityTrades? _trades;
    private int? _chart;
    private (ChartRange, Freshness, ChartState, string)? _drawn;

    [Inject]
    public required IHistory History { get; init; }

    [Inject]
    public required CircuitFeed Feed { get; init; }

    [Inject]
    public required FeedPace Pace { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required ILogger<EquityPanel> Log { get; init; }

    [Parameter, EditorRequired]
    public required ChartRange Range { get; set; }

    [Parameter, EditorRequired]
    public required Freshness Freshness { get; set; }

    // The chart draws itself in the browser; the panel changes with its range, its age and its state only.
    protected override bool ShouldRender() => _drawn != (Range, Freshness, _state, _summary);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _drawn = (Range, Freshness, _state, _summary);
        // While the engine starts the panel shows bars, and there is nothing to draw into.
        if (!Freshness.IsLoading && _loaded != Range)
        {
            await LoadAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _watch?.Dispose();
        if (_newest is { } newest)
        {
            Feed.Wire.Leave(newest);
            Feed.Views.Leave(newest);
        }

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

    private async Task LoadAsync()
    {
        _loaded = Range;
        try
        {
            await DrawAsync(_end.Token);
        }
        catch (Exception problem) when (problem is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            return;
        }
        catch (Exception problem)
        {
            _state = ChartState.Failed;
            HistoryFailed(Log, problem);
        }

        StateHasChanged();
        Follow();
    }

    // The newest point goes with the page's other cells, past this component: it looks only for the first one of an empty curve.
    private void Follow()
    {
        if (_newest is null && !_end.IsCancellationRequested)
        {
            _newest = Feed.Views.Join(new SharedRead<EquityLines>(null, static (snapshot, _) => EquityLines.From(snapshot)) { Between = Pace.ChartBetween });
            Feed.Wire.Watch(_newest);
            _watch = Feed.Watch(LookAsync, InvokeAsync, () => IsBegun || _trades?.IsDue(Feed.Current) == true);
        }
    }

    private bool IsBegun => _state == ChartState.Empty && _newest?.Newest.View.At is not null;

    private async Task LookAsync()
    {
        if (IsBegun)
        {
            _state = ChartState.Drawn;
            StateHasChanged();
        }

        if (_module is { } module && _chart is { } chart && _loaded == Range && _trades?.IsDue(Feed.Current) == true)
        {
            try
            {
                await ReadTradesAsync(Feed.Now - Range.Span, _end.Token);
                await module.InvokeVoidAsync("mark", _end.Token, chart, Marks);
                Describe();
                StateHasChanged();
            }
            catch (Exception problem) when (problem is OperationCanceledException or JSDisconnectedException)
            {
                // The page is gone or cut off; after its return the past is drawn anew.
            }
        }
    }

    private ValueList<EquityMark> Marks => _trades?.Marks?.Rows ?? [];

    private async Task ReadTradesAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        _trades ??= new EquityTrades(History, Pace);
        if (await _trades.ReadAsync(Feed.Current, from, cancellationToken) is { } problem)
        {
            TradesFailed(Log, problem);
        }
    }

    private void Describe() => _summary = $"{_curve} {_trades?.Marks?.Describe() ?? T("Closed trades could not be read.")}";

    private async Task DrawAsync(CancellationToken cancellationToken)
    {
        var to = Feed.Now;
        var from = to - Range.Span;
        if (_chart is null)
        {
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./" + Assets["js/equity-chart.js"]);
            _chart = await _module.InvokeAsync<int>("create", cancellationToken, _box!.Plot, Assets["lib/uplot.js"], from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
        }

        var points = await History.GetEquityAsync(from, to, MostPoints, cancellationToken);
        await ReadTradesAsync(from, cancellationToken);
        var lines = EquityLines.From(Feed.Current);
        var (times, values) = EquityCurve.Of(points, lines);
        _state = times.Length == 0 ? ChartState.Empty : ChartState.Drawn;
        _curve = EquityCurve.Describe(values, lines, Range);
        Describe();
        await _module!.InvokeVoidAsync("set", cancellationToken, _chart, times, values, lines, Marks, from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
    }

    [LoggerMessage(4102, LogLevel.Warning, "The equity history could not be shown")]
    private static partial void HistoryFailed(ILogger logger, Exception problem);

    [LoggerMessage(4106, LogLevel.Warning, "Closed trades could not be read for the equity curve")]
    private static partial void TradesFailed(ILogger logger, Exception problem);
}
