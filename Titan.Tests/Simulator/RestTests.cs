using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

public sealed class RestTests
{
    [Fact]
    public async Task OpenOrders_PagedByCursorWithPercentSigns_ComeOnceEach()
    {
        await using var venue = await SteppedVenue.StartAsync();
        for (var i = 0; i < 7; i++) await venue.Client.CreateAsync("Buy", "0.001", "19500", $"p-{i}");
        var seen = new List<string>();
        var cursor = "";
        do
        {
            var reply = await venue.Client.GetAsync(
                "/v5/order/realtime", "category=linear&settleCoin=USDT&limit=3" + (cursor.Length > 0 ? "&cursor=" + Uri.EscapeDataString(cursor) : ""));
            seen.AddRange(VenueClient.Rows(reply).Select(static r => r.GetProperty("orderLinkId").GetString()!));
            Assert.True(seen.Count <= 7);
            cursor = reply.GetProperty("result").GetProperty("nextPageCursor").GetString()!;
            Assert.True(cursor.Length == 0 || cursor.Contains('%', StringComparison.Ordinal));
        }
        while (cursor.Length > 0);

        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(static i => $"p-{i}"), seen);
    }

    [Fact]
    public async Task Cursor_SentWithoutEncodingItAgain_IsRefused()
    {
        await using var venue = await SteppedVenue.StartAsync();
        for (var i = 0; i < 3; i++) await venue.Client.CreateAsync("Buy", "0.001", "19500", $"p-{i}");
        var first = await venue.Client.GetAsync("/v5/order/realtime", "category=linear&symbol=BTCUSDT&limit=1");
        var cursor = first.GetProperty("result").GetProperty("nextPageCursor").GetString();

        var second = await venue.Client.GetAsync("/v5/order/realtime", "category=linear&symbol=BTCUSDT&limit=1&cursor=" + cursor);

        Assert.Equal(10001, VenueClient.Code(second));
    }

    [Fact]
    public async Task RateLimit_EleventhCreateInASecond_Is10006WithHeaders()
    {
        await using var venue = await SteppedVenue.StartAsync(rateLimits: true);
        for (var i = 0; i < 10; i++) Assert.Equal(0, VenueClient.Code(await venue.Client.CreateAsync("Buy", "0.001", "19500", $"r-{i}")));

        const string body = """{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"19500","orderLinkId":"r-10"}""";
        using var refused = await venue.Client.SendAsync(HttpMethod.Post, "/v5/order/create", "", body);
        var reset = long.Parse(refused.Headers.GetValues("X-Bapi-Limit-Reset-Timestamp").Single(), System.Globalization.CultureInfo.InvariantCulture);

        Assert.Contains("\"retCode\":10006", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(("10", "0"), (refused.Headers.GetValues("X-Bapi-Limit").Single(), refused.Headers.GetValues("X-Bapi-Limit-Status").Single()));
        Assert.Equal(0, VenueClient.Code(await venue.Client.PostAsync("/v5/order/cancel-all", """{"category":"linear","settleCoin":"USDT"}""")));
        venue.Clock.Advance(DateTimeOffset.FromUnixTimeMilliseconds(reset) - venue.Clock.GetUtcNow());
        Assert.Equal(0, VenueClient.Code(await venue.Client.PostAsync("/v5/order/create", body)));
    }

    [Fact]
    public async Task RateLimit_BatchCostsEveryOrderInside()
    {
        await using var venue = await SteppedVenue.StartAsync(rateLimits: true);
        string Batch(int from, int count) => "{\"category\":\"linear\",\"request\":[" + string.Join(',', Enumerable.Range(from, count).Select(static i =>
            $$"""{"symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"19500","orderLinkId":"b-{{i}}"}""")) + "]}";

        Assert.Equal(0, VenueClient.Code(await venue.Client.PostAsync("/v5/order/create-batch", Batch(0, 8))));
        Assert.Equal(10006, VenueClient.Code(await venue.Client.PostAsync("/v5/order/create-batch", Batch(8, 3))));
        Assert.Equal(0, VenueClient.Code(await venue.Client.PostAsync("/v5/order/create-batch", Batch(8, 2))));
    }

    [Fact]
    public async Task AddressLimit_SixHundredInFiveSeconds_IsHttp403()
    {
        await using var venue = await SteppedVenue.StartAsync(rateLimits: true);
        for (var i = 0; i < 600; i++) await venue.Client.GetAsync("/v5/market/time");

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await venue.Client.SendAsync(HttpMethod.Get, "/v5/market/time", "", null)).StatusCode);
    }

    [Fact]
    public async Task Batch_OneBadOrder_HasItsOwnCodeBesideTheOthers()
    {
        await using var venue = await SteppedVenue.StartAsync();

        var reply = await venue.Client.PostAsync("/v5/order/create-batch",
            """{"category":"linear","request":[{"symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"19500","orderLinkId":"x"},{"symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"19500","orderLinkId":"x"}]}""");

        Assert.Equal(0, VenueClient.Code(reply));
        Assert.Equal([0, 110072], reply.GetProperty("retExtInfo").GetProperty("list").EnumerateArray().Select(static e => e.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Lists_AfterARoundTrip_TellTheSameStory()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await venue.Client.CreateAsync("Buy", "0.01", null, "in");
        await venue.Client.CreateAsync("Sell", "0.01", null, "out", ",\"reduceOnly\":true");

        var executions = VenueClient.Rows(await venue.Client.GetAsync("/v5/execution/list", "category=linear"));
        var history = VenueClient.Rows(await venue.Client.GetAsync("/v5/order/history", "category=linear"));
        var closed = VenueClient.Rows(await venue.Client.GetAsync("/v5/position/closed-pnl", "category=linear"));
        var log = VenueClient.Rows(await venue.Client.GetAsync("/v5/account/transaction-log", "accountType=UNIFIED"));
        var wallet = VenueClient.Rows(await venue.Client.GetAsync("/v5/account/wallet-balance", "accountType=UNIFIED")).Single();
        var ledger = await venue.Client.LedgerAsync();

        Assert.Equal(["out", "in"], executions.Select(static r => r.GetProperty("orderLinkId").GetString()));
        Assert.Equal(["out", "in"], history.Select(static r => r.GetProperty("orderLinkId").GetString()));
        Assert.Equal("0.01", closed.Single().GetProperty("closedSize").GetString());
        Assert.Equal(2, log.Count);
        Assert.Equal(log[0].GetProperty("cashBalance").GetString(), wallet.GetProperty("totalWalletBalance").GetString());
        Assert.Equal(ledger.GetProperty("walletBalance").GetString(), wallet.GetProperty("totalWalletBalance").GetString());
        Assert.Empty(ledger.GetProperty("positions").EnumerateArray());
        Assert.Equal(2, ledger.GetProperty("executions").GetArrayLength());
    }

    [Fact]
    public async Task Positions_WithSymbolShowTheFlatRow_WithSettleCoinOnlyOpenOnes()
    {
        await using var venue = await SteppedVenue.StartAsync();

        var bySymbol = VenueClient.Rows(await venue.Client.GetAsync("/v5/position/list", "category=linear&symbol=BTCUSDT"));
        var byCoin = VenueClient.Rows(await venue.Client.GetAsync("/v5/position/list", "category=linear&settleCoin=USDT"));

        Assert.Equal(("", "0"), (bySymbol.Single().GetProperty("side").GetString(), bySymbol.Single().GetProperty("size").GetString()));
        Assert.Empty(byCoin);
        Assert.Equal(10001, VenueClient.Code(await venue.Client.GetAsync("/v5/position/list", "category=linear")));
    }

    [Fact]
    public async Task Klines_AreNewestFirst_AndJoinHistoryWithTheLiveMinute()
    {
        await using var venue = await SteppedVenue.StartAsync();
        await venue.StepAsync(20);

        var rows = VenueClient.Rows(await venue.Client.GetAsync("/v5/market/kline", "category=linear&symbol=BTCUSDT&interval=5&limit=3"));

        var starts = rows.Select(static r => long.Parse(r[0].GetString()!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal([starts[2] + 600_000, starts[2] + 300_000, starts[2]], starts);
        Assert.Equal("15", rows[1][5].GetString());
    }

    [Theory]
    [InlineData("price", "70000000000000000000000000000")]
    [InlineData("triggerPrice", "70000000000000000000000000000")]
    [InlineData("takeProfit", "70000000000000000000000000000")]
    [InlineData("qty", "70000000000000000000000000000")]
    public async Task Create_NumberOfNoPossibleSize_IsRefusedNotBroken(string field, string value)
    {
        await using var venue = await SteppedVenue.StartAsync();
        var numbers = new Dictionary<string, string> { ["qty"] = "0.01", ["price"] = "19500", ["triggerPrice"] = "19600", [field] = value };
        var body = """{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","triggerDirection":2,""" +
            string.Join(',', numbers.Select(static n => $"\"{n.Key}\":\"{n.Value}\"")) + "}";

        Assert.Equal(10001, VenueClient.Code(await venue.Client.PostAsync("/v5/order/create", body)));
        Assert.Equal(10001, VenueClient.Code(await venue.Client.GetAsync("/v5/execution/list", "category=linear&startTime=9223372036854775807")));
    }

    [Fact]
    public async Task History_WindowWiderThanSevenDays_IsRefused()
    {
        await using var venue = await SteppedVenue.StartAsync();

        Assert.Equal(10001, VenueClient.Code(await venue.Client.GetAsync("/v5/execution/list", "category=linear&startTime=1000&endTime=604801001")));
    }
}
