using Titan.Simulator.Market.Recorded;

namespace Titan.Simulator.Market;

/// <summary>
/// Plays a recorded file: bars, trades, or a raw session with its order book (formats in <c>Market/README.md</c>). Bars become a path
/// of prints that touches open, high, low and close exactly; where the file holds no book, one is made up around the prints.
/// </summary>
/// <remarks>
/// A file lists the instruments it holds and no others. Gaps stay gaps: the next step simply has a later time. The whole file is read
/// once when it is opened, so that what is wrong with it is said then. Not thread-safe.
/// </remarks>
public sealed class RecordedMarket : IMarketSource, IDisposable
{
    private readonly Dictionary<string, IReadOnlyList<MarketBar>> _history;
    private readonly IEnumerator<MarketStep> _steps;

    internal RecordedMarket(
        IReadOnlyList<InstrumentSpec> instruments,
        DateTimeOffset start,
        Dictionary<string, IReadOnlyList<MarketBar>> history,
        IEnumerable<MarketStep> steps)
    {
        Instruments = instruments;
        Start = start;
        _history = history;
        _steps = steps.GetEnumerator();
    }

    /// <inheritdoc/>
    public IReadOnlyList<InstrumentSpec> Instruments { get; }

    /// <inheritdoc/>
    public DateTimeOffset Start { get; }

    /// <summary>Opens a file; kind and symbol are told by its name.</summary>
    /// <param name="path">A .csv or .jsonl file, plain or .gz.</param>
    /// <param name="warmupBars">
    /// What becomes <see cref="History"/> before the play starts: bars of a bar file, minutes of a trade or one-second file;
    /// raw sessions have no history.
    /// </param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="RecordingFormatException">The file is not one that can be played; file, line and expectation are named.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static RecordedMarket Open(string path, int warmupBars = 30, RecordedMarketOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(warmupBars);
        options ??= new RecordedMarketOptions();
        options.Validate();
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no recording {path}.", path);
        var name = RecordingName.Parse(path);
        var market = name.Kind switch
        {
            RecordingKind.Bars => BarRecording.Open(name, warmupBars, options),
            RecordingKind.Trades => TradeRecording.Open(name, warmupBars, options),
            _ => SessionRecording.Open(name, options),
        };
        if (options.HistoryFile is { Length: > 0 } history)
            market.Remember(history);
        return market;
    }

    /// <inheritdoc/>
    public IReadOnlyList<MarketBar> History(string symbol) => _history.TryGetValue(symbol, out var bars) ? bars : [];

    /// <inheritdoc/>
    public MarketStep? Next() => _steps.MoveNext() ? _steps.Current : null;

    // A day of bars before the play, from another file: the recording's own warm-up follows them where it holds one.
    private void Remember(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no recording {path}.", path);
        var name = RecordingName.Parse(path);
        if (name.Kind != RecordingKind.Bars)
            throw new RecordingFormatException(path, 0, "a bar file as history");
        if (!Instruments.Any(spec => spec.Symbol == name.Symbol))
            throw new RecordingFormatException(path, 0, $"bars of {string.Join(", ", Instruments.Select(spec => spec.Symbol))}, not of {name.Symbol}");
        var own = History(name.Symbol);
        var until = own.Count > 0 ? own[0].OpenTimeMs : Start.ToUnixTimeMilliseconds();
        _history[name.Symbol] = [.. BarScan.MinutesBefore(name, until), .. own];
    }

    /// <summary>Closes the file; a market played to its end has closed it already.</summary>
    public void Dispose() => _steps.Dispose();
}
