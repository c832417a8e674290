using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Engine.Venues.Bybit;

namespace Titan.Tests.Venues.Bybit;

/// <summary>Numbered cards 13 to 27: the same exchange with one thing going wrong.</summary>
public sealed class AcceptanceFaultCards
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Card13_AckLost_IsUnknownFoundAndNotDoubledBySendingAgain(bool bySocket)
    {
        await using var bench = await AcceptanceBench.StartAsync(options => Impatient(options, bySocket));
        await bench.FaultAsync("""{"kind":"lostAck","path":"/v5/order/create","count":1}""");
        var order = bench.Limit(Side.Buy, 0.01m, 49_000m);
        Assert.Equal(OutcomeKind.Unknown, (await bench.SubmitAsync(order)).Kind);
        var found = Assert.Single((await bench.Venue.FindOrderAsync(bench.Btc, order.ClientOrderId, CancellationToken.None)).Value!);
        var again = await bench.SubmitAsync(order);
        Assert.Equal((OutcomeKind.Accepted, found.VenueOrderId), (again.Kind, again.VenueOrderId));
        Assert.Single((await bench.Venue.GetAccountAsync(bench.Simulator.VenueTime, CancellationToken.None)).Value!.OpenOrders);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Card14_RequestLost_IsUnknownAndTheVenueKnowsNoOrder(bool bySocket)
    {
        await using var bench = await AcceptanceBench.StartAsync(options => Impatient(options, bySocket));
        await bench.FaultAsync("""{"kind":"dropRequest","path":"/v5/order/create","count":1}""");
        var order = bench.Limit(Side.Buy, 0.01m, 49_000m);
        Assert.Equal(OutcomeKind.Unknown, (await bench.SubmitAsync(order)).Kind);
        var found = await bench.Venue.FindOrderAsync(bench.Btc, order.ClientOrderId, CancellationToken.None);
        Assert.True(found.IsKnown);
        Assert.Empty(found.Value!);
    }

    [Fact]
    public async Task Card15_CancelUnanswered_IsRepeatedUntilItIsKnown()
    {
        await using var bench = await AcceptanceBench.StartAsync(options => Impatient(options, bySocket: true));
        var order = bench.Limit(Side.Buy, 0.01m, 49_000m);
        await bench.SubmitAsync(order);
        await bench.FaultAsync("""{"kind":"dropRequest","path":"/v5/order/cancel","count":1}""");
        var outcome = await bench.Venue.CancelAsync(bench.Btc, order.ClientOrderId, CancellationToken.None);
        Assert.True(outcome.IsAccepted, outcome.ToString());
        await bench.ReportedAsync(order, VenueOrderStatus.Cancelled);
    }

    [Fact]
    public async Task Card16_RateLimit_ExitsWaitAndAllArrive()
    {
        await using var bench = await AcceptanceBench.StartAsync(rateLimits: true);
        await bench.SubmitAsync(bench.Market(Side.Buy, 0.03m));
        var closes = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => bench.SubmitAsync(bench.Close(Side.Sell, 0.001m))));
        Assert.All(closes, static outcome => Assert.True(outcome.IsAccepted, outcome.ToString()));
        await bench.Sink.UntilAsync(() => bench.Sink.Positions.LastOrDefault()?.SignedQuantity == 0.005m, "25 closes filled");
    }

    [Theory]
    [InlineData(10006)]
    [InlineData(10429)]
    public async Task Card17_RefusedForLoad_EntryIsHandedBackAndCancelGetsThrough(int code)
    {
        await using var bench = await AcceptanceBench.StartAsync();
        var order = bench.Limit(Side.Buy, 0.01m, 49_000m);
        await bench.SubmitAsync(order);
        await bench.FaultAsync($$"""{"kind":"reject","path":"/v5/order/create","code":{{code}},"message":"too many","count":1}""");
        await bench.FaultAsync($$"""{"kind":"reject","path":"/v5/order/cancel","code":{{code}},"message":"too many","count":2}""");
        var entry = await bench.SubmitAsync(bench.Limit(Side.Buy, 0.01m, 49_000m));
        Assert.Equal((OutcomeKind.Rejected, code, VenueReaction.Retry), (entry.Kind, entry.Code, entry.Reaction));
        Assert.True((await bench.Venue.CancelAsync(bench.Btc, order.ClientOrderId, CancellationToken.None)).IsAccepted);
    }

    [Fact]
    public async Task Card18_HttpErrors_ReadIsRepeatedCreateIsUnknown()
    {
        await using var bench = await AcceptanceBench.StartAsync(static options => options with { UseTradeStream = false });
        await bench.FaultAsync("""{"kind":"httpStatus","path":"/v5/position/list","status":502,"count":2}""");
        Assert.True((await bench.Venue.GetPositionsAsync(CancellationToken.None)).IsKnown);
        await bench.FaultAsync("""{"kind":"httpStatus","path":"/v5/order/create","status":500,"count":1}""");
        Assert.Equal(OutcomeKind.Unknown, (await bench.SubmitAsync(bench.Limit(Side.Buy, 0.01m, 49_000m))).Kind);
    }

    [Theory]
    [InlineData(StreamKind.Public)]
    [InlineData(StreamKind.Private)]
    [InlineData(StreamKind.Trade)]
    public async Task Card19_Disconnect_IsSaidAndEverythingComesBack(StreamKind stream)
    {
        await using var bench = await AcceptanceBench.StartAsync();
        var before = bench.Changes(stream).Count();
        await bench.FaultAsync($$"""{"kind":"disconnect","stream":"{{Word(stream)}}"}""");
        await bench.ReconnectedAsync(stream, before);
        var quotes = bench.Quotes("BTCUSDT");
        var order = bench.Limit(Side.Buy, 0.01m, 49_000m);
        Assert.True((await bench.SubmitAsync(order)).IsAccepted);
        await bench.ReportedAsync(order, VenueOrderStatus.New);
        await bench.Sink.UntilAsync(() => bench.Quotes("BTCUSDT") > quotes, "quotes after the reconnect");
        Assert.Equal(stream == StreamKind.Public, !bench.Sink.LostBooks.IsEmpty);
    }

    [Fact]
    public async Task Card20_SequenceGap_LosesTheBookAndANewSnapshotHealsIt()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        await bench.FaultAsync("""{"kind":"sequenceGap","symbol":"BTCUSDT","count":1}""");
        await bench.Sink.UntilAsync(() => bench.Sink.LostBooks.Any(static lost => lost.Symbol == "BTCUSDT"), "a lost book");
        var quotes = bench.Quotes("BTCUSDT");
        await bench.Sink.UntilAsync(() => bench.Quotes("BTCUSDT") > quotes + 3, "quotes after the gap");
        Assert.Equal(("BTCUSDT", true), (Assert.Single(bench.Sink.LostBooks).Symbol, bench.Sink.LostBooks.First().Why.Contains("gap", StringComparison.Ordinal)));
        Assert.Single(bench.Changes(StreamKind.Public));
    }

    [Fact]
    public async Task Card21_SilentBook_LeavesTheOthersTalkingAndComesBack()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        await bench.FaultAsync("""{"kind":"silentFeed","stream":"public","topic":"orderbook.50.BTCUSDT"}""");
        var eth = bench.Quotes("ETHUSDT");
        await bench.Sink.UntilAsync(() => bench.Quotes("ETHUSDT") > eth + 5, "quotes of the other instrument");
        var btc = bench.Quotes("BTCUSDT");
        await bench.Sink.UntilAsync(() => bench.Quotes("ETHUSDT") > eth + 10, "more quotes of the other instrument");
        Assert.Equal(btc, bench.Quotes("BTCUSDT"));
        await bench.ClearFaultsAsync();
        await bench.Sink.UntilAsync(() => bench.Quotes("BTCUSDT") > btc, "quotes after the silence");
    }

    [Fact]
    public async Task Card22_PublicFramesTwiceAndOutOfOrder_NeverCrossOrStallTheBook()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        await bench.FaultAsync("""{"kind":"duplicate","stream":"public","count":20}""");
        await bench.FaultAsync("""{"kind":"outOfOrder","stream":"public","count":5}""");
        var quotes = bench.Quotes("BTCUSDT");
        await bench.Sink.UntilAsync(() => bench.Quotes("BTCUSDT") > quotes + 30, "quotes in disorder");
        Assert.All(bench.Sink.Quotes, static quote => Assert.True(quote.BidTicks < quote.AskTicks));
    }

    [Fact]
    public async Task Card23_OrderHiddenAtFirst_IsAbsentNowAndFoundLater()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        await bench.FaultAsync("""{"kind":"hiddenOrders","delayMs":400}""");
        var order = bench.Limit(Side.Buy, 0.01m, 49_000m);
        Assert.True((await bench.SubmitAsync(order)).IsAccepted);
        var at = bench.Simulator.VenueTime;
        Assert.Empty((await bench.Venue.FindOrderAsync(bench.Btc, order.ClientOrderId, CancellationToken.None)).Value!);
        await bench.Sink.UntilAsync(() => bench.Simulator.VenueTime > at.AddMilliseconds(500), "the end of the delay");
        Assert.Single((await bench.Venue.FindOrderAsync(bench.Btc, order.ClientOrderId, CancellationToken.None)).Value!);
    }

    [Fact]
    public async Task Card24_VenueClockJumps_IsMeasuredAgainAndTheOrderGoes()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        await bench.FaultAsync("""{"kind":"clockSkew","offsetMs":-60000}""");
        await using var late = new BybitVenue(
            new BybitOptions { RestUrl = bench.Simulator.RestUrl, StreamUrl = bench.Simulator.StreamUrl, ApiKey = "sim-key", ApiSecret = "sim-secret" },
            TimeProvider.System, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        Assert.True((await late.GetPositionsAsync(CancellationToken.None)).IsKnown);
        Assert.InRange(late.Status.ClockOffsetMs, -61_000, -59_000);
        var outcome = await bench.SubmitAsync(bench.Limit(Side.Buy, 0.01m, 49_000m));
        Assert.True(outcome.IsAccepted, outcome.ToString());
    }

    [Fact]
    public async Task Card25_OrderEntryRestarts_OrdersGoByRestMeanwhile()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        var before = bench.Changes(StreamKind.Trade).Count();
        await bench.FaultAsync("""{"kind":"tradeRestart","count":1}""");
        for (var number = 0; number < 5; number++)
        {
            var outcome = await bench.SubmitAsync(bench.Limit(Side.Buy, 0.01m, 49_000m));
            Assert.True(outcome.IsAccepted, outcome.ToString());
        }

        await bench.ReconnectedAsync(StreamKind.Trade, before);
        Assert.Equal(5, (await bench.Venue.GetAccountAsync(bench.Simulator.VenueTime, CancellationToken.None)).Value!.OpenOrders.Count);
    }

    [Fact]
    public async Task Card26_WrongSecret_IsFatalAndSaid()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        await using var stranger = new BybitVenue(
            new BybitOptions { RestUrl = bench.Simulator.RestUrl, StreamUrl = bench.Simulator.StreamUrl, ApiKey = "sim-key", ApiSecret = "wrong" },
            TimeProvider.System, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        var answer = await stranger.GetPositionsAsync(CancellationToken.None);
        Assert.Equal((OutcomeKind.Rejected, 10004, VenueReaction.Fatal), (answer.Outcome.Kind, answer.Outcome.Code, answer.Outcome.Reaction));
        Assert.Contains("10004", stranger.Status.FatalReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card27_FramesSent_AreAllCountedAsReceived()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        await bench.SubmitAsync(bench.Market(Side.Buy, 0.01m));
        await bench.Sink.UntilAsync(
            () =>
            {
                var sent = bench.Simulator.FramesSent;
                return bench.Venue.FramesReceived is var received && received >= sent && sent > 50;
            },
            "as many frames received as were sent");
        Assert.True(bench.Venue.FramesReceived <= bench.Simulator.FramesSent);
    }

    private static BybitOptions Impatient(BybitOptions options, bool bySocket) =>
        options with { UseTradeStream = bySocket, EntryTimeout = TimeSpan.FromMilliseconds(300), RequestTimeout = TimeSpan.FromMilliseconds(500) };

    private static string Word(StreamKind stream) => stream switch
    {
        StreamKind.Public => "public",
        StreamKind.Private => "private",
        _ => "trade",
    };
}
