using System.Net;
using System.Text;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;

namespace Titan.Tests.Venues.Bybit;

/// <summary>What each kind of answer means for an order, by REST against a stub.</summary>
public sealed class OutcomeTests : RestCase
{
    [Fact]
    public async Task Submit_Acknowledged_IsAcceptedUnderTheVenuesId()
    {
        Http.On(Create, Acknowledged);
        var outcome = await Bybit.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Accepted, "v-1"), (outcome.Kind, outcome.VenueOrderId));
    }

    [Fact]
    public async Task Submit_Order_IsSignedOverTheBytesSent()
    {
        Http.On(Create, Acknowledged);
        await Bybit.SubmitAsync(Entry() with { StopLoss = 19_000m, TakeProfit = 22_000.5m }, CancellationToken.None);
        var request = Assert.Single(Http.To(Create));
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
        Http.On(Create, Acknowledged);
        await Bybit.SubmitAsync(Close() with { StopLoss = 1m }, CancellationToken.None);
        Assert.Equal(
            """{"category":"linear","symbol":"BTCUSDT","side":"Sell","orderType":"Market","qty":"0.001","timeInForce":"IOC","positionIdx":0,"orderLinkId":"titan-2","reduceOnly":true,"closeOnTrigger":true}""",
            Assert.Single(Http.To(Create)).Body);
    }

    [Fact]
    public async Task Timestamps_AfterTheClockWasMeasured_AreLateNeverEarly()
    {
        Http.On(Create, Acknowledged);
        await Bybit.SubmitAsync(Entry(), CancellationToken.None);
        var stamp = long.Parse(Assert.Single(Http.To(Create)).Headers["X-BAPI-TIMESTAMP"], System.Globalization.CultureInfo.InvariantCulture);

        // The stub's venue stands at 1,700,000,000,000; ours has run on since it was asked.
        Assert.InRange(stamp, 1_700_000_000_000 - 2_000, 1_700_000_000_000 + 20_000);
        Assert.True(Bybit.Status.ClockKnown);
        Assert.True(Bybit.Status.ClockOffsetMs < -1_000_000);
    }

    [Theory]
    [InlineData(10016)]
    [InlineData(10000)]
    [InlineData(987_654)]
    public async Task Submit_ServerErrorOrUnlistedCode_IsUnknownAndNeverResent(int code)
    {
        Http.On(Create, StubHandler.Error(code, "whatever"));
        var outcome = await Bybit.SubmitAsync(Close(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Unknown, code, VenueReaction.Reconcile), (outcome.Kind, outcome.Code, outcome.Reaction));
        Assert.Single(Http.To(Create));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.OK)]
    public async Task Submit_PageOfAGateway_IsUnknownAndNeverResent(HttpStatusCode status)
    {
        Http.On(Create, status, "<html>oops</html>");
        Assert.Equal(OutcomeKind.Unknown, (await Bybit.SubmitAsync(Entry(), CancellationToken.None)).Kind);
        Assert.Single(Http.To(Create));
    }

    [Fact]
    public async Task Submit_NoAnswerInTime_IsUnknownAndNeverResent()
    {
        Http.On(Create, static async request =>
        {
            await Task.Delay(Timeout.Infinite, request.Cancelled);
            return StubHandler.Json("{}");
        });
        await using var venue = Venue(new BybitOptions { EntryTimeout = TimeSpan.FromMilliseconds(40) });
        Assert.Equal(OutcomeKind.Unknown, (await venue.SubmitAsync(Entry(), CancellationToken.None)).Kind);
        Assert.Single(Http.To(Create));
    }

    [Fact]
    public async Task Submit_ConnectionRefused_CertainlyDidNothing()
    {
        Http.On(Create, static _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        var outcome = await Bybit.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, VenueReaction.Retry), (outcome.Kind, outcome.Reaction));
    }

    [Fact]
    public async Task Submit_ConnectionCutWhileWaiting_IsUnknown()
    {
        Http.On(Create, static _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut"));
        Assert.Equal(OutcomeKind.Unknown, (await Bybit.SubmitAsync(Entry(), CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task Submit_TooLate_NeverLeaves()
    {
        Http.On(Create, Acknowledged);
        var outcome = await Bybit.SubmitAsync(Entry() with { NotAfter = DateTimeOffset.UnixEpoch }, CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, VenueOutcome.NotSentCode), (outcome.Kind, outcome.Code));
        Assert.Empty(Http.To(Create));
    }

    [Fact]
    public async Task Submit_GivenUpInFlight_IsUnknownNotAnException()
    {
        using var cancellation = new CancellationTokenSource();
        Http.On(Create, async request =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, request.Cancelled);
            return StubHandler.Json("{}");
        });
        Assert.Equal(OutcomeKind.Unknown, (await Bybit.SubmitAsync(Entry(), cancellation.Token)).Kind);
    }

    [Fact]
    public async Task Submit_DuplicateIdOfTheSameOrder_IsAcceptedAfterLookingItUp()
    {
        Http.On(Create, StubHandler.Error(110072, "OrderLinkedID is duplicate")).On(Realtime, OrderRow("titan-1", "New", "0.001", "20000"));
        var outcome = await Bybit.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Accepted, "v-9"), (outcome.Kind, outcome.VenueOrderId));
    }

    [Fact]
    public async Task Submit_DuplicateIdOfAnotherOrder_IsRejected()
    {
        Http.On(Create, StubHandler.Error(110072, "OrderLinkedID is duplicate")).On(Realtime, OrderRow("titan-1", "New", "0.005", "20000"));
        var outcome = await Bybit.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, 110072), (outcome.Kind, outcome.Code));
    }

    [Fact]
    public async Task Submit_DuplicateIdNotVisibleYet_IsUnknown()
    {
        Http.On(Create, StubHandler.Error(110072, "OrderLinkedID is duplicate")).On(Realtime, Nothing).On(History, Nothing);
        Assert.Equal(OutcomeKind.Unknown, (await Bybit.SubmitAsync(Entry(), CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task Submit_HedgeModeAccount_SendsTheSameIdOnceMoreWithItsIndex()
    {
        Http.On(Create, StubHandler.Error(10001, "position idx not match position mode"), Acknowledged);
        Assert.True((await Bybit.SubmitAsync(Close(), CancellationToken.None)).IsAccepted);
        Assert.Equal(["\"positionIdx\":0", "\"positionIdx\":1"], Http.To(Create).Select(static request => request.Body.Substring(request.Body.IndexOf("\"positionIdx", StringComparison.Ordinal), 15)));
        Assert.True((await Bybit.SubmitAsync(Entry(), CancellationToken.None)).IsAccepted);
        Assert.Contains("\"positionIdx\":1", Http.To(Create).Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_TimestampRefused_MeasuresTheClockAndRepeatsOnce()
    {
        Http.On(Create, StubHandler.Error(10002, "timestamp"), Acknowledged);
        Assert.True((await Bybit.SubmitAsync(Entry(), CancellationToken.None)).IsAccepted);
        Assert.Equal(2, Http.To("/v5/market/time").Count());
    }

    [Fact]
    public async Task Submit_TimestampRefusedAgain_IsFatal()
    {
        Http.On(Create, StubHandler.Error(10002, "timestamp"));
        var outcome = await Bybit.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, VenueReaction.Fatal), (outcome.Kind, outcome.Reaction));
        Assert.Equal(2, Http.To(Create).Count());
        Assert.Contains("clock", Bybit.Status.FatalReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_RateLimited_IsRejectedSinceItsMomentPassed()
    {
        Http.On(Create, StubHandler.Error(10006, "Too many visits!"), Acknowledged);
        var outcome = await Bybit.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, 10006, VenueReaction.Retry), (outcome.Kind, outcome.Code, outcome.Reaction));
        Assert.True(Bybit.Status.BackingOff);
    }

    [Fact]
    public async Task Exit_RateLimited_WaitsForTheResetAndGoesUnderItsOwnId()
    {
        Http.On(Create, StubHandler.Error(10006, "Too many visits!"), Acknowledged);
        Assert.True((await Bybit.SubmitAsync(Close(), CancellationToken.None)).IsAccepted);
        Assert.Equal(2, Http.To(Create).Count());
        Assert.Single(Http.To(Create).Select(static request => request.Body).Distinct());
    }

    [Fact]
    public async Task Forbidden_StopsRestWithAReason()
    {
        Http.On(Create, HttpStatusCode.Forbidden, "access too frequent").On(Realtime, Nothing);
        var outcome = await Bybit.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, 403, VenueReaction.Fatal), (outcome.Kind, outcome.Code, outcome.Reaction));
        Assert.Contains("403", Bybit.Status.FatalReason, StringComparison.Ordinal);
        Assert.False((await Bybit.FindOrderAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None)).IsKnown);
        Assert.Empty(Http.To(Realtime));
    }

    [Fact]
    public async Task KeyRefused_IsFatalUntilThatEndpointWorksAgain()
    {
        Http.On(Create, StubHandler.Error(10005, "Permission denied"), Acknowledged).On("/v5/position/list", Nothing);
        Assert.Equal(VenueReaction.Fatal, (await Bybit.SubmitAsync(Entry(), CancellationToken.None)).Reaction);
        await Bybit.GetPositionsAsync(CancellationToken.None);
        Assert.NotNull(Bybit.Status.FatalReason);
        await Bybit.SubmitAsync(Entry(), CancellationToken.None);
        Assert.Null(Bybit.Status.FatalReason);
    }

    [Fact]
    public async Task Cancel_ServerErrors_AreRepeatedBecauseCancellingTwiceIsHarmless()
    {
        Http.On(Cancel, StubHandler.Error(10016, "Server error."), StubHandler.Error(10016, "Server error."), Acknowledged);
        Assert.True((await Bybit.CancelAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None)).IsAccepted);
        Assert.Equal(3, Http.To(Cancel).Count());
    }

    [Fact]
    public async Task Cancel_OrderAlreadyFilled_IsAcceptedAndAsksForAReconcile()
    {
        Http.On(Cancel, StubHandler.Error(110001, "Order does not exist")).On(Realtime, OrderRow("titan-1", "Filled", "0.001", "20000"));
        var outcome = await Bybit.CancelAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None);
        Assert.Equal((OutcomeKind.Accepted, VenueReaction.Reconcile), (outcome.Kind, outcome.Reaction));
        Assert.Single(Http.To(Cancel));
    }

    [Fact]
    public async Task Cancel_OrderNowhere_IsTriedWhileItMayStillAppear()
    {
        Http.On(Cancel, StubHandler.Error(110001, "Order does not exist")).On(Realtime, Nothing).On(History, Nothing);
        var outcome = await Bybit.CancelAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, 110001, VenueReaction.Reconcile), (outcome.Kind, outcome.Code, outcome.Reaction));
        Assert.Equal(4, Http.To(Cancel).Count());
    }

    [Fact]
    public async Task Amend_OrderGone_IsRejectedAndNotResent()
    {
        Http.On("/v5/order/amend", StubHandler.Error(110001, "Order does not exist"));
        var outcome = await Bybit.AmendAsync(TestInstruments.Btc, new ClientOrderId("titan-1"), null, 20_001m, CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, VenueReaction.Reconcile), (outcome.Kind, outcome.Reaction));
        Assert.Equal("""{"category":"linear","symbol":"BTCUSDT","orderLinkId":"titan-1","price":"20001"}""", Assert.Single(Http.To("/v5/order/amend")).Body);
    }

    [Theory]
    [InlineData(110043)]
    [InlineData(34040)]
    public async Task Setting_AlreadySo_IsAccepted(int code)
    {
        Http.On("/v5/position/set-leverage", StubHandler.Error(code, "not modified")).On("/v5/position/trading-stop", StubHandler.Error(code, "not modified"));
        Assert.True((await Bybit.SetLeverageAsync(TestInstruments.Btc, 5m, CancellationToken.None)).IsAccepted);
        Assert.True((await Bybit.SetProtectionAsync(TestInstruments.Btc, 19_000m, null, CancellationToken.None)).IsAccepted);
    }

    [Fact]
    public async Task Idle_WhileARequestIsOnItsWay_IsFalse()
    {
        var release = new TaskCompletionSource<HttpResponseMessage>();
        Http.On(Create, _ => release.Task);
        var submitting = Bybit.SubmitAsync(Entry(), CancellationToken.None);
        Assert.False(Bybit.Idle);
        release.SetResult(StubHandler.Json(Acknowledged));
        await submitting;
        Assert.True(Bybit.Idle);
    }
}
