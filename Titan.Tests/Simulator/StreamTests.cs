using System.Globalization;
using System.Text.Json;
using Titan.Simulator.Market;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

public sealed class StreamTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    public async Task OrderBook_DeltasApplied_AreTheRestBook(int depth)
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await SocketClient.PublicAsync(venue.Host, $"orderbook.{depth}.BTCUSDT");
        await venue.StepAsync(10);
        await venue.Client.CreateAsync("Buy", "0.003", "19999", "own");
        await venue.StepAsync(5);
        await venue.Client.CreateAsync("Sell", "0.002", null, "hit");
        var rest = (await venue.Client.GetAsync("/v5/market/orderbook", $"category=linear&symbol=BTCUSDT&limit={depth}")).GetProperty("result");
        await socket.SendAsync("""{"op":"ping"}""");
        await socket.WaitForAsync(static f => SocketClient.Text(f, "ret_msg") == "pong");

        SortedDictionary<decimal, string> bids = [], asks = [];
        long last = 0;
        foreach (var frame in socket.Frames.Where(static f => SocketClient.Topic(f).StartsWith("orderbook", StringComparison.Ordinal)))
        {
            var data = frame.GetProperty("data");
            var update = data.GetProperty("u").GetInt64();
            if (SocketClient.Text(frame, "type") == "delta") Assert.Equal(last + 1, update);
            last = update;
            Apply(bids, data.GetProperty("b"));
            Apply(asks, data.GetProperty("a"));
        }

        Assert.Equal(Levels(rest.GetProperty("b")), bids.Reverse().Select(static l => (l.Key, l.Value)));
        Assert.Equal(Levels(rest.GetProperty("a")), asks.Select(static l => (l.Key, l.Value)));
    }

    [Fact]
    public async Task OrderBook_SecondFollower_GetsASnapshotInStep()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var first = await SocketClient.PublicAsync(venue.Host, "orderbook.50.BTCUSDT");
        await venue.StepAsync(3);
        await using var second = await SocketClient.PublicAsync(venue.Host, "orderbook.50.BTCUSDT");
        var snapshot = await second.WaitForAsync(static f => SocketClient.Text(f, "type") == "snapshot");
        await venue.StepAsync();

        var update = snapshot.GetProperty("data").GetProperty("u").GetInt64() + 1;
        foreach (var socket in (SocketClient[])[first, second])
            await socket.WaitForAsync(f => SocketClient.Text(f, "type") == "delta" && f.GetProperty("data").GetProperty("u").GetInt64() == update);
    }

    [Fact]
    public async Task DepthOne_SendsSnapshotsOnly_AndRepeatsAnIdleOneAfterThreeSeconds()
    {
        var market = new ScriptedMarket(SteppedVenue.Start, TinyMarket.Bitcoin);
        for (var i = 0; i < 40; i++)
        {
            var bid = i < 2 ? 20_000m + i : 20_001m;
            market.Add(new MarketStep(SteppedVenue.Start.AddMilliseconds(100 * i),
                [new InstrumentStep("BTCUSDT", [new(bid, 1m)], [new(bid + 1m, 1m)], [], bid, bid, 0m, 0m)]));
        }
        await using var venue = await SteppedVenue.StartAsync(market: market);
        await using var socket = await SocketClient.PublicAsync(venue.Host, "orderbook.1.BTCUSDT");
        await venue.StepAsync(39);
        await socket.SendAsync("""{"op":"ping"}""");
        await socket.WaitForAsync(static f => SocketClient.Text(f, "op") == "ping");

        var frames = socket.Frames.Where(static f => SocketClient.Topic(f).Length > 0).ToList();
        var updates = frames.Select(static f => f.GetProperty("data").GetProperty("u").GetInt64()).ToList();

        Assert.All(frames, static f => Assert.Equal("snapshot", SocketClient.Text(f, "type")));
        Assert.Equal([updates[0], updates[0] + 1, updates[0] + 1], updates);
        Assert.Equal(3_000, frames[2].GetProperty("ts").GetInt64() - frames[1].GetProperty("ts").GetInt64());
        Assert.False(await venue.Host.AdvanceAsync());
    }

    [Fact]
    public async Task Tickers_SnapshotThenOnlyWhatChanged()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await SocketClient.PublicAsync(venue.Host, "tickers.BTCUSDT");
        await venue.StepAsync(2);

        var snapshot = await socket.WaitForAsync(static f => SocketClient.Text(f, "type") == "snapshot");
        var delta = await socket.WaitForAsync(static f => SocketClient.Text(f, "type") == "delta");

        Assert.True(snapshot.GetProperty("data").TryGetProperty("fundingRate", out _));
        Assert.True(delta.GetProperty("data").TryGetProperty("markPrice", out _));
        Assert.False(delta.GetProperty("data").TryGetProperty("fundingRate", out _));
    }

    [Fact]
    public async Task Klines_ConfirmTheCandleThatEnded()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await SocketClient.PublicAsync(venue.Host, "kline.1.BTCUSDT", "publicTrade.BTCUSDT");
        await venue.StepAsync(605);

        var final = await socket.WaitForAsync(static f =>
            SocketClient.Topic(f) == "kline.1.BTCUSDT" && f.GetProperty("data")[0].GetProperty("confirm").GetBoolean());
        var candle = final.GetProperty("data")[0];

        Assert.Equal(candle.GetProperty("start").GetInt64() + 59_999, candle.GetProperty("end").GetInt64());
        var traded = socket.Frames.Where(static f => SocketClient.Topic(f) == "publicTrade.BTCUSDT")
            .SelectMany(static f => f.GetProperty("data").EnumerateArray())
            .Where(t => t.GetProperty("T").GetInt64() < candle.GetProperty("end").GetInt64())
            .Sum(static t => decimal.Parse(t.GetProperty("v").GetString()!, CultureInfo.InvariantCulture));
        // The first step traded before anybody could follow.
        Assert.Equal(traded + 0.01m, decimal.Parse(candle.GetProperty("volume").GetString()!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Subscribe_TwiceOrUnknown_IsRefusedByName()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await SocketClient.PublicAsync(venue.Host, "publicTrade.BTCUSDT");

        await socket.SendAsync("""{"req_id":"2","op":"subscribe","args":["publicTrade.BTCUSDT"]}""");
        var twice = await socket.WaitForAsync(static f => SocketClient.Text(f, "req_id") == "2");
        await socket.SendAsync("""{"req_id":"3","op":"subscribe","args":["orderbook.17.BTCUSDT"]}""");
        var unknown = await socket.WaitForAsync(static f => SocketClient.Text(f, "req_id") == "3");

        Assert.Equal("error:already subscribed,topic:publicTrade.BTCUSDT", SocketClient.Text(twice, "ret_msg"));
        Assert.Equal("error:handler not found,topic:orderbook.17.BTCUSDT", SocketClient.Text(unknown, "ret_msg"));
    }

    [Fact]
    public async Task Private_MarketOrder_IsToldOnEveryTopic()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await SocketClient.PrivateAsync(venue.Host, "order", "execution", "execution.fast", "position", "wallet");

        await venue.Client.CreateAsync("Buy", "0.01", null, "m-1", ",\"stopLoss\":\"19000\",\"slTriggerBy\":\"MarkPrice\"");

        var order = Row(await socket.WaitForAsync(static f => SocketClient.Topic(f) == "order"), static r => SocketClient.Text(r, "orderLinkId") == "m-1");
        var fill = Row(await socket.WaitForAsync(static f => SocketClient.Topic(f) == "execution"), static _ => true);
        var fast = Row(await socket.WaitForAsync(static f => SocketClient.Topic(f) == "execution.fast"), static _ => true);
        var position = Row(await socket.WaitForAsync(static f => SocketClient.Topic(f) == "position"), static _ => true);
        await socket.WaitForAsync(static f => SocketClient.Topic(f) == "wallet");
        var stop = Row(
            await socket.WaitForAsync(static f => SocketClient.Topic(f) == "order"), static r => SocketClient.Text(r, "stopOrderType") == "StopLoss");

        Assert.Equal("Filled", SocketClient.Text(order, "orderStatus"));
        Assert.Equal(SocketClient.Text(fill, "execId"), SocketClient.Text(fast, "execId"));
        Assert.Equal(("Buy", "0.01"), (SocketClient.Text(position, "side"), SocketClient.Text(position, "size")));
        Assert.Equal(SocketClient.Text(fill, "execPrice"), SocketClient.Text(position, "entryPrice"));
        Assert.Equal(("Untriggered", "m-1", "CreateByStopLoss"),
            (SocketClient.Text(stop, "orderStatus"), SocketClient.Text(stop, "parentOrderLinkId"), SocketClient.Text(stop, "createType")));
    }

    [Fact]
    public async Task Trade_RequestsAreAnsweredByReqId_AndRepeatsRefused()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await SocketClient.ConnectAsync(venue.Host, "/v5/trade");
        async Task<int> AskAsync(string frame, string reqId)
        {
            var before = socket.Frames.Count;
            await socket.SendAsync(frame);
            var answer = await socket.NextAsync(f => SocketClient.Text(f, "reqId") == reqId);
            return answer.GetProperty("retCode").GetInt32();
        }
        string Create(string reqId, string link) => $$"""{"reqId":"{{reqId}}","header":{"X-BAPI-TIMESTAMP":"{{venue.Host.VenueTime.ToUnixTimeMilliseconds()}}"},"op":"order.create","args":[{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"19500","orderLinkId":"{{link}}"}]}""";

        await socket.SendAsync(Create("0", "t-0"));
        Assert.Equal(10005, (await socket.NextAsync(static f => SocketClient.Text(f, "op") == "order.create")).GetProperty("retCode").GetInt32());
        await socket.AuthenticateAsync(idName: "reqId");
        Assert.Equal(0, (await socket.NextAsync(static f => SocketClient.Text(f, "op") == "auth")).GetProperty("retCode").GetInt32());
        await socket.AuthenticateAsync(idName: "reqId");
        Assert.Equal(20001, (await socket.NextAsync(static f => SocketClient.Text(f, "op") == "auth")).GetProperty("retCode").GetInt32());

        Assert.Equal(0, await AskAsync(Create("1", "t-1"), "1"));
        Assert.Equal(20006, await AskAsync(Create("1", "t-2"), "1"));
        Assert.Equal(110072, await AskAsync(Create("2", "t-1"), "2"));
        Assert.Equal(10404, await AskAsync("""{"reqId":"3","op":"order.teleport","args":[{}]}""", "3"));
        Assert.Equal(10002, await AskAsync(Create("4", "t-4").Replace("X-BAPI-TIMESTAMP\":\"1", "X-BAPI-TIMESTAMP\":\"", StringComparison.Ordinal), "4"));
        await venue.Client.FaultAsync("""{"kind":"tradeRestart","count":1}""");
        Assert.Equal(10019, await AskAsync(Create("5", "t-5"), "5"));
        Assert.Equal(0, await AskAsync(Create("6", "t-6"), "6"));
    }

    [Fact]
    public async Task Pongs_AreSpeltPerStream()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var open = await SocketClient.ConnectAsync(venue.Host, "/v5/public/linear");
        await using var own = await SocketClient.ConnectAsync(venue.Host, "/v5/private");
        await using var trade = await SocketClient.ConnectAsync(venue.Host, "/v5/trade");
        foreach (var socket in (SocketClient[])[open, own, trade]) await socket.SendAsync("""{"req_id":"p","op":"ping"}""");

        var first = await open.NextAsync(static _ => true);
        Assert.Equal(("ping", "pong", "p"), (SocketClient.Text(first, "op"), SocketClient.Text(first, "ret_msg"), SocketClient.Text(first, "req_id")));
        Assert.Equal(JsonValueKind.Array, (await own.NextAsync(static f => SocketClient.Text(f, "op") == "pong")).GetProperty("args").ValueKind);
        Assert.Equal(0, (await trade.NextAsync(static f => SocketClient.Text(f, "op") == "pong")).GetProperty("retCode").GetInt32());
    }

    [Fact]
    public async Task Advance_WritesEveryFrameBeforeItReturns()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await SocketClient.PublicAsync(venue.Host, "orderbook.50.BTCUSDT", "tickers.ETHUSDT");
        var before = venue.Host.FramesSent;

        await venue.StepAsync();

        Assert.True(venue.Host.FramesSent >= before + 2);
    }

    private static JsonElement Row(JsonElement frame, Func<JsonElement, bool> fits) => frame.GetProperty("data").EnumerateArray().First(fits);

    private static void Apply(SortedDictionary<decimal, string> side, JsonElement levels)
    {
        foreach (var (price, size) in Levels(levels))
        {
            if (size == "0") side.Remove(price);
            else side[price] = size;
        }
    }

    private static IEnumerable<(decimal Price, string Size)> Levels(JsonElement levels) =>
        levels.EnumerateArray().Select(static l => (decimal.Parse(l[0].GetString()!, CultureInfo.InvariantCulture), l[1].GetString()!));
}
