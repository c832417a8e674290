namespace Titan.Simulator.Market.Recorded;

/// <summary>
/// Plays a bar file. Each bar begins with a step at its open time that moves the quotes to its first price; then come its prints, the
/// last a moment before the bar ends. The quotes stand at the next print's price one step ahead, within the bar only.
/// </summary>
internal sealed class BarRecording
{
    private readonly RecordingName _name;
    private readonly RecordedMarketOptions _options;
    private readonly InstrumentSpec _spec;
    private readonly QuoteFile? _quotes;
    private readonly BarPath _path;
    private readonly SyntheticBook _book;
    private readonly FixedPoint _tick;
    private readonly TimeSpan _spacing;
    private readonly int _warmup;
    private readonly int _points;

    private BarRecording(RecordingName name, RecordedMarketOptions options, BarScan scan, int warmup)
    {
        _name = name;
        _options = options;
        _spec = scan.Spec;
        _quotes = QuoteFile.For(name, options);
        _tick = new FixedPoint(_spec.TickSize);
        _points = options.StepsPerBar ?? (name.Interval == TimeSpan.FromMinutes(1) ? 12 : 4);
        _path = new BarPath(_tick, new FixedPoint(_spec.QtyStep), _points);
        _book = new SyntheticBook(_spec, scan.FirstPrice, scan.MeanVolume / (decimal)name.Interval.TotalMinutes);
        _spacing = name.Interval / _points;
        _warmup = warmup;
    }

    public static RecordedMarket Open(RecordingName name, int warmupBars, RecordedMarketOptions options)
    {
        var scan = BarScan.Of(name, warmupBars);
        var recording = new BarRecording(name, options, scan, scan.WarmupRows);
        var history = new Dictionary<string, IReadOnlyList<MarketBar>> { [name.Symbol] = scan.History };
        return new RecordedMarket([scan.Spec], DateTimeOffset.FromUnixTimeMilliseconds(scan.StartMs), history, recording.Steps());
    }

    private IEnumerable<MarketStep> Steps()
    {
        var mark = 0L;
        foreach (var bar in BarFile.Read(_name.Path).Skip(_warmup))
        {
            var open = DateTimeOffset.FromUnixTimeMilliseconds(bar.OpenTimeMs);
            var lag = TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerMillisecond * 100, _spacing.Ticks / 2));
            var path = _path.Make(bar);
            mark = mark == 0 ? path[0].Ticks : mark;
            yield return Step(open, null, path[0], mark, bar);
            for (var i = 0; i < _points; i++)
            {
                mark = path[i].Ticks;
                var next = i + 1 < _points ? path[i + 1] : path[i] with { Units = 0 };
                yield return Step(open + (_spacing * (i + 1)) - lag, path[i], next, mark, bar);
            }
        }
    }

    private MarketStep Step(DateTimeOffset at, PathPoint? printed, PathPoint next, long mark, RecordedBar bar)
    {
        var spread = _quotes?.SpreadAt(bar.OpenTimeMs) is { } quoted
            ? Math.Max(_tick.ToSteps(quoted), 1)
            : SyntheticBook.UsualSpread(at.ToUnixTimeMilliseconds());
        var (bids, asks) = _book.Around(next, spread);
        var price = _book.Price(mark);
        IReadOnlyList<OutsideTrade> trades = printed is { } print ? _book.Trade(print) : [];
        return new MarketStep(
            at, [new InstrumentStep(_spec.Symbol, bids, asks, trades, price, price, _options.FundingRate, _book.OpenInterest)]);
    }
}
