namespace Titan.Simulator.Market.Recorded;

/// <summary>
/// Plays a trade file print by print with a book made up around it. The quotes move to the next print at once when it comes within two
/// tenths of a second, else a tenth of a second before it. Prints of one millisecond follow one another by a microsecond.
/// </summary>
internal sealed class TradeRecording
{
    private static readonly TimeSpan s_quoteLead = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_oneMicrosecond = TimeSpan.FromMicroseconds(1);

    private readonly RecordingName _name;
    private readonly InstrumentSpec _spec;
    private readonly RecordedMarketOptions _options;
    private readonly SyntheticBook _book;
    private readonly FixedPoint _tick;
    private readonly FixedPoint _step;
    private readonly long _startMs;

    private TradeRecording(
        RecordingName name, InstrumentSpec spec, RecordedMarketOptions options, decimal firstPrice, decimal minuteVolume, long startMs)
    {
        _name = name;
        _spec = spec;
        _options = options;
        _tick = new FixedPoint(spec.TickSize);
        _step = new FixedPoint(spec.QtyStep);
        _book = new SyntheticBook(spec, firstPrice, minuteVolume);
        _startMs = startMs;
    }

    public static RecordedMarket Open(RecordingName name, int warmupMinutes, RecordedMarketOptions options)
    {
        var instrument = new RecordedInstrument(name.Symbol);
        var minutes = new MinuteBarBuilder();
        RecordedTrade? first = null;
        long startMs = -1, lastMs = 0;
        var volume = 0m;
        foreach (var trade in TradeFile.Read(name.Path))
        {
            first ??= trade;
            instrument.SawPrice(trade.Price);
            instrument.SawSize(trade.Size);
            volume += trade.Size;
            lastMs = trade.TimeMs;
            var from = first.Value.TimeMs - (first.Value.TimeMs % 60_000);
            if (trade.TimeMs < from + (warmupMinutes * 60_000L))
                minutes.Add(trade.TimeMs, trade.Price, trade.Size);
            else if (startMs < 0)
                startMs = trade.TimeMs - (trade.TimeMs % 1_000);
        }

        if (first is not { } begin || startMs < 0)
            throw new RecordingFormatException(name.Path, 0, $"trades beyond the warm-up of {warmupMinutes} minutes");
        var spec = instrument.ToSpec();
        var minuteVolume = Math.Max(volume * 60_000m / Math.Max(lastMs - begin.TimeMs, 60_000), spec.QtyStep);
        var recording = new TradeRecording(name, spec, options, begin.Price, minuteVolume, startMs);
        var history = new Dictionary<string, IReadOnlyList<MarketBar>> { [name.Symbol] = minutes.Bars };
        return new RecordedMarket([spec], DateTimeOffset.FromUnixTimeMilliseconds(startMs), history, recording.Steps());
    }

    private IEnumerable<MarketStep> Steps()
    {
        using var runs = Runs().GetEnumerator();
        if (!runs.MoveNext())
            yield break;
        var run = runs.Current;
        var at = DateTimeOffset.FromUnixTimeMilliseconds(_startMs);
        yield return Step(at, null, run.Point);
        while (true)
        {
            at = Later(DateTimeOffset.FromUnixTimeMilliseconds(run.TimeMs), at);
            if (!runs.MoveNext())
            {
                yield return Step(at, run.Point, run.Point with { Units = 0 });
                yield break;
            }

            var next = runs.Current;
            var quotesAt = DateTimeOffset.FromUnixTimeMilliseconds(next.TimeMs) - s_quoteLead;
            var quiet = quotesAt - at > s_quoteLead;
            yield return Step(at, run.Point, quiet ? run.Point with { Units = 0 } : next.Point);
            if (quiet)
            {
                at = quotesAt;
                yield return Step(at, null, next.Point, run.Point.Ticks);
            }

            run = next;
        }
    }

    // Trades of one millisecond at one price on one side are one aggressive order.
    private IEnumerable<(long TimeMs, PathPoint Point)> Runs()
    {
        (long TimeMs, PathPoint Point)? run = null;
        foreach (var trade in TradeFile.Read(_name.Path).SkipWhile(trade => trade.TimeMs < _startMs))
        {
            var point = new PathPoint(_tick.ToSteps(trade.Price), trade.TakerBuys, Math.Max(_step.ToSteps(trade.Size), 1));
            if (run is { } open)
            {
                if (open.TimeMs == trade.TimeMs && open.Point.Ticks == point.Ticks && open.Point.TakerBuys == point.TakerBuys)
                {
                    run = (open.TimeMs, point with { Units = open.Point.Units + point.Units });
                    continue;
                }

                yield return open;
            }

            run = (trade.TimeMs, point);
        }

        if (run is { } last)
            yield return last;
    }

    private static DateTimeOffset Later(DateTimeOffset at, DateTimeOffset before) => at > before ? at : before + s_oneMicrosecond;

    private MarketStep Step(DateTimeOffset at, PathPoint? printed, PathPoint next, long? markTicks = null)
    {
        var (bids, asks) = _book.Around(next, SyntheticBook.UsualSpread(at.ToUnixTimeMilliseconds()));
        var mark = _book.Price(printed?.Ticks ?? markTicks ?? next.Ticks);
        IReadOnlyList<OutsideTrade> trades = printed is { } print ? _book.Trade(print) : [];
        return new MarketStep(
            at, [new InstrumentStep(_spec.Symbol, bids, asks, trades, mark, mark, _options.FundingRate, _book.OpenInterest)]);
    }
}
