using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Benchmarks.Orders;

/// <summary>The venue with a watch on it: notes when the last order was acknowledged. Everything else passes through.</summary>
internal sealed class AcknowledgedVenue(IVenue venue) : IVenue
{
    private long _newest;
    private int _accepted;
    private int _refused;

    public string Name => venue.Name;

    public string Environment => venue.Environment;

    public VenueStatus Status => venue.Status;

    /// <summary>Orders acknowledged since <see cref="Begin"/>.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Orders refused or without a known outcome since <see cref="Begin"/>.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Timestamp of the newest acknowledgement.</summary>
    public long Newest => Volatile.Read(ref _newest);

    public void Begin()
    {
        Volatile.Write(ref _accepted, 0);
        Volatile.Write(ref _refused, 0);
    }

    public void Prepare(OrderRequest order) => venue.Prepare(order);

    public async Task<VenueOutcome> SubmitAsync(OrderRequest order, CancellationToken cancellationToken)
    {
        var outcome = await venue.SubmitAsync(order, cancellationToken).ConfigureAwait(false);
        if (outcome.IsAccepted)
        {
            Volatile.Write(ref _newest, TimeProvider.System.GetTimestamp());
            Interlocked.Increment(ref _accepted);
        }
        else
        {
            Interlocked.Increment(ref _refused);
        }

        return outcome;
    }

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> GetInstrumentsAsync(IReadOnlyCollection<string> symbols, CancellationToken cancellationToken) =>
        venue.GetInstrumentsAsync(symbols, cancellationToken);

    public Task<VenueAnswer<IReadOnlyList<Bar>>> GetBarsAsync(Instrument instrument, TimeSpan interval, int count, CancellationToken cancellationToken) =>
        venue.GetBarsAsync(instrument, interval, count, cancellationToken);

    public Task<VenueAnswer<BookDepth>> GetDepthAsync(Instrument instrument, CancellationToken cancellationToken) => venue.GetDepthAsync(instrument, cancellationToken);

    public Task StartAsync(IReadOnlyList<Instrument> instruments, IVenueSink sink, CancellationToken cancellationToken) => venue.StartAsync(instruments, sink, cancellationToken);

    public Task WatchAsync(Instrument instrument, CancellationToken cancellationToken) => venue.WatchAsync(instrument, cancellationToken);

    public Task<VenueOutcome> CancelAsync(Instrument instrument, ClientOrderId clientOrderId, CancellationToken cancellationToken) =>
        venue.CancelAsync(instrument, clientOrderId, cancellationToken);

    public Task<VenueOutcome> CancelAsync(Instrument instrument, VenueOrderId venueOrderId, CancellationToken cancellationToken) =>
        venue.CancelAsync(instrument, venueOrderId, cancellationToken);

    public Task<VenueOutcome> AmendAsync(Instrument instrument, ClientOrderId clientOrderId, decimal? quantity, decimal? price, CancellationToken cancellationToken) =>
        venue.AmendAsync(instrument, clientOrderId, quantity, price, cancellationToken);

    public Task<VenueAnswer<IReadOnlyList<VenueOrderId>>> CancelAllAsync(bool includeProtective, CancellationToken cancellationToken) =>
        venue.CancelAllAsync(includeProtective, cancellationToken);

    public Task<VenueOutcome> SetProtectionAsync(Instrument instrument, decimal? stopLoss, decimal? takeProfit, CancellationToken cancellationToken) =>
        venue.SetProtectionAsync(instrument, stopLoss, takeProfit, cancellationToken);

    public Task<VenueOutcome> SetLeverageAsync(Instrument instrument, decimal leverage, CancellationToken cancellationToken) =>
        venue.SetLeverageAsync(instrument, leverage, cancellationToken);

    public Task<VenueAnswer<AccountSnapshot>> GetAccountAsync(DateTimeOffset executionsSince, CancellationToken cancellationToken) =>
        venue.GetAccountAsync(executionsSince, cancellationToken);

    public Task<VenueAnswer<IReadOnlyList<VenuePosition>>> GetPositionsAsync(CancellationToken cancellationToken) => venue.GetPositionsAsync(cancellationToken);

    public Task<VenueAnswer<WalletReport>> GetWalletAsync(CancellationToken cancellationToken) => venue.GetWalletAsync(cancellationToken);

    public Task<VenueAnswer<IReadOnlyList<OrderReport>>> FindOrderAsync(Instrument instrument, ClientOrderId clientOrderId, CancellationToken cancellationToken) =>
        venue.FindOrderAsync(instrument, clientOrderId, cancellationToken);

    public Task<VenueAnswer<IReadOnlyList<ClosedPnl>>> GetClosedPnlAsync(Instrument instrument, DateTimeOffset since, CancellationToken cancellationToken) =>
        venue.GetClosedPnlAsync(instrument, since, cancellationToken);

    public ValueTask DisposeAsync() => venue.DisposeAsync();
}
