using Microsoft.Extensions.Logging;
using Titan.Engine.Model;
using Titan.Engine.Venues.Bybit.Budget;
using Titan.Engine.Venues.Bybit.Streams;

namespace Titan.Engine.Venues.Bybit;

/// <summary>
/// Bybit v5, USDT linear perpetuals: REST, the public, private and order entry sockets, behind <see cref="IVenue"/>.
/// Orders never throw: a caller that gives up before an order left hears "rejected, not sent", afterwards "unknown".
/// Reads throw only <see cref="OperationCanceledException"/> of their own caller.
/// </summary>
public sealed class BybitVenue : IVenue
{
    private readonly BybitOptions _options;
    private readonly TimeProvider _clock;
    private readonly TimeProvider _wall;
    private readonly ILogger _log;
    private readonly BybitSigning? _signing;
    private readonly BybitClock _venueClock;
    private readonly BybitVitals _vitals = new();
    private readonly BybitRateLimiter _limiter;
    private readonly BybitRest _rest;
    private readonly BybitTradeStream? _tradeStream;
    private readonly BybitDispatcher _dispatcher;
    private readonly BybitAccountReader _account;
    private readonly BybitMarketReader _market;
    private readonly BybitOrderEntry _orders;
    private readonly BybitCancelAll _cancelAll;
    private readonly BybitUpkeep _upkeep;
    private MarketStreams? _marketStreams;
    private BybitPrivateStream? _privateStream;
    private IVenueSink? _sink;
    private readonly int[] _streamStates = new int[Enum.GetValues<StreamKind>().Length];

    /// <param name="options">Addresses, keys and limits.</param>
    /// <param name="clock">The venue-facing clock: signatures, receive times, rate windows. May be fast or virtual.</param>
    /// <param name="wall">Transport only: timeouts, pings, pauses before retries and reconnects.</param>
    /// <param name="loggers">Where connection troubles and unlisted codes are written.</param>
    public BybitVenue(BybitOptions options, TimeProvider clock, TimeProvider wall, ILoggerFactory loggers)
        : this(options, clock, wall, loggers, handler: null)
    {
    }

    internal BybitVenue(BybitOptions options, TimeProvider clock, TimeProvider wall, ILoggerFactory loggers, HttpMessageHandler? handler)
    {
        _options = options;
        _clock = clock;
        _wall = wall;
        _log = loggers.CreateLogger<BybitVenue>();
        _signing = options.HasKeys ? new BybitSigning(options.ApiKey!, options.ApiSecret!) : null;
        _venueClock = new BybitClock(clock);
        _limiter = new BybitRateLimiter(clock, options.RateLimitRps, assumeDocumented: !options.RestUrl.IsLoopback, options.JitterSeed);
        _rest = new BybitRest(options, _signing, _venueClock, _limiter, _vitals, wall, handler);
        _tradeStream = options.HasTradeStream
            ? new BybitTradeStream(options, _signing!, _venueClock, _limiter, PrepareClockAsync, clock, wall, _log, OnStream)
            : null;
        _dispatcher = new BybitDispatcher(options, _rest, _tradeStream, _limiter, _venueClock, _vitals, wall, _log);
        _account = new BybitAccountReader(_dispatcher, _venueClock);
        _market = new BybitMarketReader(options, _dispatcher, _venueClock);
        _orders = new BybitOrderEntry(_dispatcher, _account, wall);
        _cancelAll = new BybitCancelAll(_dispatcher, _account, _orders);
        _upkeep = new BybitUpkeep(options, _dispatcher, _rest, wall, _log);
    }

    public string Name => "bybit";

    public string Environment => _options.Environment;

    /// <summary>Text frames received and handled on all sockets since the start.</summary>
    public long FramesReceived => (_marketStreams?.FrameCount ?? 0) + (_privateStream?.FrameCount ?? 0) + (_tradeStream?.FrameCount ?? 0);

    /// <summary>True when no request is on its way or waits for anything but venue time: requests parked by the rate limit go on
    /// only when the venue-facing clock moves, so whoever moves it must not wait for them.</summary>
    public bool Idle => _vitals.Working - _limiter.Parked <= 0;

    public VenueStatus Status => new(
        Streams(), _vitals.RestHealthy, _vitals.LatencyMs, _venueClock.OffsetMs, _venueClock.IsKnown, _limiter.RequestsLastSecond, _limiter.OrderLimit,
        _limiter.BackingOff || _rest.IsBanned, _vitals.Working, _vitals.FatalReason);

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> GetInstrumentsAsync(IReadOnlyCollection<string> symbols, CancellationToken cancellationToken) =>
        _market.InstrumentsAsync(symbols, cancellationToken);

    public Task<VenueAnswer<IReadOnlyList<Bar>>> GetBarsAsync(Instrument instrument, TimeSpan interval, int count, CancellationToken cancellationToken) =>
        _market.BarsAsync(instrument, interval, count, cancellationToken);

    public Task<VenueAnswer<BookDepth>> GetDepthAsync(Instrument instrument, CancellationToken cancellationToken) => _market.DepthAsync(instrument, cancellationToken);

    public async Task StartAsync(IReadOnlyList<Instrument> instruments, IVenueSink sink, CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _sink, sink, null) is not null)
            throw new InvalidOperationException("a venue is started once");
        await _upkeep.StartAsync(cancellationToken);
        _marketStreams = new MarketStreams(instruments, _options, sink, _clock, _wall, _log, OnStream);
        var starting = new List<Task> { _marketStreams.StartAsync(cancellationToken) };
        if (_signing is not null)
        {
            _privateStream = new BybitPrivateStream(
                _options.PrivateStream, _signing, sink, _venueClock, _vitals, PrepareClockAsync, _clock, _wall, _log, _options.JitterSeed + 104_729, OnStream);
            starting.Add(_privateStream.StartAsync(cancellationToken));
        }

        if (_tradeStream is not null)
            starting.Add(_tradeStream.StartAsync(cancellationToken));
        await Task.WhenAll(starting);
    }

    public Task WatchAsync(Instrument instrument, CancellationToken cancellationToken) =>
        _marketStreams is { } streams ? streams.AddAsync(instrument, cancellationToken) : throw new InvalidOperationException("a venue is started before it watches more");

    public void Prepare(OrderRequest order) => _orders.Prepare(order);

    public Task<VenueOutcome> SubmitAsync(OrderRequest order, CancellationToken cancellationToken) => _orders.SubmitAsync(order, cancellationToken);

    public Task<VenueOutcome> CancelAsync(Instrument instrument, ClientOrderId clientOrderId, CancellationToken cancellationToken) =>
        _orders.CancelAsync(instrument, clientOrderId, cancellationToken);

    public Task<VenueOutcome> CancelAsync(Instrument instrument, VenueOrderId venueOrderId, CancellationToken cancellationToken) =>
        _orders.CancelAsync(instrument.Id.Value, venueOrderId.Value, cancellationToken);

    public Task<VenueOutcome> AmendAsync(Instrument instrument, ClientOrderId clientOrderId, decimal? quantity, decimal? price, CancellationToken cancellationToken) =>
        _orders.AmendAsync(instrument, clientOrderId, quantity, price, cancellationToken);

    public Task<VenueAnswer<IReadOnlyList<VenueOrderId>>> CancelAllAsync(bool includeProtective, CancellationToken cancellationToken) =>
        _cancelAll.RunAsync(includeProtective, cancellationToken);

    public Task<VenueOutcome> SetProtectionAsync(Instrument instrument, decimal? stopLoss, decimal? takeProfit, CancellationToken cancellationToken) =>
        _orders.SetProtectionAsync(instrument, stopLoss, takeProfit, cancellationToken);

    public Task<VenueOutcome> SetLeverageAsync(Instrument instrument, decimal leverage, CancellationToken cancellationToken) =>
        _orders.SetLeverageAsync(instrument, leverage, cancellationToken);

    public Task<VenueAnswer<AccountSnapshot>> GetAccountAsync(DateTimeOffset executionsSince, CancellationToken cancellationToken) =>
        _account.SnapshotAsync(executionsSince, cancellationToken);

    public Task<VenueAnswer<IReadOnlyList<VenuePosition>>> GetPositionsAsync(CancellationToken cancellationToken) => _account.PositionsAsync(cancellationToken);

    public Task<VenueAnswer<WalletReport>> GetWalletAsync(CancellationToken cancellationToken) => _account.WalletAsync(cancellationToken);

    public Task<VenueAnswer<IReadOnlyList<OrderReport>>> FindOrderAsync(Instrument instrument, ClientOrderId clientOrderId, CancellationToken cancellationToken) =>
        _account.FindAsync(instrument.Id.Value, "orderLinkId", clientOrderId.Value, cancellationToken);

    public Task<VenueAnswer<IReadOnlyList<ClosedPnl>>> GetClosedPnlAsync(Instrument instrument, DateTimeOffset since, CancellationToken cancellationToken) =>
        _account.ClosedPnlAsync(instrument.Id.Value, since, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _upkeep.DisposeAsync();
        if (_marketStreams is not null)
            await _marketStreams.DisposeAsync();
        if (_privateStream is not null)
            await _privateStream.DisposeAsync();
        if (_tradeStream is not null)
            await _tradeStream.DisposeAsync();
        _dispatcher.Dispose();
        _limiter.Dispose();
        _rest.Dispose();
    }

    private List<StreamStatus> Streams()
    {
        var streams = new List<StreamStatus>();
        if (_marketStreams?.Status is { } market)
            streams.Add(market);
        if (_privateStream is not null)
            streams.Add(_privateStream.Status);
        if (_tradeStream is not null)
            streams.Add(_tradeStream.Status);
        return streams;
    }

    private async Task PrepareClockAsync(CancellationToken cancellationToken)
    {
        if (!_venueClock.IsKnown)
            await _dispatcher.SyncClockAsync(cancellationToken);
    }

    // Every failed attempt says "down"; the engine hears only what changed.
    private void OnStream(StreamKind stream, bool connected, string why)
    {
        var now = connected ? 1 : -1;
        if (Interlocked.Exchange(ref _streamStates[(int)stream], now) != now)
            _sink?.OnStream(new StreamChange(stream, connected, why, _clock.GetUtcNow()));
    }
}
