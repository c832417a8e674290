using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;

namespace Titan.Tests.Venues.Bybit;

/// <summary>Questions by REST against a stub: all pages, in order, and never half an answer.</summary>
public sealed class QuestionTests : RestCase
{
    [Fact]
    public async Task Find_NotInRealtime_IsSoughtAmongClosedAndInHistory()
    {
        Http.On(Realtime, Nothing).On(History, OrderRow("titan-1", "Cancelled", "0.001", "20000"));
        var found = await Bybit.FindOrderAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None);
        Assert.Equal(VenueOrderStatus.Cancelled, Assert.Single(found.Value!).Status);
        Assert.Equal(
            ["category=linear&symbol=BTCUSDT&orderLinkId=titan-1&openOnly=0", "category=linear&symbol=BTCUSDT&orderLinkId=titan-1&openOnly=1"],
            Http.To(Realtime).Select(static request => request.Query));
    }

    [Fact]
    public async Task Find_HistoryDoesNotAnswer_IsNotTakenForAbsent()
    {
        Http.On(Realtime, Nothing).On(History, StubHandler.Error(10016, "Server error."));
        await using var venue = Venue(new BybitOptions { MaxRetries = 1 });
        Assert.False((await venue.FindOrderAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None)).IsKnown);
    }

    [Fact]
    public async Task Positions_SeveralPages_AreAllReadAndTheCursorIsEncodedAgain()
    {
        Http.On(
            "/v5/position/list",
            StubHandler.Ok("""{"list":[{"symbol":"BTCUSDT","side":"Buy","size":"0.5","avgPrice":"1","positionIdx":0},{"symbol":"XRPUSDT","side":"","size":"0"}],"nextPageCursor":"a%3D1%26b"}"""),
            StubHandler.Ok("""{"list":[{"symbol":"ETHUSDT","side":"Sell","size":"2","avgPrice":"","positionIdx":2}],"nextPageCursor":""}"""));
        var positions = (await Bybit.GetPositionsAsync(CancellationToken.None)).Value!;
        Assert.Equal([("BTCUSDT", 0.5m, 0), ("ETHUSDT", -2m, 2)], positions.Select(static p => (p.Symbol, p.SignedQuantity, p.PositionIndex)));
        Assert.EndsWith("&cursor=a%253D1%2526b", Http.To("/v5/position/list").Last().Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Positions_CursorThatRepeats_EndsTheWalk()
    {
        Http.On("/v5/position/list", StubHandler.Ok("""{"list":[{"symbol":"BTCUSDT","side":"Buy","size":"0.5"}],"nextPageCursor":"same"}"""));
        Assert.True((await Bybit.GetPositionsAsync(CancellationToken.None)).IsKnown);
        Assert.Equal(2, Http.To("/v5/position/list").Count());
    }

    [Fact]
    public async Task CancelAll_MoreThanFiveHundred_AsksUntilAllAreNamed()
    {
        var calls = 0;
        Http.On("/v5/order/cancel-all", _ =>
        {
            var rows = Enumerable.Range(500 * calls++, calls == 1 ? 500 : 100).Select(static id => $$"""{"orderId":"v-{{id}}","orderLinkId":""}""");
            return Task.FromResult(StubHandler.Json(StubHandler.Ok($$"""{"list":[{{string.Join(',', rows)}}],"success":"1"}""")));
        });
        var cancelled = await Bybit.CancelAllAsync(includeProtective: false, CancellationToken.None);
        Assert.Equal(600, cancelled.Value!.Count);
        Assert.All(Http.To("/v5/order/cancel-all"), static request => Assert.Equal("""{"category":"linear","settleCoin":"USDT","orderFilter":"Order"}""", request.Body));
    }

    [Fact]
    public async Task CancelAll_BulkCallFails_CancelsEachButKeepsTheStops()
    {
        Http.On("/v5/order/cancel-all", StubHandler.Error(110066, "Trading is currently not allowed.")).On(Cancel, Acknowledged)
            .On(Realtime, StubHandler.Ok("""{"list":[{"orderId":"v-1","symbol":"BTCUSDT","side":"Buy","orderStatus":"New"},{"orderId":"v-2","symbol":"BTCUSDT","side":"Sell","orderStatus":"Untriggered","stopOrderType":"StopLoss"}],"nextPageCursor":""}"""));
        var cancelled = await Bybit.CancelAllAsync(includeProtective: false, CancellationToken.None);
        Assert.Equal("v-1", Assert.Single(cancelled.Value!).Value);
    }

    [Fact]
    public async Task Account_OneQuestionUnanswered_GivesNoHalfPicture()
    {
        Http.On("/v5/position/list", Nothing).On(Realtime, Nothing).On("/v5/execution/list", Nothing)
            .On("/v5/account/wallet-balance", StubHandler.Error(10005, "Permission denied"));
        var account = await Bybit.GetAccountAsync(DateTimeOffset.UnixEpoch.AddMilliseconds(1_699_999_000_000), CancellationToken.None);
        Assert.False(account.IsKnown);
        Assert.Equal(10005, account.Outcome.Code);
    }

    [Fact]
    public async Task Bars_NewestFirst_AreTurnedAround()
    {
        Http.On("/v5/market/kline", StubHandler.Ok("""{"list":[["1699999980000","3","4","2","3.5","10","35"],["1699999920000","1","2","0.5","1.5","20","30"]]}"""));
        await Bybit.GetPositionsAsync(CancellationToken.None);
        var bars = (await Bybit.GetBarsAsync(TestInstruments.Btc, TimeSpan.FromMinutes(1), 2, CancellationToken.None)).Value!;
        Assert.Equal([1_699_999_920_000, 1_699_999_980_000], bars.Select(static bar => bar.OpenTime.ToUnixTimeMilliseconds()));
        Assert.Equal((1m, 2m, 0.5m, 1.5m, true), (bars[0].Open, bars[0].High, bars[0].Low, bars[0].Close, bars[0].Closed));
        Assert.False(bars[1].Closed);
    }

    [Fact]
    public async Task NoKeys_OnlyPublicQuestionsAreAsked()
    {
        Http.On("/v5/market/instruments-info", StubHandler.Ok("""{"list":[{"symbol":"BTCUSDT","contractType":"LinearPerpetual","baseCoin":"BTC","quoteCoin":"USDT","settleCoin":"USDT","priceFilter":{"tickSize":"0.10"},"lotSizeFilter":{"qtyStep":"0.001","maxOrderQty":"100"}}],"nextPageCursor":""}"""));
        await using var venue = new BybitVenue(new BybitOptions { RestUrl = new Uri("http://127.0.0.1:1") }, TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance, Http);
        Assert.Single((await venue.GetInstrumentsAsync(["BTCUSDT"], CancellationToken.None)).Value!);
        Assert.False((await venue.SubmitAsync(Entry(), CancellationToken.None)).IsAccepted);
        Assert.Empty(Http.To(Create));
    }
}
