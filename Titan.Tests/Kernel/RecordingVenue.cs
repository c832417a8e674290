using System.Collections.Concurrent;
using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Tests.Kernel;

/// <summary>A venue that only remembers what it was asked; sends are accepted, questions are not answered.</summary>
internal sealed class RecordingVenue : IVenue
{
    private static readonly VenueOutcome Silence = VenueOutcome.Unknown("silent");

    public ConcurrentQueue<string> Asked { get; } = new();

    public string Name => "bench";

    public string Environment => "memory";

    public VenueStatus Status { get; } = new([], true, 1, 0, true, 0, 10, false, 0, null);

    public Task<VenueAnswer<IReadOnlyList<Instrument>>> GetInstrumentsAsync(IReadOnlyCollection<string> symbols, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<Instrument>>("instruments");

    public Task<VenueAnswer<IReadOnlyList<Bar>>> GetBarsAsync(Instrument instrument, TimeSpan interval, int count, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<Bar>>("bars");

    public Task<VenueAnswer<BookDepth>> GetDepthAsync(Instrument instrument, CancellationToken cancellationToken) => Answer<BookDepth>("depth");

    public Task StartAsync(IReadOnlyList<Instrument> instruments, IVenueSink sink, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WatchAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        Asked.Enqueue($"watch {instrument.Id}");
        return Task.CompletedTask;
    }

    public Task<VenueOutcome> SubmitAsync(OrderRequest order, CancellationToken cancellationToken) => Take($"send {order.Purpose}");

    public Task<VenueOutcome> CancelAsync(Instrument instrument, ClientOrderId clientOrderId, CancellationToken cancellationToken) => Take("cancel");

    public Task<VenueOutcome> CancelAsync(Instrument instrument, VenueOrderId venueOrderId, CancellationToken cancellationToken) => Take("cancel");

    public Task<VenueOutcome> AmendAsync(Instrument instrument, ClientOrderId clientOrderId, decimal? quantity, decimal? price, CancellationToken cancellationToken) =>
        Take("amend");

    public Task<VenueAnswer<IReadOnlyList<VenueOrderId>>> CancelAllAsync(bool includeProtective, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<VenueOrderId>>("cancel all");

    public Task<VenueOutcome> SetProtectionAsync(Instrument instrument, decimal? stopLoss, decimal? takeProfit, CancellationToken cancellationToken) => Take("protect");

    public Task<VenueOutcome> SetLeverageAsync(Instrument instrument, decimal leverage, CancellationToken cancellationToken) => Take("leverage");

    public Task<VenueAnswer<AccountSnapshot>> GetAccountAsync(DateTimeOffset executionsSince, CancellationToken cancellationToken) => Answer<AccountSnapshot>("account");

    public Task<VenueAnswer<IReadOnlyList<VenuePosition>>> GetPositionsAsync(CancellationToken cancellationToken) => Answer<IReadOnlyList<VenuePosition>>("positions");

    public Task<VenueAnswer<WalletReport>> GetWalletAsync(CancellationToken cancellationToken) => Answer<WalletReport>("wallet");

    public Task<VenueAnswer<IReadOnlyList<OrderReport>>> FindOrderAsync(Instrument instrument, ClientOrderId clientOrderId, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<OrderReport>>("order");

    public Task<VenueAnswer<IReadOnlyList<ClosedPnl>>> GetClosedPnlAsync(Instrument instrument, DateTimeOffset since, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<ClosedPnl>>("closed");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<VenueOutcome> Take(string what)
    {
        Asked.Enqueue(what);
        return Task.FromResult(VenueOutcome.Accepted("v1"));
    }

    private Task<VenueAnswer<T>> Answer<T>(string what)
        where T : class
    {
        Asked.Enqueue(what);
        return Task.FromResult(VenueAnswer<T>.None(Silence));
    }
}
