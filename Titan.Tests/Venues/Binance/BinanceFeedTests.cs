using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Model;
using Titan.Engine.Venues.Binance;
using Titan.Simulator;
using Titan.Simulator.Binance;
using Titan.Simulator.Market;
using Titan.Tests.Simulator.Support;
using Titan.Tests.Venues.Bybit;

namespace Titan.Tests.Venues.Binance;

/// <summary>The feed on a real socket: what it hears, and how it lives through cuts, silence, gaps, shutdowns and refusals.</summary>
public sealed class BinanceFeedTests
{
    [Fact]
    public async Task Start_BecomesLive_WithPrintsBestPricesAndBooks()
    {
        await using var bench = await FeedBench.StartAsync();
        await bench.UntilLiveAsync();
        await bench.UntilAsync(() => bench.Status.BooksSynced == 2, "both books");
        Assert.All(bench.Sink.Trades, static trade => Assert.True(trade is { Price: > 0, Quantity: > 0, Fills: > 0 }));
        Assert.Contains(bench.Sink.Trades, static trade => trade.Instrument.Id.Value == "ETHUSDT");
        Assert.All(bench.Sink.Quotes, static quote => Assert.True(quote.Bid < quote.Ask));
        var depth = bench.Feed.DepthOf(bench.Instruments[0], 5)!;
        Assert.Equal((5, 5), (depth.Bids.Count, depth.Asks.Count));
        Assert.True(depth.Bids[0].Price < depth.Asks[0].Price && depth.Bids[0].Price > depth.Bids[1].Price && depth.Asks[0].Price < depth.Asks[1].Price);
        Assert.Equal((6, 0L, 0L, 0, "simulator"), (bench.Status.Subscriptions, bench.Status.Missed, bench.Status.BadFrames, bench.Status.Reconnects, bench.Status.Environment));
        Assert.Null(bench.Status.Problem);
    }

    [Fact]
    public async Task Cut_ReconnectsByItself_AndEverythingComesBack()
    {
        await using var bench = await FeedBench.StartAsync();
        await bench.UntilAsync(() => bench.Status is { Live: true, BooksSynced: 2 }, "live with books");
        await bench.FaultAsync("""{"kind":"disconnect","stream":"binance"}""");
        await bench.UntilAsync(() => bench.Status is { Reconnects: 1, Live: true, BooksSynced: 2 }, "back with books");
        Assert.Equal(6, bench.Status.Subscriptions);
    }

    [Fact]
    public async Task Refused_CountsItsAttempts_AndNeverGivesUp()
    {
        await using var bench = await FeedBench.StartAsync();
        await bench.UntilLiveAsync();
        await bench.FaultAsync("""{"kind":"disconnect","stream":"binance","durationMs":600000}""");
        await bench.UntilAsync(() => bench.Status is { FailedAttempts: >= 3, Live: false }, "three failed attempts");
        Assert.Contains("attempts", bench.Status.Problem, StringComparison.Ordinal);
        await bench.HealAsync();
        await bench.UntilAsync(() => bench.Status is { FailedAttempts: 0, Live: true }, "back");
    }

    [Fact]
    public async Task Silence_OnASubscribedConnection_IsNoLife()
    {
        await using var bench = await FeedBench.StartAsync(static options => options with { StaleSeconds = 1 });
        await bench.UntilLiveAsync();
        await bench.FaultAsync("""{"kind":"silentFeed","stream":"binance","topic":"btcusdt@aggTrade"}""");
        await bench.FaultAsync("""{"kind":"silentFeed","stream":"binance","topic":"ethusdt@aggTrade"}""");
        await bench.UntilAsync(() => bench.Status is { Live: false }, "not live any more");
        await bench.UntilAsync(() => bench.Status.Reconnects >= 1, "a new connection");
        await bench.UntilAsync(() => bench.Status is { Connected: true, Live: false }, "connected and not yet live");
        await bench.HealAsync();
        await bench.UntilLiveAsync();
    }

    [Fact]
    public async Task Gap_InTheDiffs_StartsThatBookAgain_AndOnlyTheBook()
    {
        await using var bench = await FeedBench.StartAsync();
        await bench.UntilAsync(() => bench.Status is { Live: true, BooksSynced: 2 }, "live with books");
        await bench.FaultAsync("""{"kind":"sequenceGap","stream":"binance","symbol":"BTCUSDT","count":1}""");
        await bench.UntilAsync(() => bench.Status.BookGaps >= 1, "a gap");
        await bench.UntilAsync(() => bench.Status.BooksSynced == 2, "both books again");
        Assert.Equal(0, bench.Status.Reconnects);
    }

    [Fact]
    public async Task Doubled_Prints_PassOnce()
    {
        await using var bench = await FeedBench.StartAsync();
        await bench.UntilLiveAsync();
        await bench.FaultAsync("""{"kind":"duplicate","stream":"binance","topic":"btcusdt@aggTrade","count":5}""");
        await bench.UntilAsync(() => bench.Status.Repeated >= 5, "five repeated prints");
        Assert.Equal(0, bench.Status.Missed);
    }

    [Fact]
    public async Task ShutdownAnnounced_MakesBeforeItBreaks_AndMissesNothing()
    {
        await using var bench = await FeedBench.StartAsync();
        await bench.UntilLiveAsync();
        await bench.FaultAsync("""{"kind":"serverShutdown","delayMs":20000}""");
        await bench.UntilAsync(() => bench.Status is { Handovers: 1, Live: true }, "the successor");
        var before = bench.Status.Trades;
        await bench.UntilAsync(() => bench.Status.Trades > before + 10, "prints on the successor");
        Assert.Equal((0, 0L), (bench.Status.Reconnects, bench.Status.Missed));
    }

    [Fact]
    public async Task OldConnection_IsReplacedBeforeTheVenueEndsIt()
    {
        await using var bench = await FeedBench.StartAsync(static options => options with { ReplaceAfter = TimeSpan.FromSeconds(2) }, new SpotWireOptions { ConnectionLife = TimeSpan.FromSeconds(10) });
        await bench.UntilAsync(() => bench.Status.Handovers >= 2, "two handovers");
        Assert.Equal((0, 0L), (bench.Status.Reconnects, bench.Status.Missed));
        Assert.True(bench.Status.Connected);
    }

    [Fact]
    public async Task Pings_AreAnswered_SoTheConnectionLives()
    {
        var wire = new SpotWireOptions { PingEvery = TimeSpan.FromMilliseconds(100), PongWithin = TimeSpan.FromMilliseconds(1_000) };
        await using var bench = await FeedBench.StartAsync(wire: wire);
        await bench.UntilAsync(() => bench.Sink.Trades.Count > 60, "three seconds of prints");
        Assert.Equal(0, bench.Status.Reconnects);
    }

    [Fact]
    public async Task TooManyRequests_AreObeyed_AndBooksComeLater()
    {
        await using var bench = await FeedBench.StartAsync();
        await bench.UntilAsync(() => bench.Status is { Live: true, BooksSynced: 2 }, "live with books");
        await bench.FaultAsync("""{"kind":"httpStatus","status":429,"retryAfter":2,"path":"/api/v3/depth","count":1}""");
        await bench.FaultAsync("""{"kind":"sequenceGap","stream":"binance","symbol":"BTCUSDT","count":1}""");
        await bench.UntilAsync(() => bench.Status.RestPausedUntil is not null, "the pause");
        Assert.True(bench.Status.Live);
        await bench.UntilAsync(() => bench.Status is { BooksSynced: 2, RestPausedUntil: null }, "the book after the pause");
    }

    [Fact]
    public async Task Follow_Fewer_LeavesWithoutReconnecting_AndComesBack()
    {
        await using var bench = await FeedBench.StartAsync();
        await bench.UntilLiveAsync();
        bench.Feed.Follow([bench.Instruments[1]]);
        await bench.UntilAsync(() => bench.Status.Subscriptions == 3, "one pair left");
        bench.Feed.Follow([]);
        await bench.UntilAsync(() => bench.Status.Subscriptions == 0, "none left");
        Assert.True(bench.Status.Live);
        bench.Feed.Follow(bench.Instruments);
        await bench.UntilAsync(() => bench.Status.Subscriptions == 6, "both again");
        Assert.Equal(0, bench.Status.Reconnects);
    }

    [Fact]
    public async Task Instrument_ThatJoins_IsHeardOnTheSameConnection_WithItsBook()
    {
        await using var bench = await FeedBench.StartAsync();
        await using var feed = new BinanceSpotFeed(new BinanceOptions { RestUrl = bench.Venue.RestUrl, StreamUrl = bench.Venue.StreamUrl }, TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance);
        var sink = new RecordingSpotSink();
        await feed.StartAsync([bench.Instruments[0]], sink, CancellationToken.None);
        await feed.WatchAsync(bench.Instruments[1], CancellationToken.None);
        await feed.WatchAsync(bench.Instruments[1] with { Index = 2 }, CancellationToken.None);
        await feed.WatchAsync(TestInstruments.Make("NOPEUSDT", 1m, 1m, 3), CancellationToken.None);
        await RecordingSpotSink.UntilAsync(() => feed.Status.BooksSynced == 2 && sink.Trades.Any(static trade => trade.Instrument.Id.Value == "ETHUSDT"), "prints and the book of the joined pair", () => feed.Status);
        Assert.Equal((6, 0, 2), (feed.Status.Subscriptions, feed.Status.Reconnects, feed.Status.Books));
        Assert.NotNull(feed.DepthOf(bench.Instruments[1], 5));
        // One pair leads one contract, and a coin that is not listed there has none.
        Assert.Equal(["ETHUSDT", "NOPEUSDT"], feed.Status.WithoutPair);
    }

    [Fact]
    public async Task Instrument_ThatJoinsWhenNoneHasAPair_StartsTheConnection()
    {
        await using var bench = await FeedBench.StartAsync();
        await using var feed = new BinanceSpotFeed(new BinanceOptions { RestUrl = bench.Venue.RestUrl, StreamUrl = bench.Venue.StreamUrl }, TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance);
        var sink = new RecordingSpotSink();
        await feed.StartAsync([TestInstruments.Make("NOPEUSDT", 1m, 1m)], sink, CancellationToken.None);
        await feed.WatchAsync(bench.Instruments[1], CancellationToken.None);
        await RecordingSpotSink.UntilAsync(() => feed.Status.Live, "a live feed", () => feed.Status);
        Assert.Equal(["NOPEUSDT"], feed.Status.WithoutPair);
    }

    [Fact]
    public async Task Instrument_WithoutAPair_IsNamedAndTheOthersRun()
    {
        await using var bench = await FeedBench.StartAsync();
        await using var feed = new BinanceSpotFeed(new BinanceOptions { RestUrl = bench.Venue.RestUrl, StreamUrl = bench.Venue.StreamUrl }, TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance);
        var sink = new RecordingSpotSink();
        await feed.StartAsync([TestInstruments.Make("NOPEUSDT", 1m, 1m), TestInstruments.Make("BTCUSDT", 0.1m, 0.001m, 1)], sink, CancellationToken.None);
        await RecordingSpotSink.UntilAsync(() => feed.Status.Live, "a live feed", () => feed.Status);
        Assert.Equal(["NOPEUSDT"], feed.Status.WithoutPair);
        Assert.All(sink.Trades, static trade => Assert.Equal("BTCUSDT", trade.Instrument.Id.Value));
    }

    [Fact]
    public async Task LockStep_TwoRuns_HearTheSamePrintsAtTheSameTimes()
    {
        async Task<SpotTrade[]> RunAsync()
        {
            var start = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
            var clock = new HandClock(start);
            await using var venue = await SimulatorHost.StartAsync(new SimulatorOptions { Stepped = true, Clock = clock, Market = new SeededMarket(7, start) });
            await using var feed = new BinanceSpotFeed(new BinanceOptions { RestUrl = venue.RestUrl, StreamUrl = venue.StreamUrl, StaleSeconds = 600 }, clock, TimeProvider.System, NullLoggerFactory.Instance);
            var sink = new RecordingSpotSink();
            Instrument[] instruments = [TestInstruments.Make("BTCUSDT", 0.1m, 0.001m), TestInstruments.Make("SOLUSDT", 0.01m, 0.1m, 1)];
            await feed.StartAsync(instruments, sink, CancellationToken.None);
            await RecordingSpotSink.UntilAsync(() => feed.Status.Connected, "a connection", () => feed.Status);
            for (var i = 0; i < 600; i++)
            {
                clock.Advance(venue.NextStepAt!.Value - clock.GetUtcNow());
                await venue.AdvanceAsync();
                while (feed.FramesReceived < venue.FramesSent)
                    await Task.Yield();
            }

            return [.. sink.Trades];
        }

        var first = await RunAsync();
        Assert.Equal(Plain(first), Plain(await RunAsync()));
        Assert.True(first.Length > 100);

        static IEnumerable<string> Plain(SpotTrade[] trades) => trades.Select(static trade => (trade with { Instrument = TestInstruments.Btc }).ToString() + trade.Instrument.Id);
    }

    [Fact]
    public async Task Nobody_AtTheAddress_StartReturnsAndAttemptsAreCounted()
    {
        var nobody = new Uri("http://127.0.0.1:9");
        await using var feed = new BinanceSpotFeed(new BinanceOptions { RestUrl = nobody, StreamUrl = nobody }, TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance);
        await feed.StartAsync([TestInstruments.Btc], new RecordingSpotSink(), CancellationToken.None);
        await RecordingSpotSink.UntilAsync(() => feed.Status.FailedAttempts >= 1, "a failed attempt", () => feed.Status);
        Assert.False(feed.Status.Live);
    }
}
