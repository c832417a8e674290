using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;
using Titan.Simulator;

namespace Titan.Tests.Venues.Bybit;

/// <summary>A simulator on a free loopback port and the adapter connected to it, for the acceptance cards.</summary>
internal sealed class AcceptanceBench : IAsyncDisposable
{
    private readonly HttpClient _door = new();
    private int _orders;

    private AcceptanceBench(SimulatorHost simulator, BybitVenue venue, IReadOnlyList<Instrument> instruments, RecordingSink sink)
    {
        Simulator = simulator;
        Venue = venue;
        Instruments = instruments;
        Sink = sink;
    }

    public SimulatorHost Simulator { get; }

    public BybitVenue Venue { get; }

    public RecordingSink Sink { get; }

    public IReadOnlyList<Instrument> Instruments { get; }

    public Instrument Btc => Instruments[0];

    public static async Task<AcceptanceBench> StartAsync(Func<BybitOptions, BybitOptions>? options = null, bool rateLimits = false, decimal balance = 100_000m)
    {
        var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Market = new StillMarket(), RateLimits = rateLimits, InitialBalance = balance });
        var chosen = new BybitOptions { RestUrl = simulator.RestUrl, StreamUrl = simulator.StreamUrl, ApiKey = "sim-key", ApiSecret = "sim-secret", WarmConnections = 2 };
        var venue = new BybitVenue(options is null ? chosen : options(chosen), TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance);
        var instruments = await venue.GetInstrumentsAsync(["BTCUSDT", "ETHUSDT"], CancellationToken.None);
        Assert.True(instruments.IsKnown, instruments.Outcome.ToString());
        var sink = new RecordingSink();
        await venue.StartAsync(instruments.Value!, sink, CancellationToken.None);
        var bench = new AcceptanceBench(simulator, venue, instruments.Value!, sink);
        await sink.UntilAsync(() => bench.Quotes("BTCUSDT") > 0, "a first quote");
        return bench;
    }

    public int Quotes(string symbol) => Sink.Quotes.Count(quote => quote.Instrument.Id.Value == symbol);

    public OrderRequest Limit(Side side, decimal quantity, decimal price, TimeInForce timeInForce = TimeInForce.GoodTillCancel) => new()
    {
        ClientOrderId = new ClientOrderId("card-" + Interlocked.Increment(ref _orders).ToString(CultureInfo.InvariantCulture)),
        Instrument = Btc,
        Side = side,
        Type = OrderType.Limit,
        Quantity = quantity,
        Price = price,
        TimeInForce = timeInForce,
    };

    public OrderRequest Market(Side side, decimal quantity) => Limit(side, quantity, 0m) with { Type = OrderType.Market, Price = null };

    public OrderRequest Close(Side side, decimal quantity) => Market(side, quantity) with { ReduceOnly = true, Purpose = OrderPurpose.Flatten };

    public Task<VenueOutcome> SubmitAsync(OrderRequest order) => Venue.SubmitAsync(order, CancellationToken.None);

    /// <summary>Waits until the private stream told this status of the order.</summary>
    public async Task<OrderReport> ReportedAsync(OrderRequest order, VenueOrderStatus status)
    {
        await Sink.UntilAsync(() => Reports(order).Any(report => report.Status == status), $"{order.ClientOrderId} {status}");
        return Reports(order).Last(report => report.Status == status);
    }

    public IEnumerable<OrderReport> Reports(OrderRequest order) => Sink.Orders.Where(report => report.ClientOrderId == order.ClientOrderId.Value);

    /// <summary>Sets a fault at the simulator's door.</summary>
    public async Task FaultAsync(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _door.PostAsync(new Uri(Simulator.RestUrl, "/faults"), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task ClearFaultsAsync()
    {
        using var answer = await _door.DeleteAsync(new Uri(Simulator.RestUrl, "/faults"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until a stream is down and up again since the given number of its changes.</summary>
    public Task ReconnectedAsync(StreamKind stream, int changesBefore) => Sink.UntilAsync(
        () => Changes(stream).Skip(changesBefore).SkipWhile(static change => change.Connected).Any(static change => change.Connected), $"{stream} down and up");

    public IEnumerable<StreamChange> Changes(StreamKind stream) => Sink.Streams.Where(change => change.Stream == stream);

    public async ValueTask DisposeAsync()
    {
        // The exchange goes first: every card so also ends with an adapter that loses its venue and is then put away.
        await Simulator.DisposeAsync();
        await Venue.DisposeAsync();
        _door.Dispose();
    }
}
