using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;
using Titan.Engine.Venues.Bybit.Streams;
using Titan.Engine.Venues.Bybit.Wire;
using Titan.Tests.Scenarios;

namespace Titan.Tests.Venues.Bybit;

/// <summary>Sockets against an exchange that misbehaves in ways of our choosing.</summary>
public sealed class StreamTests
{
    private const string PublicPath = "/v5/public/linear";
    private const string PrivatePath = "/v5/private";
    private const string TradePath = "/v5/trade";
    private const string Snapshot = """{"topic":"orderbook.50.BTCUSDT","type":"snapshot","ts":1700000000100,"data":{"s":"BTCUSDT","b":[["20000.0","1.5"]],"a":[["20000.1","0.8"]],"u":10,"seq":1},"cts":1700000000098}""";

    [Fact]
    public async Task Subscribe_BatchRefused_IsTriedTopicByTopic()
    {
        await using var exchange = await StubExchange.StartAsync();
        exchange.Answer = static (path, frame) =>
            path == PublicPath && frame.Text("op") == "subscribe" && frame.Field("args").GetArrayLength() > 1
                ? [$$"""{"success":false,"ret_msg":"error:handler not found,topic:kline.1.BTCUSDT","conn_id":"c","req_id":"{{frame.Text("req_id")}}","op":"subscribe"}"""]
                : StubExchange.Polite(path, frame);
        await using var connection = await Connection.OpenAsync(exchange);
        await connection.Sink.UntilAsync(() => connection.IsUp(StreamKind.Public), "a subscribed public stream");
        Assert.Equal(
            ["orderbook.50.BTCUSDT", "publicTrade.BTCUSDT", "tickers.BTCUSDT", "kline.1.BTCUSDT", "kline.60.BTCUSDT"],
            exchange.Frames.Where(static each => each.Path == PublicPath && each.Frame.Contains("\"args\":[\"", StringComparison.Ordinal) && !each.Frame.Contains("\",\"publicTrade", StringComparison.Ordinal))
                .Select(static each => each.Frame.Split("\"args\":[\"")[1].Split('"')[0]));
    }

    [Fact]
    public async Task Subscribe_SnapshotBeforeTheAck_IsTaken()
    {
        await using var exchange = await StubExchange.StartAsync();
        exchange.Answer = static (path, frame) => path == PublicPath && frame.Text("op") == "subscribe"
            ? [Snapshot, .. StubExchange.Polite(path, frame)]
            : StubExchange.Polite(path, frame);
        await using var connection = await Connection.OpenAsync(exchange);
        await connection.Sink.UntilAsync(() => !connection.Sink.Quotes.IsEmpty, "a quote");
        Assert.Equal(20_000.0m, connection.Sink.Quotes.First().Bid);
    }

    [Fact]
    public async Task PublicStream_NotAcknowledged_IsNotUp()
    {
        await using var exchange = await StubExchange.StartAsync();
        exchange.Answer = static (path, frame) => path == PublicPath ? [] : StubExchange.Polite(path, frame);
        await using var connection = Connection.Make(exchange, VirtualTime.At2026());
        var starting = connection.StartAsync();
        await connection.Sink.UntilAsync(() => connection.IsUp(StreamKind.Private), "the private stream");
        Assert.False(connection.IsUp(StreamKind.Public));
        Assert.False(starting.IsCompleted);
    }

    [Fact]
    public async Task Gap_UnsubscribesAndSubscribesOnlyThatBook()
    {
        await using var exchange = await StubExchange.StartAsync();
        await using var connection = await Connection.OpenAsync(exchange);
        await exchange.PushAsync(PublicPath, Snapshot);
        await exchange.PushAsync(PublicPath, Snapshot.Replace("snapshot", "delta", StringComparison.Ordinal).Replace("\"u\":10", "\"u\":12", StringComparison.Ordinal));
        await connection.Sink.UntilAsync(() => !connection.Sink.LostBooks.IsEmpty, "a lost book");
        await UntilFramesAsync(exchange, 2, static frame => frame.Contains("\"args\":[\"orderbook.50.BTCUSDT\"]", StringComparison.Ordinal));
        var asked = exchange.Frames.Where(static each => each.Frame.Contains("\"args\":[\"orderbook.50.BTCUSDT\"]", StringComparison.Ordinal)).Select(static each => each.Frame);
        Assert.Equal([true, false], asked.Select(static frame => frame.Contains("unsubscribe", StringComparison.Ordinal)).Take(2));
    }

    [Fact]
    public async Task Garbage_OnEverySocket_IsCountedAndTheStreamLivesOn()
    {
        await using var exchange = await StubExchange.StartAsync();
        await using var connection = await Connection.OpenAsync(exchange);
        foreach (var path in (string[])[PublicPath, PrivatePath, TradePath])
        {
            foreach (var garbage in (string[])["", "{", "null", "[]", "{\"topic\":\"order\",\"data\":[{}]}", "{\"topic\":7}", "\u0000\u0001", "{\"topic\":\"wallet\",\"data\":\"x\"}"])
                await exchange.PushAsync(path, garbage);
        }

        await exchange.PushAsync(PrivatePath, """{"topic":"order","creationTime":1,"data":[{"orderId":"v-1","symbol":"BTCUSDT","side":"Buy","orderStatus":"New","qty":"1","category":"linear","newField":{"x":[1]}}]}""");
        await connection.Sink.UntilAsync(() => !connection.Sink.Orders.IsEmpty, "the good frame after the garbage");
        Assert.Single(connection.Sink.Orders);

        // Auth or subscribe acknowledgements, eight pieces of garbage each, and the good frame.
        await UntilAsync(() => connection.Venue.FramesReceived >= 4 + (3 * 8) + 1);
        Assert.All(connection.Venue.Status.Streams, static stream => Assert.True(stream.Connected && stream.BadFrames >= 5, stream.ToString()));
    }

    [Fact]
    public async Task PrivateStream_RowsOfOtherProducts_ArePassedOver()
    {
        await using var exchange = await StubExchange.StartAsync();
        await using var connection = await Connection.OpenAsync(exchange);
        await exchange.PushAsync(PrivatePath, """{"topic":"execution","data":[{"execId":"e-0","symbol":"BTCUSDT","side":"Buy","category":"spot","execType":"Trade"},{"execId":"e-1","symbol":"BTCUSDT","side":"Buy","category":"linear","execType":"Trade","execQty":"1","execPrice":"2"}]}""");
        await connection.Sink.UntilAsync(() => !connection.Sink.Executions.IsEmpty, "an execution");
        Assert.Equal("e-1", Assert.Single(connection.Sink.Executions).ExecutionId.Value);
    }

    [Fact]
    public async Task PrivateStream_KeyRefused_IsFatal()
    {
        await using var exchange = await StubExchange.StartAsync();
        exchange.Answer = static (path, frame) => path == PrivatePath && frame.Text("op") == "auth"
            ? ["""{"op":"auth","success":false,"retCode":10003,"retMsg":"Invalid apikey","connId":"c"}"""]
            : StubExchange.Polite(path, frame);
        await using var connection = await Connection.OpenAsync(exchange);
        Assert.Contains("Invalid apikey", connection.Venue.Status.FatalReason, StringComparison.Ordinal);
        Assert.False(connection.IsUp(StreamKind.Private));
    }

    [Fact]
    public async Task TradeStream_ReplyWithoutId_MakesAllThatWaitUnknown()
    {
        await using var exchange = await StubExchange.StartAsync();
        var waiting = 0;
        exchange.Answer = (path, frame) => frame.Text("op") != "order.create" ? StubExchange.Polite(path, frame)
            : ++waiting == 3 ? ["""{"retCode":10403,"retMsg":"denied","op":"order.create","connId":"c"}"""] : [];
        await using var connection = await Connection.OpenAsync(exchange);
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => connection.Venue.SubmitAsync(Entry($"titan-{number}"), CancellationToken.None)));
        Assert.All(outcomes, static outcome => Assert.Equal(OutcomeKind.Unknown, outcome.Kind));
        Assert.Equal(3, exchange.Frames.Count(static each => each.Frame.Contains("order.create", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TradeStream_CutWhileWaiting_IsUnknownAndNothingIsSentAgainAfterwards()
    {
        await using var exchange = await StubExchange.StartAsync();
        exchange.Answer = static (path, frame) =>
            frame.Text("op") == "order.create" ? throw new IOException("cut") : StubExchange.Polite(path, frame);
        await using var connection = await Connection.OpenAsync(exchange);
        var changes = connection.Sink.Streams.Count(static change => change is { Stream: StreamKind.Trade, Connected: true });
        Assert.Equal(OutcomeKind.Unknown, (await connection.Venue.SubmitAsync(Entry("titan-1"), CancellationToken.None)).Kind);
        await connection.Sink.UntilAsync(() => connection.Sink.Streams.Count(static change => change is { Stream: StreamKind.Trade, Connected: true }) > changes, "a new order entry socket");
        Assert.Single(exchange.Frames, static each => each.Frame.Contains("order.create", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TradeStream_RepeatedAuth_IsNotFatal()
    {
        await using var exchange = await StubExchange.StartAsync();
        exchange.Answer = static (path, frame) => path == TradePath && frame.Text("op") == "auth"
            ? [$$"""{"reqId":"{{frame.Text("reqId")}}","retCode":20001,"retMsg":"Repeat auth","op":"auth","connId":"c"}"""]
            : StubExchange.Polite(path, frame);
        await using var connection = await Connection.OpenAsync(exchange);
        Assert.True(connection.IsUp(StreamKind.Trade));
    }

    [Fact]
    public async Task TradeStream_Frame_CarriesTheBodyAndNoSecret()
    {
        await using var exchange = await StubExchange.StartAsync();
        exchange.Answer = static (path, frame) => frame.Text("op") != "order.create" ? StubExchange.Polite(path, frame)
            : [$$"""{"reqId":"{{frame.Text("reqId")}}","retCode":0,"retMsg":"OK","op":"order.create","data":{"orderId":"v-7","orderLinkId":"titan-1"},"header":{"X-Bapi-Limit":"10","X-Bapi-Limit-Status":"9"},"connId":"c"}"""];
        await using var connection = await Connection.OpenAsync(exchange);
        var outcome = await connection.Venue.SubmitAsync(Entry("titan-1"), CancellationToken.None);
        Assert.Equal((OutcomeKind.Accepted, "v-7"), (outcome.Kind, outcome.VenueOrderId));
        Assert.Equal(10, connection.Venue.Status.RequestLimit);
        Assert.Contains("\"args\":[{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",", exchange.Frames.Last().Frame, StringComparison.Ordinal);
        Assert.All(exchange.Frames, static each => Assert.DoesNotContain("the-secret", each.Frame, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Socket_SilentAfterAPing_IsCutAndReopened()
    {
        await using var exchange = await StubExchange.StartAsync();
        exchange.Answer = static (path, frame) => frame.Text("op") == "ping" && path == PrivatePath ? [] : StubExchange.Polite(path, frame);
        var wall = VirtualTime.At2026();
        await using var connection = Connection.Make(exchange, wall);
        await connection.StartAsync();
        await AdvanceUntilAsync(wall, connection.Sink, () => connection.Sink.Streams.Any(static change => change is { Stream: StreamKind.Private, Connected: false }));
        Assert.Equal("silent after a ping", connection.Sink.Streams.First(static change => change is { Stream: StreamKind.Private, Connected: false }).Why);
        await AdvanceUntilAsync(wall, connection.Sink, () => connection.Sink.Streams.Count(static change => change is { Stream: StreamKind.Private, Connected: true }) == 2);
    }

    [Fact]
    public async Task Instrument_ThatJoins_IsHeardOnAConnectionOfItsOwn_AndItsBeginningIsNoOutage()
    {
        await using var exchange = await StubExchange.StartAsync();
        await using var connection = await Connection.OpenAsync(exchange);
        await connection.Venue.WatchAsync(TestInstruments.Make("ETHUSDT", 0.01m, 0.01m, 1), CancellationToken.None);
        await exchange.PushAsync(PublicPath, Snapshot.Replace("BTCUSDT", "ETHUSDT", StringComparison.Ordinal));
        await connection.Sink.UntilAsync(() => connection.Sink.Quotes.Any(static quote => quote.Instrument.Index == 1), "a quote of the joined instrument");
        Assert.Equal([true], connection.Sink.Streams.Where(static change => change.Stream == StreamKind.Public).Select(static change => change.Connected));
        // Both connections are one stream to whoever looks, with the frames of both: an acknowledgement on each at least.
        var market = Assert.Single(connection.Venue.Status.Streams, static stream => stream.Stream == StreamKind.Public);
        Assert.True(market is { Connected: true, Frames: >= 2 }, market.ToString());
    }

    [Fact]
    public async Task Instrument_ThatJoinsInVain_LeavesTheOthersUp()
    {
        await using var exchange = await StubExchange.StartAsync();
        var wall = VirtualTime.At2026();
        await using var connection = Connection.Make(exchange, wall);
        await connection.StartAsync();
        exchange.Answer = static (path, frame) => frame.Text("op") == "subscribe" ? [] : StubExchange.Polite(path, frame);
        var joining = connection.Venue.WatchAsync(TestInstruments.Make("ETHUSDT", 0.01m, 0.01m, 1), CancellationToken.None);
        await AdvanceUntilAsync(wall, connection.Sink, () => joining.IsCompleted);
        Assert.True(connection.Venue.Status.Streams.Single(static stream => stream.Stream == StreamKind.Public).Connected);
        Assert.DoesNotContain(connection.Sink.Streams, static change => change is { Stream: StreamKind.Public, Connected: false });
    }

    [Fact]
    public void Backoff_Failures_GrowToThirtySecondsAndALongLifeStartsAnew()
    {
        var backoff = new ReconnectBackoff(seed: 3);
        var pauses = Enumerable.Range(0, 12).Select(_ => backoff.Next(TimeSpan.Zero).TotalSeconds).ToArray();
        Assert.InRange(pauses[0], 0.25, 0.3125);
        Assert.InRange(pauses[1], 0.5, 0.625);
        Assert.InRange(pauses[11], 30, 37.5);
        Assert.InRange(backoff.Next(TimeSpan.FromSeconds(11)).TotalSeconds, 0.25, 0.3125);
    }

    [Fact]
    public void Topics_ManyInstruments_AreSplitOverConnectionsThatTheVenueTakes()
    {
        var instruments = Enumerable.Range(0, 600).Select(static index => TestInstruments.Make($"COIN{index}USDT", 0.1m, 1m, index)).ToArray();
        var parts = MarketTopics.Connections(instruments, 50).ToArray();
        Assert.Equal(instruments, parts.SelectMany(static part => part));
        Assert.All(parts, static part => Assert.True(part.Sum(static instrument => MarketTopics.Of(instrument, 50).Sum(static topic => topic.Length + 3)) <= 21_000));
        Assert.Single(MarketTopics.Connections(instruments[..50], 50));
    }

    private static Task UntilFramesAsync(StubExchange exchange, int count, Func<string, bool> wanted) =>
        UntilAsync(() => exchange.Frames.Count(each => wanted(each.Frame)) >= count);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    // The sockets answer in real time: they have their say between two steps of the virtual one, or it would overtake them.
    private static async Task AdvanceUntilAsync(VirtualTime wall, RecordingSink sink, Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            timeout.Token.ThrowIfCancellationRequested();
            wall.Advance(TimeSpan.FromMilliseconds(100));
            await TitanProcess.PauseAsync(1, timeout.Token);
        }

        await sink.UntilAsync(condition, "the condition");
    }

    private static OrderRequest Entry(string id) => new()
    {
        ClientOrderId = new ClientOrderId(id),
        Instrument = TestInstruments.Btc,
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = 0.001m,
        Price = 20_000m,
    };

    private sealed class Connection(BybitVenue venue) : IAsyncDisposable
    {
        public BybitVenue Venue { get; } = venue;

        public RecordingSink Sink { get; } = new();

        public static Connection Make(StubExchange exchange, TimeProvider wall) => new(new BybitVenue(
            new BybitOptions { RestUrl = exchange.Url, StreamUrl = exchange.Url, ApiKey = "the-key", ApiSecret = "the-secret", WarmConnections = 0 },
            TimeProvider.System, wall, NullLoggerFactory.Instance));

        public static async Task<Connection> OpenAsync(StubExchange exchange)
        {
            var connection = Make(exchange, TimeProvider.System);
            await connection.StartAsync();
            return connection;
        }

        public Task StartAsync() => Venue.StartAsync([TestInstruments.Btc], Sink, CancellationToken.None);

        public bool IsUp(StreamKind stream) => Sink.Streams.LastOrDefault(change => change.Stream == stream)?.Connected == true;

        public ValueTask DisposeAsync() => Venue.DisposeAsync();
    }
}
