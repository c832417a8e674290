using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Titan.Engine.Model;

namespace Titan.Engine.Venues.Binance;

/// <summary>
/// Binance spot as the leader: prints, best prices and local books of the pairs that lead our instruments, over one connection that is
/// replaced before the venue ends it (spec venues/binance-spot.md, titan-trading 2.5). It reconnects for ever. All its timing is
/// transport and runs on the wall clock; receive times are the market clock's.
/// </summary>
public sealed class BinanceSpotFeed : ISpotFeed
{
    private const int PairAttempts = 3;
    private static readonly TimeSpan UpkeepEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly BinanceOptions _options;
    private readonly TimeProvider _clock;
    private readonly TimeProvider _wall;
    private readonly ILogger _log;
    private readonly BinanceRest _rest;
    private readonly CancellationTokenSource _stopping = new();
    private readonly DateTimeOffset _createdAt;
    private readonly Lock _naming = new();
    private volatile Parts? _parts;
    private volatile BinanceLine? _line;
    private volatile BinanceLine? _successor;
    private IReadOnlySet<int>? _followed;
    private IReadOnlyList<string> _withoutPair = [];
    private string? _startProblem = "connecting";
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Parts> _resolved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _paired = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private long _framesBefore;
    private long _badBefore;
    private int _reconnectsBefore;
    private int _handovers;
    private int _lines;

    /// <param name="options">Addresses and limits.</param>
    /// <param name="clock">Stamps what is received.</param>
    /// <param name="wall">Drives timeouts, pauses and replacements.</param>
    /// <param name="loggers">For connection troubles.</param>
    public BinanceSpotFeed(BinanceOptions options, TimeProvider clock, TimeProvider wall, ILoggerFactory loggers)
    {
        _options = options;
        _clock = clock;
        _wall = wall;
        _log = loggers.CreateLogger("Titan.Binance");
        _rest = new BinanceRest(options, wall, _log);
        _createdAt = clock.GetUtcNow();
    }

    public string Name => "binance";

    private int MostPairs => StreamNames.MostPerConnection / (_options.BookLevels > 0 ? 3 : 2);

    public long FramesReceived => Volatile.Read(ref _framesBefore) + (_line?.Frames ?? 0) + (_successor?.Frames ?? 0);

    public SpotFeedStatus Status
    {
        get
        {
            var (parts, line) = (_parts, _line);
            var stream = line?.Status;
            var status = new SpotFeedStatus
            {
                Name = Name,
                Installed = true,
                Environment = _options.Environment,
                Connected = stream?.Connected ?? false,
                Live = parts is not null && IsLive(parts, line),
                Since = stream?.Since ?? _createdAt,
                LastMessageAt = stream?.LastMessageAt,
                LastTradeAt = parts?.Frames.LastTradeAt,
                Reconnects = _reconnectsBefore + (stream?.Reconnects ?? 0),
                Handovers = _handovers,
                FailedAttempts = line?.FailedAttempts ?? 0,
                Subscriptions = line?.Subscriptions ?? 0,
                Trades = parts?.Frames.Trades ?? 0,
                Frames = FramesReceived,
                BadFrames = Volatile.Read(ref _badBefore) + (stream?.BadFrames ?? 0),
                Absurd = parts?.Frames.Absurd ?? 0,
                Repeated = parts?.Frames.Repeated ?? 0,
                Missed = parts?.Frames.Missed ?? 0,
                BooksSynced = parts?.Books?.Synced ?? 0,
                Books = parts?.Books?.Count ?? 0,
                BookGaps = parts?.Books?.Gaps ?? 0,
                RestPausedUntil = _rest.Pause.Until,
                WithoutPair = Volatile.Read(ref _withoutPair),
            };
            return status with { Problem = ProblemOf(status) };
        }
    }

    public async Task StartAsync(IReadOnlyList<Instrument> instruments, ISpotSink sink, CancellationToken cancellationToken)
    {
        _running = Task.Run(() => RunAsync(instruments, sink, _stopping.Token), CancellationToken.None);
        await Task.WhenAny(_firstAttempt.Task, Task.Delay(FirstPatience, _wall, cancellationToken));
        _firstAttempt.TrySetResult();
    }

    public async Task WatchAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        var parts = await _resolved.Task.WaitAsync(cancellationToken);
        var (pairs, without) = await FindAsync([instrument], cancellationToken);
        if (Volatile.Read(ref _followed) is { } followed)
            Volatile.Write(ref _followed, followed.Append(instrument.Index).ToHashSet());
        // The next upkeep of the connection subscribes what is wanted by then.
        if (pairs.Count > 0 && (parts.Pairs.Count >= MostPairs || !parts.Frames.Add(pairs[0])))
            without.Add(instrument.Id.Value);
        SayWithout(without);
        if (parts.Pairs.Count > 0)
            _paired.TrySetResult();
    }

    public void Follow(IReadOnlyCollection<Instrument> instruments) =>
        Volatile.Write(ref _followed, instruments.Select(static instrument => instrument.Index).ToHashSet());

    public BookDepth? DepthOf(Instrument instrument, int levels) =>
        _parts is { Books: { } books } parts && parts.Pairs.Of(instrument) is var slot and >= 0 ? books.DepthOf(slot, levels) : null;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var line in (BinanceLine?[])[_line, _successor])
        {
            if (line is not null)
                await line.DisposeAsync();
        }

        _rest.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(IReadOnlyList<Instrument> instruments, ISpotSink sink, CancellationToken cancellationToken)
    {
        var pairs = await ResolveAsync(instruments, cancellationToken);
        var books = _options.BookLevels > 0 ? new SpotBooks(pairs, _rest, _options.BookLevels, _wall, _log) : null;
        _parts = new Parts(pairs, new SpotFrames(pairs, sink, books, _wall), books);
        _startProblem = null;
        _resolved.TrySetResult(_parts);
        if (pairs.Count == 0)
        {
            // Nothing to hear before an instrument with a pair joins.
            _firstAttempt.TrySetResult();
            await _paired.Task.WaitAsync(cancellationToken);
        }

        var fetching = books?.RunAsync(cancellationToken) ?? Task.CompletedTask;
        _line = Begin(_parts.Frames);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(UpkeepEvery, _wall, cancellationToken);
                await KeepAsync(_parts.Frames, cancellationToken);
            }
        }
        finally
        {
            await fetching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Which pairs there are decides which bundle of coins a contract means; when the venue does not tell, the usual one is taken.
    private async Task<SpotPairs> ResolveAsync(IReadOnlyList<Instrument> instruments, CancellationToken cancellationToken)
    {
        var (pairs, without) = await FindAsync(instruments, cancellationToken);
        without.AddRange(pairs.Skip(MostPairs).Select(static pair => pair.Instrument.Id.Value));
        SayWithout(without);
        return new SpotPairs(pairs.Take(MostPairs));
    }

    private async Task<(List<SpotPair> Pairs, List<string> Without)> FindAsync(IReadOnlyList<Instrument> instruments, CancellationToken cancellationToken)
    {
        var candidates = instruments.Select(static instrument => (Instrument: instrument, Pairs: ContractMap.Candidates(instrument.Id.Value))).ToArray();
        var symbols = candidates.SelectMany(static each => each.Pairs).Select(static pair => pair.Symbol).ToHashSet(StringComparer.Ordinal);
        var backoff = new ReconnectBackoff(_options.JitterSeed, firstSeconds: 1, factor: 1.5);
        var listed = await _rest.GetListedAsync(symbols, cancellationToken);
        for (var attempt = 1; listed is null && attempt < PairAttempts; attempt++)
        {
            await Task.Delay(backoff.Next(TimeSpan.Zero), _wall, cancellationToken);
            listed = await _rest.GetListedAsync(symbols, cancellationToken);
        }

        var pairs = new List<SpotPair>();
        var without = new List<string>();
        foreach (var (instrument, choices) in candidates)
        {
            var choice = listed is null ? choices[0] : choices.FirstOrDefault(pair => listed.Contains(pair.Symbol));
            if (choice.Symbol is null)
                without.Add(instrument.Id.Value);
            else
                pairs.Add(new SpotPair(instrument, choice.Symbol, choice.Multiplier));
        }

        return (pairs, without);
    }

    private void SayWithout(List<string> without)
    {
        if (without.Count > 0)
            _log.LogWarning("Binance has no pair for {Symbols}: nothing is detected on them", string.Join(", ", without));
        lock (_naming)
            Volatile.Write(ref _withoutPair, [.. _withoutPair, .. without]);
    }

    private BinanceLine Begin(SpotFrames frames)
    {
        var line = new BinanceLine(_options, frames, Wanted, _clock, _wall, _log, _lines++);
        _ = TellFirstAsync(line);
        return line;
    }

    // Whoever starts the feed goes on once it is live, or once it is plain that it will not be soon.
    private async Task TellFirstAsync(BinanceLine line)
    {
        await line.StartAsync(CancellationToken.None);
        while (!_firstAttempt.Task.IsCompleted && line.IsReady && !Status.Live && !_stopping.IsCancellationRequested)
            await Task.Delay(LookEvery, _wall);
        _firstAttempt.TrySetResult();
    }

    private HashSet<string> Wanted()
    {
        var followed = Volatile.Read(ref _followed);
        var pairs = _parts!.Pairs.All.Where(pair => followed is null || followed.Contains(pair.Instrument.Index));
        return pairs.SelectMany(pair => StreamNames.Of(pair, _options.BookLevels > 0)).ToHashSet(StringComparer.Ordinal);
    }

    private async Task KeepAsync(SpotFrames frames, CancellationToken cancellationToken)
    {
        try
        {
            await UpkeepAsync(frames, cancellationToken);
        }
        catch (Exception failed) when (failed is WebSocketException or IOException or TimeoutException or InvalidOperationException)
        {
            // Whatever ails the connection, a new one is the cure; the feed itself never ends.
            _line!.Cut($"upkeep: {failed.Message}");
        }
    }

    private async Task UpkeepAsync(SpotFrames frames, CancellationToken cancellationToken)
    {
        var line = _line!;
        await ReplaceAsync(line, frames);
        if (!line.IsReady || line != _line)
            return;
        var stale = TimeSpan.FromSeconds(_options.StaleSeconds);
        if (line.Subscriptions > 0 && line.Age >= stale && (frames.SinceTrade is not { } quiet || quiet >= stale))
        {
            line.Cut($"no trade for {_options.StaleSeconds} s");
            return;
        }

        await line.SyncAsync(cancellationToken);
    }

    // Make before break: the new connection is subscribed before the old one goes, and prints that both tell are passed on once.
    private async Task ReplaceAsync(BinanceLine line, SpotFrames frames)
    {
        if (_successor is null)
        {
            if (line.IsReady && (line.Age >= _options.ReplaceAfter || line.ShutdownAnnounced))
                _successor = Begin(frames);
            return;
        }

        var successor = _successor;
        if (successor.IsReady)
        {
            await line.DisposeAsync();
            Retire(line);
            _line = successor;
            _successor = null;
            _handovers++;
        }
    }

    private void Retire(BinanceLine line)
    {
        var status = line.Status;
        Volatile.Write(ref _framesBefore, _framesBefore + line.Frames);
        Volatile.Write(ref _badBefore, _badBefore + status.BadFrames);
        _reconnectsBefore += status.Reconnects;
    }

    private bool IsLive(Parts parts, BinanceLine? line) =>
        line is { IsReady: true } && (line.Subscriptions == 0 || parts.Frames.SinceTrade < TimeSpan.FromSeconds(_options.StaleSeconds));

    private string? ProblemOf(SpotFeedStatus status) =>
        status.Live ? null
        : _startProblem is { } starting ? starting
        : _parts is { Pairs.Count: 0 } ? "none of the instruments has a pair"
        : !status.Connected ? status.FailedAttempts > 0 ? $"not connected after {status.FailedAttempts} attempts" : "connecting"
        : "no trade yet on this connection";

    /// <summary>What exists once the pairs are known.</summary>
    private sealed record Parts(SpotPairs Pairs, SpotFrames Frames, SpotBooks? Books);
}
