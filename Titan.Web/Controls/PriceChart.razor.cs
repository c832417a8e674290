using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Web.Live;

namespace Titan.Web.Controls;

/// <summary>
/// One instrument's price with its wires, its position, and what happened on it. The past once per instrument and range, then single prices, at
/// most two a second; lines and marks only when they changed. Drawn by uPlot in the browser; the same is there as a table.
/// </summary>
public sealed partial class PriceChart : IAsyncDisposable
{
    private const int MostPoints = 900;
    private const int MostRows = 200;

    /// <summary>The database may hold a decision a moment later than the picture; it is asked once more after this.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(3);

    /// <summary>So long without a new price is a hole and no pause between two prices.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _end = new();
    private ChartBox? _box;
    private IJSObjectReference? _module;
    private IDisposable? _watch;
    private (string Symbol, ChartRange Range, bool WithTraps)? _loaded;
    private PriceSeries _series = new([], []);
    private PriceLevels _levels = new(2, []);
    private ValueList<PriceMark> _marks = [];
    private PriceTableView? _table;
    private ChartState _state = ChartState.Loading;
    private PricePoint? _pushed;
    private string _summary = "";
    private string _markKey = "";
    private int _decimals = 2;
    private long _markedAt;
    private long _pushedAt;
    private bool _markAgain;
    private bool _markless;
    private int? _chart;

    [Inject]
    public required IPriceHistory Prices { get; init; }

    [Inject]
    public required IHistory History { get; init; }

    [Inject]
    public required IArchive Archive { get; init; }

    [Inject]
    public required CircuitFeed Feed { get; init; }

    [Inject]
    public required FeedPace Pace { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required ILogger<PriceChart> Log { get; init; }

    [Parameter, EditorRequired]
    public required string Symbol { get; set; }

    [Parameter, EditorRequired]
    public required ChartRange Range { get; set; }

    /// <summary>Wires too, and not only the open position.</summary>
    [Parameter]
    public bool WithTraps { get; set; } = true;

    private InstrumentId Instrument => new(Symbol);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_loaded != (Symbol, Range, WithTraps))
        {
            await LoadAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _watch?.Dispose();
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
        _loaded = (Symbol, Range, WithTraps);
        try
        {
            await DrawAsync(_end.Token);
        }
        catch (Exception problem) when (IsGone(problem))
        {
            return;
        }
        catch (Exception problem)
        {
            _state = ChartState.Failed;
            ChartFailed(Log, problem);
        }

        StateHasChanged();
        _watch ??= Feed.Watch(FollowAsync, InvokeAsync);
    }

    private async Task DrawAsync(CancellationToken cancellationToken)
    {
        var (symbol, to) = (Symbol, Feed.Now);
        var from = to - Range.Span;
        if (_chart is null)
        {
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", cancellationToken, "./" + Assets["js/price-chart.js"]);
            _chart = await _module.InvokeAsync<int>("create", cancellationToken, _box!.Plot, Assets["lib/uplot.js"], from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
        }

        await ReadMarksAsync(from, cancellationToken);
        if (symbol != Symbol)
        {
            // Another instrument was chosen meanwhile; its own load draws it.
            return;
        }

        _series = PriceSeries.Of(Prices.Read(Instrument, from, to, MostPoints));
        _decimals = Prices.Instruments.FirstOrDefault(one => one.Id == Instrument)?.PriceDecimals ?? 2;
        _levels = LevelsNow();
        _pushed = Prices.Newest(Instrument);
        _pushedAt = Pace.Machine.GetTimestamp();
        _state = _series.IsEmpty ? ChartState.Empty : ChartState.Drawn;
        Describe();
        await _module!.InvokeVoidAsync("set", cancellationToken, _chart, _series.Times, _series.Prices, _levels, _marks, from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
    }

    private PriceLevels LevelsNow() => PriceLevels.Of(Feed.Current, Symbol, _decimals, WithTraps);

    private void Describe()
    {
        _summary = _series.Describe(Symbol, Range, _levels, _marks.Count);
        _table = _table is null ? null : PriceTableView.Of(_series, _levels, _marks);
    }

    // Without the database the line is still drawn: prices are in memory, and they matter more than the past.
    private async Task ReadMarksAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        (_markKey, _markedAt) = (PriceMarks.KeyOf(Feed.Current, Symbol), Pace.Machine.GetTimestamp());
        try
        {
            var trades = await History.GetTradesAsync(new TradeQuery(from, null, Symbol, Limit: MostRows), cancellationToken);
            var decisions = await Archive.GetDecisionsAsync(new DecisionQuery(Symbol: Symbol, From: from, Limit: MostRows), cancellationToken);
            _marks = PriceMarks.Of(Symbol, from, Feed.Current, trades.Trades, decisions);
            _markless = false;
        }
        catch (Exception problem) when (!IsGone(problem))
        {
            _marks = PriceMarks.Of(Symbol, from, Feed.Current, [], []);
            _markless = true;
            MarksFailed(Log, problem);
        }
    }

    private async Task MarkAsync()
    {
        var symbol = Symbol;
        await ReadMarksAsync(Feed.Now - Range.Span, _end.Token);
        if (symbol == Symbol && _module is { } module)
        {
            Describe();
            await module.InvokeVoidAsync("mark", _end.Token, _chart, _marks);
            StateHasChanged();
        }
    }

    private async Task FollowAsync()
    {
        if (_module is null || _loaded != (Symbol, Range, WithTraps))
        {
            return;
        }

        try
        {
            await PushAsync(_module);
            await FollowMarksAsync();
        }
        catch (Exception problem) when (IsGone(problem))
        {
            // The page is gone or cut off; after its return the past is drawn anew.
        }
    }

    private async Task PushAsync(IJSObjectReference module)
    {
        var newest = Prices.Newest(Instrument);
        var levels = LevelsNow();
        var (moved, changed) = (newest != _pushed, levels != _levels);
        if ((!moved && !changed) || Pace.Machine.GetElapsedTime(_pushedAt) < Pace.ChartBetween)
        {
            return;
        }

        var hole = Pace.Machine.GetElapsedTime(_pushedAt) > Silence;
        (_levels, _pushed) = (levels, newest);
        _pushedAt = moved ? Pace.Machine.GetTimestamp() : _pushedAt;
        await module.InvokeVoidAsync("push", _end.Token, _chart, moved ? newest?.At.ToUnixTimeSeconds() : null, newest?.Price, changed ? levels : null, hole);
        if (_state == ChartState.Empty && newest is not null)
        {
            await LoadAsync();
        }
    }

    private async Task FollowMarksAsync()
    {
        var changed = PriceMarks.KeyOf(Feed.Current, Symbol) != _markKey;
        if (changed || (_markAgain && Pace.Machine.GetElapsedTime(_markedAt) >= AskAgain))
        {
            _markAgain = changed;
            await MarkAsync();
        }
    }

    private void Toggle()
    {
        if (_table is not null)
        {
            _table = null;
            return;
        }

        var to = Feed.Now;
        _series = PriceSeries.Of(Prices.Read(Instrument, to - Range.Span, to, MostPoints));
        _table = PriceTableView.Of(_series, _levels, _marks);
    }

    private static bool IsGone(Exception problem) => problem is OperationCanceledException or JSDisconnectedException or ObjectDisposedException;

    [LoggerMessage(4103, LogLevel.Warning, "The price chart could not be drawn")]
    private static partial void ChartFailed(ILogger logger, Exception problem);

    [LoggerMessage(4104, LogLevel.Warning, "Entries, exits and decisions could not be read for the price chart")]
    private static partial void MarksFailed(ILogger logger, Exception problem);
}
