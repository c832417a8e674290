using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Binance;
using Titan.Simulator;
using Titan.Simulator.Binance;
using Titan.Simulator.Market;
using Titan.Tests.Simulator.Support;
using Titan.Tests.Venues.Bybit;

namespace Titan.Tests.Venues.Binance;

/// <summary>A feed and the simulator it listens to, on a small market that runs in real time.</summary>
internal sealed class FeedBench : IAsyncDisposable
{
    private readonly VenueClient _client;

    private FeedBench(SimulatorHost venue, BinanceSpotFeed feed, IReadOnlyList<Instrument> instruments)
    {
        Venue = venue;
        Feed = feed;
        Instruments = instruments;
        _client = new VenueClient(venue);
    }

    public SimulatorHost Venue { get; }

    public BinanceSpotFeed Feed { get; }

    public RecordingSpotSink Sink { get; } = new();

    public IReadOnlyList<Instrument> Instruments { get; }

    public SpotFeedStatus Status => Feed.Status;

    /// <summary>Starts both; the feed's options may be bent, and the market is two steady pairs unless another is given.</summary>
    public static async Task<FeedBench> StartAsync(Func<BinanceOptions, BinanceOptions>? bend = null, SpotWireOptions? wire = null, IMarketSource? market = null)
    {
        market ??= new TinyMarket(TimeProvider.System.GetUtcNow());
        var venue = await SimulatorHost.StartAsync(new SimulatorOptions { Market = market, SpotWire = wire ?? new SpotWireOptions() });
        var options = new BinanceOptions { Enabled = true, RestUrl = venue.RestUrl, StreamUrl = venue.StreamUrl, StaleSeconds = 5 };
        var feed = new BinanceSpotFeed(bend is null ? options : bend(options), TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance);
        var bench = new FeedBench(venue, feed, [.. market.Instruments.Select(static (spec, index) => TestInstruments.Make(spec.Symbol, spec.TickSize, spec.QtyStep, index))]);
        await feed.StartAsync(bench.Instruments, bench.Sink, CancellationToken.None);
        return bench;
    }

    public Task UntilAsync(Func<bool> condition, string what) => RecordingSpotSink.UntilAsync(condition, what, () => Status);

    public Task UntilLiveAsync() => UntilAsync(() => Status.Live, "a live feed");

    public async Task FaultAsync(string json) => Assert.Equal(200, await _client.FaultAsync(json));

    public async Task HealAsync()
    {
        using var answer = await _client.Http.DeleteAsync(new Uri("/faults", UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Feed.DisposeAsync();
        await Venue.DisposeAsync();
    }
}
