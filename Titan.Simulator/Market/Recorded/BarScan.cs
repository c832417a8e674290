namespace Titan.Simulator.Market.Recorded;

/// <summary>The first reading of a bar file: checks every row, finds tick and step, and keeps the warm-up as one-minute bars.</summary>
internal sealed class BarScan
{
    private BarScan(InstrumentSpec spec, IReadOnlyList<MarketBar> history, long startMs, int warmupRows, decimal firstPrice, decimal meanVolume)
    {
        Spec = spec;
        History = history;
        StartMs = startMs;
        WarmupRows = warmupRows;
        FirstPrice = firstPrice;
        MeanVolume = meanVolume;
    }

    public InstrumentSpec Spec { get; }

    public IReadOnlyList<MarketBar> History { get; }

    public long StartMs { get; }

    /// <summary>Rows of the file before the play; more than asked for when a row covers only a second.</summary>
    public int WarmupRows { get; }

    public decimal FirstPrice { get; }

    /// <summary>Mean volume of a row of the warm-up, or of the first hundred rows.</summary>
    public decimal MeanVolume { get; }

    public static BarScan Of(RecordingName name, int warmupBars)
    {
        var instrument = new RecordedInstrument(name.Symbol);
        var first = new List<RecordedBar>();
        var warmupMs = Math.Max(60_000L, (long)name.Interval.TotalMilliseconds) * warmupBars;
        int rows = 0, warmup = 0;
        long startMs = -1;
        foreach (var bar in BarFile.Read(name.Path))
        {
            instrument.Saw(bar);
            if (startMs < 0 && IsWarmup(name, rows, warmupBars, first, bar, warmupMs))
                warmup = rows + 1;
            else if (startMs < 0)
                startMs = bar.OpenTimeMs;
            if (startMs < 0 || first.Count < 100)
                first.Add(bar);
            rows++;
        }

        if (startMs < 0)
            throw new RecordingFormatException(name.Path, 0, $"bars beyond the warm-up of {warmupBars} (it holds {rows} rows)");
        var spec = instrument.ToSpec();
        return new BarScan(
            spec, ToMinutes(name, spec, first.Take(warmup)), startMs, warmup, first[0].Open, Math.Max(first.Average(bar => bar.Volume), spec.QtyStep));
    }

    /// <summary>The bars of a file that ended by a time, as one-minute bars.</summary>
    public static IReadOnlyList<MarketBar> MinutesBefore(RecordingName name, long untilMs)
    {
        var instrument = new RecordedInstrument(name.Symbol);
        var bars = BarFile.Read(name.Path).TakeWhile(bar => bar.OpenTimeMs + (long)name.Interval.TotalMilliseconds <= untilMs).ToList();
        foreach (var bar in bars)
        {
            instrument.Saw(bar);
        }

        return bars.Count == 0
            ? throw new RecordingFormatException(name.Path, 0, $"bars that ended before {DateTimeOffset.FromUnixTimeMilliseconds(untilMs).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, when the recording begins")
            : ToMinutes(name, instrument.ToSpec(), bars);
    }

    // Rows of a minute or longer are counted; shorter ones fill whole minutes, counted from the first row's.
    private static bool IsWarmup(RecordingName name, int rows, int warmupBars, List<RecordedBar> first, RecordedBar bar, long warmupMs)
    {
        if (name.Interval >= TimeSpan.FromMinutes(1))
            return rows < warmupBars;
        var from = first.Count > 0 ? first[0].OpenTimeMs : bar.OpenTimeMs;
        return bar.OpenTimeMs < from - (from % 60_000) + warmupMs;
    }

    private static IReadOnlyList<MarketBar> ToMinutes(RecordingName name, InstrumentSpec spec, IEnumerable<RecordedBar> bars)
    {
        if (name.Interval == TimeSpan.FromMinutes(1))
            return [.. bars.Select(ToMinute)];
        var tick = new FixedPoint(spec.TickSize);
        var step = new FixedPoint(spec.QtyStep);
        var points = Math.Max(4, (int)name.Interval.TotalMinutes * 4);
        var path = new BarPath(tick, step, points);
        var minutes = new MinuteBarBuilder();
        foreach (var bar in bars)
        {
            var at = bar.OpenTimeMs;
            foreach (var point in path.Make(bar))
            {
                minutes.Add(at, tick.ToDecimal(point.Ticks), step.ToDecimal(point.Units));
                at += (long)name.Interval.TotalMilliseconds / points;
            }
        }

        return minutes.Bars;
    }

    private static MarketBar ToMinute(RecordedBar bar) => new(
        bar.OpenTimeMs,
        bar.Open,
        bar.High,
        bar.Low,
        bar.Close,
        bar.Volume,
        bar.Turnover ?? decimal.Round(bar.Volume * (bar.Open + bar.High + bar.Low + bar.Close) / 4m, 4));
}
