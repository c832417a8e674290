using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;

namespace Titan.Tests.Venues.Bybit;

/// <summary>What each kind of answer means for an order, by REST against a stub.</summary>
public sealed class OutcomeTests : IAsyncDisposable
{
    private const string Create = "/v5/order/create";
    private const string Cancel = "/v5/order/cancel";
    private const string Realtime = "/v5/order/realtime";
    private const string History = "/v5/order/history";
    private static readonly string Acknowledged = StubHandler.Ok("""{"orderId":"v-1","orderLinkId":"titan-1"}""");
    private static readonly string Nothing = StubHandler.Ok("""{"list":[],"nextPageCursor":""}""");

    private readonly StubHandler _http = new();
    private readonly BybitVenue _venue;

    public OutcomeTests()
    {
        _http.On("/v5/market/time", StubHandler.Ok("""{"timeSecond":"1700000000","timeNano":"1700000000000000000"}"""));
        _venue = Venue(new BybitOptions());
    }

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task Submit_Acknowledged_IsAcceptedUnderTheVenuesId()
    {
        _http.On(Create, Acknowledged);
        var outcome = await _venue.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Accepted, "v-1"), (outcome.Kind, outcome.VenueOrderId));
    }

    [Fact]
    public async Task Submit_Order_IsSignedOverTheBytesSent()
    {
        _http.On(Create, Acknowledged);
        await _venue.SubmitAsync(Entry() with { StopLoss = 19_000m, TakeProfit = 22_000.5m }, CancellationToken.None);
        var request = Assert.Single(_http.To(Create));
        Assert.Equal(
            """{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001","price":"20000","timeInForce":"PostOnly","positionIdx":0,"orderLinkId":"titan-1","tpslMode":"Full","takeProfit":"22000.5","tpTriggerBy":"LastPrice","stopLoss":"19000","slTriggerBy":"MarkPrice"}""",
            request.Body);
        var signature = new BybitSigning("key", "secret").Sign(
            long.Parse(request.Headers["X-BAPI-TIMESTAMP"], System.Globalization.CultureInfo.InvariantCulture), 5_000, Encoding.UTF8.GetBytes(request.Body));
        Assert.Equal(signature, request.Headers["X-BAPI-SIGN"]);
    }

    [Fact]
    public async Task Submit_FlattenClose_IsReduceOnlyAndCarriesNoStops()
    {
        _http.On(Create, Acknowledged);
        await _venue.SubmitAsync(Close() with { StopLoss = 1m }, CancellationToken.None);
        Assert.Equal(
            """{"category":"linear","symbol":"BTCUSDT","side":"Sell","orderType":"Market","qty":"0.001","timeInForce":"IOC","positionIdx":0,"orderLinkId":"titan-2","reduceOnly":true,"closeOnTrigger":true}""",
            Assert.Single(_http.To(Create)).Body);
    }

    [Fact]
    public async Task Timestamps_AfterTheClockWasMeasured_AreLateNeverEarly()
    {
        _http.On(Create, Acknowledged);
        await _venue.SubmitAsync(Entry(), CancellationToken.None);
        var stamp = long.Parse(Assert.Single(_http.To(Create)).Headers["X-BAPI-TIMESTAMP"], System.Globalization.CultureInfo.InvariantCulture);

        // The stub's venue stands at 1,700,000,000,000; ours has run on since it was asked.
        Assert.InRange(stamp, 1_700_000_000_000 - 2_000, 1_700_000_000_000 + 20_000);
        Assert.True(_venue.Status.ClockKnown);
        Assert.True(_venue.Status.ClockOffsetMs < -1_000_000);
    }

    [Theory]
    [InlineData(10016)]
    [InlineData(10000)]
    [InlineData(987_654)]
    public async Task Submit_ServerErrorOrUnlistedCode_IsUnknownAndNeverResent(int code)
    {
        _http.On(Create, StubHandler.Error(code, "whatever"));
        var outcome = await _venue.SubmitAsync(Close(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Unknown, code, VenueReaction.Reconcile), (outcome.Kind, outcome.Code, outcome.Reaction));
        Assert.Single(_http.To(Create));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.OK)]
    public async Task Submit_PageOfAGateway_IsUnknownAndNeverResent(HttpStatusCode status)
    {
        _http.On(Create, status, "<html>oops</html>");
        Assert.Equal(OutcomeKind.Unknown, (await _venue.SubmitAsync(Entry(), CancellationToken.None)).Kind);
        Assert.Single(_http.To(Create));
    }

    [Fact]
    public async Task Submit_NoAnswerInTime_IsUnknownAndNeverResent()
    {
        _http.On(Create, static async request =>
        {
            await Task.Delay(Timeout.Infinite, request.Cancelled);
            return StubHandler.Json("{}");
        });
        await using var venue = Venue(new BybitOptions { EntryTimeout = TimeSpan.FromMilliseconds(40) });
        Assert.Equal(OutcomeKind.Unknown, (await venue.SubmitAsync(Entry(), CancellationToken.None)).Kind);
        Assert.Single(_http.To(Create));
    }

    [Fact]
    public async Task Submit_ConnectionRefused_CertainlyDidNothing()
    {
        _http.On(Create, static _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        var outcome = await _venue.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, VenueReaction.Retry), (outcome.Kind, outcome.Reaction));
    }

    [Fact]
    public async Task Submit_ConnectionCutWhileWaiting_IsUnknown()
    {
        _http.On(Create, static _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut"));
        Assert.Equal(OutcomeKind.Unknown, (await _venue.SubmitAsync(Entry(), CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task Submit_TooLate_NeverLeaves()
    {
        _http.On(Create, Acknowledged);
        var outcome = await _venue.SubmitAsync(Entry() with { NotAfter = DateTimeOffset.UnixEpoch }, CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, VenueOutcome.NotSentCode), (outcome.Kind, outcome.Code));
        Assert.Empty(_http.To(Create));
    }

    [Fact]
    public async Task Submit_GivenUpInFlight_IsUnknownNotAnException()
    {
        using var cancellation = new CancellationTokenSource();
        _http.On(Create, async request =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, request.Cancelled);
            return StubHandler.Json("{}");
        });
        Assert.Equal(OutcomeKind.Unknown, (await _venue.SubmitAsync(Entry(), cancellation.Token)).Kind);
    }

    [Fact]
    public async Task Submit_DuplicateIdOfTheSameOrder_IsAcceptedAfterLookingItUp()
    {
        _http.On(Create, StubHandler.Error(110072, "OrderLinkedID is duplicate")).On(Realtime, OrderRow("titan-1", "New", "0.001", "20000"));
        var outcome = await _venue.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Accepted, "v-9"), (outcome.Kind, outcome.VenueOrderId));
    }

    [Fact]
    public async Task Submit_DuplicateIdOfAnotherOrder_IsRejected()
    {
        _http.On(Create, StubHandler.Error(110072, "OrderLinkedID is duplicate")).On(Realtime, OrderRow("titan-1", "New", "0.005", "20000"));
        var outcome = await _venue.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, 110072), (outcome.Kind, outcome.Code));
    }

    [Fact]
    public async Task Submit_DuplicateIdNotVisibleYet_IsUnknown()
    {
        _http.On(Create, StubHandler.Error(110072, "OrderLinkedID is duplicate")).On(Realtime, Nothing).On(History, Nothing);
        Assert.Equal(OutcomeKind.Unknown, (await _venue.SubmitAsync(Entry(), CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task Submit_HedgeModeAccount_SendsTheSameIdOnceMoreWithItsIndex()
    {
        _http.On(Create, StubHandler.Error(10001, "position idx not match position mode"), Acknowledged);
        Assert.True((await _venue.SubmitAsync(Close(), CancellationToken.None)).IsAccepted);
        Assert.Equal(["\"positionIdx\":0", "\"positionIdx\":1"], _http.To(Create).Select(static request => request.Body.Substring(request.Body.IndexOf("\"positionIdx", StringComparison.Ordinal), 15)));
        Assert.True((await _venue.SubmitAsync(Entry(), CancellationToken.None)).IsAccepted);
        Assert.Contains("\"positionIdx\":1", _http.To(Create).Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_TimestampRefused_MeasuresTheClockAndRepeatsOnce()
    {
        _http.On(Create, StubHandler.Error(10002, "timestamp"), Acknowledged);
        Assert.True((await _venue.SubmitAsync(Entry(), CancellationToken.None)).IsAccepted);
        Assert.Equal(2, _http.To("/v5/market/time").Count());
    }

    [Fact]
    public async Task Submit_TimestampRefusedAgain_IsFatal()
    {
        _http.On(Create, StubHandler.Error(10002, "timestamp"));
        var outcome = await _venue.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, VenueReaction.Fatal), (outcome.Kind, outcome.Reaction));
        Assert.Equal(2, _http.To(Create).Count());
        Assert.Contains("clock", _venue.Status.FatalReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_RateLimited_IsRejectedSinceItsMomentPassed()
    {
        _http.On(Create, StubHandler.Error(10006, "Too many visits!"), Acknowledged);
        var outcome = await _venue.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, 10006, VenueReaction.Retry), (outcome.Kind, outcome.Code, outcome.Reaction));
        Assert.True(_venue.Status.BackingOff);
    }

    [Fact]
    public async Task Exit_RateLimited_WaitsForTheResetAndGoesUnderItsOwnId()
    {
        _http.On(Create, StubHandler.Error(10006, "Too many visits!"), Acknowledged);
        Assert.True((await _venue.SubmitAsync(Close(), CancellationToken.None)).IsAccepted);
        Assert.Equal(2, _http.To(Create).Count());
        Assert.Single(_http.To(Create).Select(static request => request.Body).Distinct());
    }

    [Fact]
    public async Task Forbidden_StopsRestWithAReason()
    {
        _http.On(Create, HttpStatusCode.Forbidden, "access too frequent").On(Realtime, Nothing);
        var outcome = await _venue.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, 403, VenueReaction.Fatal), (outcome.Kind, outcome.Code, outcome.Reaction));
        Assert.Contains("403", _venue.Status.FatalReason, StringComparison.Ordinal);
        Assert.False((await _venue.FindOrderAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None)).IsKnown);
        Assert.Empty(_http.To(Realtime));
    }

    [Fact]
    public async Task KeyRefused_IsFatalUntilThatEndpointWorksAgain()
    {
        _http.On(Create, StubHandler.Error(10005, "Permission denied"), Acknowledged).On("/v5/position/list", Nothing);
        Assert.Equal(VenueReaction.Fatal, (await _venue.SubmitAsync(Entry(), CancellationToken.None)).Reaction);
        await _venue.GetPositionsAsync(CancellationToken.None);
        Assert.NotNull(_venue.Status.FatalReason);
        await _venue.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Null(_venue.Status.FatalReason);
    }

    [Fact]
    public async Task Cancel_ServerErrors_AreRepeatedBecauseCancellingTwiceIsHarmless()
    {
        _http.On(Cancel, StubHandler.Error(10016, "Server error."), StubHandler.Error(10016, "Server error."), Acknowledged);
        Assert.True((await _venue.CancelAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None)).IsAccepted);
        Assert.Equal(3, _http.To(Cancel).Count());
    }

    [Fact]
    public async Task Cancel_OrderAlreadyFilled_IsAcceptedAndAsksForAReconcile()
    {
        _http.On(Cancel, StubHandler.Error(110001, "Order does not exist")).On(Realtime, OrderRow("titan-1", "Filled", "0.001", "20000"));
        var outcome = await _venue.CancelAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None);
        Assert.Equal((OutcomeKind.Accepted, VenueReaction.Reconcile), (outcome.Kind, outcome.Reaction));
        Assert.Single(_http.To(Cancel));
    }

    [Fact]
    public async Task Cancel_OrderNowhere_IsTriedWhileItMayStillAppear()
    {
        _http.On(Cancel, StubHandler.Error(110001, "Order does not exist")).On(Realtime, Nothing).On(History, Nothing);
        var outcome = await _venue.CancelAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, 110001, VenueReaction.Reconcile), (outcome.Kind, outcome.Code, outcome.Reaction));
        Assert.Equal(4, _http.To(Cancel).Count());
    }

    [Fact]
    public async Task Amend_OrderGone_IsRejectedAndNotResent()
    {
        _http.On("/v5/order/amend", StubHandler.Error(110001, "Order does not exist"));
        var outcome = await _venue.AmendAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), null, 20_001m, CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, VenueReaction.Reconcile), (outcome.Kind, outcome.Reaction));
        Assert.Equal("""{"category":"linear","symbol":"BTCUSDT","orderLinkId":"titan-1","price":"20001"}""", Assert.Single(_http.To("/v5/order/amend")).Body);
    }

    [Theory]
    [InlineData(110043)]
    [InlineData(34040)]
    public async Task Setting_AlreadySo_IsAccepted(int code)
    {
        _http.On("/v5/position/set-leverage", StubHandler.Error(code, "not modified")).On("/v5/position/trading-stop", StubHandler.Error(code, "not modified"));
        Assert.True((await _venue.SetLeverageAsync(TestInstruments.Btc, 5m, CancellationToken.None)).IsAccepted);
        Assert.True((await _venue.SetProtectionAsync(TestInstruments.Btc, 19_000m, null, CancellationToken.None)).IsAccepted);
    }

    [Fact]
    public async Task Find_NotInRealtime_IsSoughtAmongClosedAndInHistory()
    {
        _http.On(Realtime, Nothing).On(History, OrderRow("titan-1", "Cancelled", "0.001", "20000"));
        var found = await _venue.FindOrderAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None);
        Assert.Equal(VenueOrderStatus.Cancelled, Assert.Single(found.Value!).Status);
        Assert.Equal(
            ["category=linear&symbol=BTCUSDT&orderLinkId=titan-1&openOnly=0", "category=linear&symbol=BTCUSDT&orderLinkId=titan-1&openOnly=1"],
            _http.To(Realtime).Select(static request => request.Query));
    }

    [Fact]
    public async Task Find_HistoryDoesNotAnswer_IsNotTakenForAbsent()
    {
        _http.On(Realtime, Nothing).On(History, StubHandler.Error(10016, "Server error."));
        await using var venue = Venue(new BybitOptions { MaxRetries = 1 });
        Assert.False((await venue.FindOrderAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None)).IsKnown);
    }

    [Fact]
    public async Task Positions_SeveralPages_AreAllReadAndTheCursorIsEncodedAgain()
    {
        _http.On(
            "/v5/position/list",
            StubHandler.Ok("""{"list":[{"symbol":"BTCUSDT","side":"Buy","size":"0.5","avgPrice":"1","positionIdx":0},{"symbol":"XRPUSDT","side":"","size":"0"}],"nextPageCursor":"a%3D1%26b"}"""),
            StubHandler.Ok("""{"list":[{"symbol":"ETHUSDT","side":"Sell","size":"2","avgPrice":"","positionIdx":2}],"nextPageCursor":""}"""));
        var positions = (await _venue.GetPositionsAsync(CancellationToken.None)).Value!;
        Assert.Equal([("BTCUSDT", 0.5m, 0), ("ETHUSDT", -2m, 2)], positions.Select(static p => (p.Symbol, p.SignedQuantity, p.PositionIndex)));
        Assert.EndsWith("&cursor=a%253D1%2526b", _http.To("/v5/position/list").Last().Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Positions_CursorThatRepeats_EndsTheWalk()
    {
        _http.On("/v5/position/list", StubHandler.Ok("""{"list":[{"symbol":"BTCUSDT","side":"Buy","size":"0.5"}],"nextPageCursor":"same"}"""));
        Assert.True((await _venue.GetPositionsAsync(CancellationToken.None)).IsKnown);
        Assert.Equal(2, _http.To("/v5/position/list").Count());
    }

    [Fact]
    public async Task CancelAll_MoreThanFiveHundred_AsksUntilAllAreNamed()
    {
        var calls = 0;
        _http.On("/v5/order/cancel-all", _ =>
        {
            var rows = Enumerable.Range(500 * calls++, calls == 1 ? 500 : 100).Select(static id => $$"""{"orderId":"v-{{id}}","orderLinkId":""}""");
            return Task.FromResult(StubHandler.Json(StubHandler.Ok($$"""{"list":[{{string.Join(',', rows)}}],"success":"1"}""")));
        });
        var cancelled = await _venue.CancelAllAsync(includeProtective: false, CancellationToken.None);
        Assert.Equal(600, cancelled.Value!.Count);
        Assert.All(_http.To("/v5/order/cancel-all"), static request => Assert.Equal("""{"category":"linear","settleCoin":"USDT","orderFilter":"Order"}""", request.Body));
    }

    [Fact]
    public async Task CancelAll_BulkCallFails_CancelsEachButKeepsTheStops()
    {
        _http.On("/v5/order/cancel-all", StubHandler.Error(110066, "Trading is currently not allowed.")).On(Cancel, Acknowledged)
            .On(Realtime, StubHandler.Ok("""{"list":[{"orderId":"v-1","symbol":"BTCUSDT","side":"Buy","orderStatus":"New"},{"orderId":"v-2","symbol":"BTCUSDT","side":"Sell","orderStatus":"Untriggered","stopOrderType":"StopLoss"}],"nextPageCursor":""}"""));
        var cancelled = await _venue.CancelAllAsync(includeProtective: false, CancellationToken.None);
        Assert.Equal("v-1", Assert.Single(cancelled.Value!).Value);
    }

    [Fact]
    public async Task Account_OneQuestionUnanswered_GivesNoHalfPicture()
    {
        _http.On("/v5/position/list", Nothing).On(Realtime, Nothing).On("/v5/execution/list", Nothing)
            .On("/v5/account/wallet-balance", StubHandler.Error(10005, "Permission denied"));
        var account = await _venue.GetAccountAsync(DateTimeOffset.UnixEpoch.AddMilliseconds(1_699_999_000_000), CancellationToken.None);
        Assert.False(account.IsKnown);
        Assert.Equal(10005, account.Outcome.Code);
    }

    [Fact]
    public async Task Bars_NewestFirst_AreTurnedAround()
    {
        _http.On("/v5/market/kline", StubHandler.Ok("""{"list":[["1699999980000","3","4","2","3.5","10","35"],["1699999920000","1","2","0.5","1.5","20","30"]]}"""));
        await _venue.GetPositionsAsync(CancellationToken.None);
        var bars = (await _venue.GetBarsAsync(TestInstruments.Btc, TimeSpan.FromMinutes(1), 2, CancellationToken.None)).Value!;
        Assert.Equal([1_699_999_920_000, 1_699_999_980_000], bars.Select(static bar => bar.OpenTime.ToUnixTimeMilliseconds()));
        Assert.Equal((1m, 2m, 0.5m, 1.5m, true), (bars[0].Open, bars[0].High, bars[0].Low, bars[0].Close, bars[0].Closed));
        Assert.False(bars[1].Closed);
    }

    [Fact]
    public async Task NoKeys_OnlyPublicQuestionsAreAsked()
    {
        _http.On("/v5/market/instruments-info", StubHandler.Ok("""{"list":[{"symbol":"BTCUSDT","contractType":"LinearPerpetual","baseCoin":"BTC","quoteCoin":"USDT","settleCoin":"USDT","priceFilter":{"tickSize":"0.10"},"lotSizeFilter":{"qtyStep":"0.001","maxOrderQty":"100"}}],"nextPageCursor":""}"""));
        await using var venue = new BybitVenue(new BybitOptions { RestUrl = new Uri("http://127.0.0.1:1") }, TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance, _http);
        Assert.Single((await venue.GetInstrumentsAsync(["BTCUSDT"], CancellationToken.None)).Value!);
        Assert.False((await venue.SubmitAsync(Entry(), CancellationToken.None)).IsAccepted);
        Assert.Empty(_http.To(Create));
    }

    [Fact]
    public async Task Idle_WhileARequestIsOnItsWay_IsFalse()
    {
        var release = new TaskCompletionSource<HttpResponseMessage>();
        _http.On(Create, _ => release.Task);
        var submitting = _venue.SubmitAsync(Entry(), CancellationToken.None);
        Assert.False(_venue.Idle);
        release.SetResult(StubHandler.Json(Acknowledged));
        await submitting;
        Assert.True(_venue.Idle);
    }

    private static string OrderRow(string linkId, string status, string quantity, string price) => StubHandler.Ok(
        $$"""{"list":[{"orderId":"v-9","orderLinkId":"{{linkId}}","symbol":"BTCUSDT","side":"Buy","orderStatus":"{{status}}","qty":"{{quantity}}","price":"{{price}}","cumExecQty":"0","reduceOnly":false,"stopOrderType":"UNKNOWN"}],"nextPageCursor":""}""");

    private BybitVenue Venue(BybitOptions options) => new(
        options with { RestUrl = new Uri("http://127.0.0.1:1"), ApiKey = "key", ApiSecret = "secret", UseTradeStream = false },
        TimeProvider.System, TimeProvider.System, NullLoggerFactory.Instance, _http);

    private static OrderRequest Entry() => new()
    {
        ClientOrderId = new ClientOrderId("titan-1"),
        Instrument = TestInstruments.Btc,
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = 0.001m,
        Price = 20_000m,
        TimeInForce = TimeInForce.PostOnly,
    };

    private static OrderRequest Close() => new()
    {
        ClientOrderId = new ClientOrderId("titan-2"),
        Instrument = TestInstruments.Btc,
        Side = Side.Sell,
        Type = OrderType.Market,
        Quantity = 0.001m,
        ReduceOnly = true,
        Purpose = OrderPurpose.Flatten,
    };
}
