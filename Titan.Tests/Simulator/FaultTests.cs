using System.Text.Json;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

/// <summary>Each kind of fault does what it says, and nothing once it is used up.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("""{"kind":"gremlins"}""", "kind")]
    [InlineData("""{"kind":"latency"}""", "latencyMs")]
    [InlineData("""{"kind":"lostAck","latencyMs":5}""", "latencyMs")]
    [InlineData("""{"kind":"silentFeed","stream":"sideways"}""", "stream")]
    [InlineData("""{"kind":"reject","code":1,"probability":2}""", "probability")]
    [InlineData("""{"kind":"positionDrift","symbol":"BTCUSDT"}""", "qty")]
    [InlineData("""{"kind":"positionDrift","symbol":"NOPE","side":"Buy","qty":"1"}""", "symbol")]
    [InlineData("no json", "body")]
    public async Task Door_BadFault_Is400AndNamesIt(string json, string named)
    {
        await using var venue = await SteppedVenue.StartAsync();
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

        using var response = await venue.Client.Http.PostAsync(new Uri("/faults", UriKind.Relative), content);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains(named, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Door_PutUpAndTakenDown_ListsWhatIsInForce()
    {
        await using var venue = await SteppedVenue.StartAsync();
        Assert.Equal(200, await venue.Client.FaultAsync("""{"kind":"reject","code":10016,"count":3}"""));
        Assert.Equal(200, await venue.Client.FaultAsync("""{"kind":"httpStatus","status":502,"durationMs":1000}"""));
        async Task<int> ListedAsync() => JsonElement.Parse(await venue.Client.Http.GetByteArrayAsync(new Uri("/faults", UriKind.Relative))).GetProperty("faults").GetArrayLength();

        Assert.Equal(2, await ListedAsync());
        venue.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await ListedAsync());
        await venue.Client.Http.DeleteAsync(new Uri("/faults", UriKind.Relative));
        Assert.Equal(0, await ListedAsync());
    }

    [Fact]
    public async Task LostAck_OrderIsExecuted_AnswerNeverComes()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await venue.Client.FaultAsync("""{"kind":"lostAck","path":"/v5/order/create","count":1}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => venue.Client.CreateAsync("Buy", "0.01", null, "lost"));

        Assert.Equal(110072, VenueClient.Code(await venue.Client.CreateAsync("Buy", "0.01", null, "lost")));
        Assert.Equal("Filled", (await venue.Client.LedgerAsync()).GetProperty("orders")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task LostAck_OnTheTradeStream_SocketStaysAndSaysNothing()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await SocketClient.ConnectAsync(venue.Host, "/v5/trade");
        await socket.AuthenticateAsync(idName: "reqId");
        await venue.Client.FaultAsync("""{"kind":"lostAck","count":1}""");

        await socket.SendAsync($$"""{"reqId":"1","header":{"X-BAPI-TIMESTAMP":"{{venue.Host.VenueTime.ToUnixTimeMilliseconds()}}"},"op":"order.create","args":[{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"0.01","orderLinkId":"lost"}]}""");
        await socket.SendAsync("""{"reqId":"2","op":"ping"}""");
        await socket.WaitForAsync(static f => SocketClient.Text(f, "op") == "pong");

        Assert.DoesNotContain(socket.Frames, static f => SocketClient.Text(f, "reqId") == "1");
        Assert.Single((await venue.Client.LedgerAsync()).GetProperty("orders").EnumerateArray());
    }

    [Fact]
    public async Task DropRequest_NothingIsExecuted()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await venue.Client.FaultAsync("""{"kind":"dropRequest","path":"/v5/order/*","count":1}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => venue.Client.CreateAsync("Buy", "0.01", null, "once"));

        Assert.Equal(0, VenueClient.Code(await venue.Client.CreateAsync("Buy", "0.01", null, "once")));
    }

    [Fact]
    public async Task Reject_ByCode_CountedDown()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await venue.Client.FaultAsync("""{"kind":"reject","code":110007,"message":"ab not enough for new order","path":"/v5/order/create","count":2}""");

        Assert.Equal(110007, VenueClient.Code(await venue.Client.CreateAsync("Buy", "0.01", null, "a")));
        Assert.Equal(110007, VenueClient.Code(await venue.Client.CreateAsync("Buy", "0.01", null, "a")));
        Assert.Equal(0, VenueClient.Code(await venue.Client.CreateAsync("Buy", "0.01", null, "a")));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(403)]
    [InlineData(502)]
    public async Task HttpStatus_IsAnsweredWithoutJson(int status)
    {
        await using var venue = await SteppedVenue.StartAsync();
        await venue.Client.FaultAsync($$"""{"kind":"httpStatus","status":{{status}},"count":1}""");

        using var response = await venue.Client.SendAsync(HttpMethod.Get, "/v5/account/info", "", null);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.NotEqual("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Latency_BeforeExecution_WaitsInVenueTime()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await venue.Client.FaultAsync("""{"kind":"latency","latencyMs":700,"path":"/v5/market/time","count":1}""");

        var slow = venue.Client.GetAsync("/v5/market/time");
        await venue.Client.GetAsync("/v5/account/info");
        Assert.False(slow.IsCompleted);
        while (!slow.IsCompleted)
        {
            venue.Clock.Advance(TimeSpan.FromMilliseconds(700));
            await Task.WhenAny(slow, venue.Client.GetAsync("/v5/account/info"));
        }

        Assert.Equal(0, VenueClient.Code(await slow));
    }

    [Fact]
    public async Task ClockSkew_MovesTheVenuesTimeAndItsJudgement()
    {
        await using var venue = await SteppedVenue.StartAsync();
        var before = venue.Host.VenueTime;
        await venue.Client.FaultAsync("""{"kind":"clockSkew","offsetMs":-3000}""");

        Assert.Equal(before.AddSeconds(-3), venue.Host.VenueTime);
        using var honest = new VenueClient(venue.Host) { OffsetMs = 3_000 };
        Assert.Equal(10002, VenueClient.Code(await honest.GetAsync("/v5/account/info")));
    }

    [Fact]
    public async Task SilentFeed_SocketStaysOpen_OtherStreamsGoOn()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var open = await SocketClient.PublicAsync(venue.Host, "tickers.BTCUSDT");
        await using var own = await SocketClient.PrivateAsync(venue.Host, "order");
        await venue.Client.FaultAsync("""{"kind":"silentFeed","stream":"public","durationMs":1000}""");
        var heard = open.Frames.Count;

        await venue.StepAsync(5);
        await open.SendAsync("""{"op":"ping"}""");
        await venue.Client.CreateAsync("Buy", "0.001", "19500", "heard");
        await own.WaitForAsync(static f => SocketClient.Topic(f) == "order");

        Assert.Equal(heard, open.Frames.Count);
        Assert.True(open.IsOpen);
        await venue.StepAsync(10);
        await open.WaitForAsync(static f => SocketClient.Text(f, "type") == "delta");
    }

    [Fact]
    public async Task Duplicate_SendsTheSameFrameTwice()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var own = await SocketClient.PrivateAsync(venue.Host, "execution");
        await venue.Client.FaultAsync("""{"kind":"duplicate","stream":"private","topic":"execution","count":1}""");

        await venue.Client.CreateAsync("Buy", "0.001", null, "twin");
        await venue.Client.CreateAsync("Sell", "0.001", null, "last");
        await own.WaitForAsync(static f => Contains(f, "last"));

        Assert.Equal(2, own.Frames.Count(static f => Contains(f, "twin")));
        Assert.Equal(1, own.Frames.Count(static f => Contains(f, "last")));
    }

    [Fact]
    public async Task OutOfOrder_HoldsOneFrameBehindTheNext()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var own = await SocketClient.PrivateAsync(venue.Host, "execution");
        await venue.Client.FaultAsync("""{"kind":"outOfOrder","stream":"private","count":1}""");

        await venue.Client.CreateAsync("Buy", "0.001", null, "first");
        await venue.Client.CreateAsync("Sell", "0.001", null, "second");
        await own.WaitForAsync(static f => Contains(f, "first"));

        var order = own.Frames.Where(static f => SocketClient.Topic(f) == "execution").Select(static f => f.GetProperty("data")[0].GetProperty("orderLinkId").GetString());
        Assert.Equal(["second", "first"], order);
    }

    [Fact]
    public async Task SequenceGap_LosesOneBookFrame()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var socket = await SocketClient.PublicAsync(venue.Host, "orderbook.50.BTCUSDT");
        await venue.Client.FaultAsync("""{"kind":"sequenceGap","symbol":"BTCUSDT","count":1}""");
        await venue.StepAsync(3);
        await socket.SendAsync("""{"op":"ping"}""");
        await socket.WaitForAsync(static f => SocketClient.Text(f, "op") == "ping");

        var updates = socket.Frames.Where(static f => SocketClient.Topic(f).Length > 0).Select(static f => f.GetProperty("data").GetProperty("u").GetInt64()).ToList();

        Assert.Equal([updates[0], updates[0] + 2, updates[0] + 3], updates);
    }

    [Fact]
    public async Task Disconnect_CutsTheStream_AndRefusesWhileItLasts()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var own = await SocketClient.PrivateAsync(venue.Host, "order");
        await using var open = await SocketClient.PublicAsync(venue.Host, "tickers.BTCUSDT");
        await venue.Client.FaultAsync("""{"kind":"disconnect","stream":"private","durationMs":500}""");

        await own.ClosedAsync();
        Assert.True(open.IsOpen);
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => SocketClient.ConnectAsync(venue.Host, "/v5/private"));
        venue.Clock.Advance(TimeSpan.FromMilliseconds(500));
        await using var again = await SocketClient.PrivateAsync(venue.Host, "order");
        Assert.True(again.IsOpen);
    }

    [Fact]
    public async Task PartialFill_FillsItsFraction()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await venue.Client.FaultAsync("""{"kind":"partialFill","fraction":0.25,"count":1}""");

        await venue.Client.CreateAsync("Buy", "0.04", null, "part");

        var order = (await venue.Client.LedgerAsync()).GetProperty("orders")[0];
        Assert.Equal(("0.01", "Cancelled"), (order.GetProperty("cumExecQty").GetString(), order.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task HiddenOrders_AppearInListsOnlyLater()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await venue.Client.FaultAsync("""{"kind":"hiddenOrders","delayMs":2000,"count":1}""");
        await venue.Client.CreateAsync("Buy", "0.001", "19500", "shy");
        async Task<int> SeenAsync() => VenueClient.Rows(await venue.Client.GetAsync("/v5/order/realtime", "category=linear&symbol=BTCUSDT&orderLinkId=shy")).Count;

        Assert.Equal(0, await SeenAsync());
        venue.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await SeenAsync());
    }

    [Fact]
    public async Task PositionDrift_OpensAndClosesLikeAnotherClient()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await using var own = await SocketClient.PrivateAsync(venue.Host, "order", "position");
        Assert.Equal(200, await venue.Client.FaultAsync("""{"kind":"positionDrift","symbol":"ETHUSDT","side":"Sell","qty":"0.5"}"""));
        var order = await own.WaitForAsync(static f => SocketClient.Topic(f) == "order");
        var drifted = VenueClient.Rows(await venue.Client.GetAsync("/v5/position/list", "category=linear&settleCoin=USDT")).Single();

        Assert.Equal(200, await venue.Client.FaultAsync("""{"kind":"positionDrift","symbol":"ETHUSDT","close":true,"silent":true}"""));

        Assert.Equal("", order.GetProperty("data")[0].GetProperty("orderLinkId").GetString());
        Assert.Equal(("ETHUSDT", "Sell", "0.5"), (SocketClient.Text(drifted, "symbol"), SocketClient.Text(drifted, "side"), SocketClient.Text(drifted, "size")));
        Assert.Empty((await venue.Client.LedgerAsync()).GetProperty("positions").EnumerateArray());
        Assert.Single(own.Frames, static f => SocketClient.Topic(f) == "order");
    }

    private static bool Contains(JsonElement frame, string linkId) =>
        SocketClient.Topic(frame) == "execution" && frame.GetProperty("data").EnumerateArray().Any(r => SocketClient.Text(r, "orderLinkId") == linkId);
}
