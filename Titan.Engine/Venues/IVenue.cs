using Titan.Engine.Model;

namespace Titan.Engine.Venues;

/// <summary>
/// A place where we trade. Reads never throw for the venue's sake: they answer with <see cref="VenueAnswer{T}"/>. Reports of streams
/// go to the sink given at start, from the adapter's own tasks; the sink must not block.
/// </summary>
public interface IVenue : IAsyncDisposable
{
    /// <summary>bybit.</summary>
    string Name { get; }

    /// <summary>simulator, testnet, mainnet, demo: from the address.</summary>
    string Environment { get; }

    /// <summary>Sockets, requests and clock as they are now; cheap, lock-free, read by health and snapshot.</summary>
    VenueStatus Status { get; }

    Task<VenueAnswer<IReadOnlyList<Instrument>>> GetInstrumentsAsync(IReadOnlyCollection<string> symbols, CancellationToken cancellationToken);

    /// <summary>Closed bars and at most one open bar, oldest first.</summary>
    Task<VenueAnswer<IReadOnlyList<Bar>>> GetBarsAsync(Instrument instrument, TimeSpan interval, int count, CancellationToken cancellationToken);

    /// <summary>The order book as it stands now, best first, as deep as one answer tells.</summary>
    Task<VenueAnswer<BookDepth>> GetDepthAsync(Instrument instrument, CancellationToken cancellationToken);

    /// <summary>Opens the streams, subscribes and keeps them open until disposed; returns once the first connection attempts were made.</summary>
    Task StartAsync(IReadOnlyList<Instrument> instruments, IVenueSink sink, CancellationToken cancellationToken);

    /// <summary>Follows one more instrument on the public streams, beside those of the start, until disposed; returns once the first attempt was made.</summary>
    Task WatchAsync(Instrument instrument, CancellationToken cancellationToken);

    /// <summary>
    /// This order is decided and on its way to the disk: puts together meanwhile what <see cref="SubmitAsync"/> will send. Sends nothing and promises
    /// nothing. Called by the engine's loop: quick, and a venue that has nothing to prepare leaves it out.
    /// </summary>
    void Prepare(OrderRequest order)
    {
    }

    Task<VenueOutcome> SubmitAsync(OrderRequest order, CancellationToken cancellationToken);

    Task<VenueOutcome> CancelAsync(Instrument instrument, ClientOrderId clientOrderId, CancellationToken cancellationToken);

    /// <summary>Cancels by the venue's id: orders that are not ours, and stops.</summary>
    Task<VenueOutcome> CancelAsync(Instrument instrument, VenueOrderId venueOrderId, CancellationToken cancellationToken);

    Task<VenueOutcome> AmendAsync(Instrument instrument, ClientOrderId clientOrderId, decimal? quantity, decimal? price, CancellationToken cancellationToken);

    /// <summary>All active orders of the settle coin, stops too when asked; loops past the venue's limit per call.</summary>
    Task<VenueAnswer<IReadOnlyList<VenueOrderId>>> CancelAllAsync(bool includeProtective, CancellationToken cancellationToken);

    /// <summary>Position-level stop and target over the whole size; null leaves as is, 0 removes.</summary>
    Task<VenueOutcome> SetProtectionAsync(Instrument instrument, decimal? stopLoss, decimal? takeProfit, CancellationToken cancellationToken);

    Task<VenueOutcome> SetLeverageAsync(Instrument instrument, decimal leverage, CancellationToken cancellationToken);

    /// <summary>Positions, open orders, executions since the time, wallet: everything paged to its end.</summary>
    Task<VenueAnswer<AccountSnapshot>> GetAccountAsync(DateTimeOffset executionsSince, CancellationToken cancellationToken);

    Task<VenueAnswer<IReadOnlyList<VenuePosition>>> GetPositionsAsync(CancellationToken cancellationToken);

    Task<VenueAnswer<WalletReport>> GetWalletAsync(CancellationToken cancellationToken);

    /// <summary>Realtime, then history. Accepted with a null list entry never happens: an order that the venue does not know is an empty list.</summary>
    Task<VenueAnswer<IReadOnlyList<OrderReport>>> FindOrderAsync(Instrument instrument, ClientOrderId clientOrderId, CancellationToken cancellationToken);

    Task<VenueAnswer<IReadOnlyList<ClosedPnl>>> GetClosedPnlAsync(Instrument instrument, DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>Where an adapter puts what it hears. Called from the adapter's tasks; never blocks, never throws.</summary>
public interface IVenueSink
{
    /// <summary>Newest wins per instrument.</summary>
    void OnQuote(in Quote quote);

    /// <summary>The levels behind the next quote of the instrument. The buffer is the adapter's: copy what is to be kept.</summary>
    void OnLadder(Instrument instrument, BookLadder ladder)
    {
    }

    void OnTrade(in Trade trade);

    void OnBar(in Bar bar);

    void OnTicker(in Ticker ticker);

    /// <summary>The book of an instrument cannot be trusted until the next quote (gap, cut, crossed).</summary>
    void OnBookLost(Instrument instrument, string why);

    void OnOrder(OrderReport report);

    void OnExecution(ExecutionReport report);

    void OnPosition(VenuePosition position);

    void OnWallet(WalletReport wallet);

    /// <summary>A stream went up or down. Up on the private stream means: subscribed, so a resync is due now.</summary>
    void OnStream(StreamChange change);
}

public enum StreamKind
{
    Public,
    Private,
    Trade,
}

public sealed record StreamChange(StreamKind Stream, bool Connected, string Why, DateTimeOffset At);

/// <summary>State of one socket.</summary>
public sealed record StreamStatus(StreamKind Stream, bool Connected, DateTimeOffset Since, DateTimeOffset? LastMessageAt, int Reconnects, long Frames, long BadFrames)
{
    /// <summary>Prints that were told again and taken once.</summary>
    public long Repeated { get; init; }

    /// <summary>Books that could no longer be trusted (a gap, crossed, off the grid) and began anew.</summary>
    public long BooksLost { get; init; }
}

/// <summary>Sockets, REST health, rate limit and clock of a venue at one moment. Latency in ms, offset in ms (venue minus ours).</summary>
public sealed record VenueStatus(
    IReadOnlyList<StreamStatus> Streams, bool RestHealthy, double RestLatencyMs, double ClockOffsetMs, bool ClockKnown,
    int RequestsLastSecond, int RequestLimit, bool BackingOff, int InFlight, string? FatalReason);
