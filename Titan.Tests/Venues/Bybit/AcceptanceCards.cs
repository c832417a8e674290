using Titan.Engine.Model;
using Titan.Engine.Venues;

namespace Titan.Tests.Venues.Bybit;

/// <summary>Numbered cards 1 to 12: orders, positions and money against a running exchange on loopback.</summary>
public sealed class AcceptanceCards
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Card01_RestingOrder_IsAcceptedReportedAndFound(bool bySocket)
    {
        await using var bench = await AcceptanceBench.StartAsync(options => options with { UseTradeStream = bySocket });
        var order = bench.Limit(Side.Buy, 0.01m, 49_000m);
        var outcome = await bench.SubmitAsync(order);
        Assert.True(outcome.IsAccepted, outcome.ToString());
        var report = await bench.ReportedAsync(order, VenueOrderStatus.New);
        Assert.Equal((outcome.VenueOrderId, 0.01m, 49_000m, Side.Buy), (report.VenueOrderId, report.Quantity, report.Price, report.Side));
        var found = await bench.Venue.FindOrderAsync(bench.Btc, order.ClientOrderId, CancellationToken.None);
        Assert.Equal(outcome.VenueOrderId, Assert.Single(found.Value!).VenueOrderId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Card02_AmendThenCancel_AreReported(bool bySocket)
    {
        await using var bench = await AcceptanceBench.StartAsync(options => options with { UseTradeStream = bySocket });
        var order = bench.Limit(Side.Buy, 0.01m, 49_000m);
        await bench.SubmitAsync(order);
        var amended = await bench.Venue.AmendAsync(bench.Btc, order.ClientOrderId, 0.02m, 48_999.5m, CancellationToken.None);
        Assert.True(amended.IsAccepted, amended.ToString());
        await bench.Sink.UntilAsync(() => bench.Reports(order).Any(static report => report is { Price: 48_999.5m, Quantity: 0.02m }), "the amended price");
        var cancelled = await bench.Venue.CancelAsync(bench.Btc, order.ClientOrderId, CancellationToken.None);
        Assert.True(cancelled.IsAccepted, cancelled.ToString());
        await bench.ReportedAsync(order, VenueOrderStatus.Cancelled);
        Assert.Empty((await bench.Venue.GetAccountAsync(bench.Simulator.VenueTime, CancellationToken.None)).Value!.OpenOrders);
    }

    [Fact]
    public async Task Card03_MarketOrder_FillsMovesThePositionAndClosesFlat()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        var since = bench.Simulator.VenueTime.AddSeconds(-60);
        var open = bench.Market(Side.Buy, 0.02m);
        Assert.True((await bench.SubmitAsync(open)).IsAccepted);
        await bench.ReportedAsync(open, VenueOrderStatus.Filled);
        await bench.Sink.UntilAsync(() => bench.Sink.Positions.Any(static position => position.SignedQuantity == 0.02m), "the long position");
        var fills = bench.Sink.Executions.Where(execution => execution.ClientOrderId == open.ClientOrderId.Value).ToArray();
        Assert.Equal(0.02m, fills.Sum(static fill => fill.Quantity));
        Assert.All(fills, static fill => Assert.True(fill is { Kind: ExecutionKind.Trade, Price: >= 50_000m, Fee: > 0m, IsMaker: false }));

        var close = bench.Close(Side.Sell, 0.02m);
        Assert.True((await bench.SubmitAsync(close)).IsAccepted);
        await bench.Sink.UntilAsync(() => bench.Sink.Positions.LastOrDefault()?.SignedQuantity == 0m, "the flat position");
        var account = (await bench.Venue.GetAccountAsync(since, CancellationToken.None)).Value!;
        Assert.Empty(account.Positions);
        Assert.Equal(
            bench.Sink.Executions.Select(static execution => execution.ExecutionId).Distinct().Order(Comparer<ExecutionId>.Create(static (left, right) => string.CompareOrdinal(left.Value, right.Value))),
            account.RecentExecutions.Select(static execution => execution.ExecutionId).Order(Comparer<ExecutionId>.Create(static (left, right) => string.CompareOrdinal(left.Value, right.Value))));
        Assert.True(account.Wallet.Equity < 100_000m, "fees and spread were paid");
        var closed = await bench.Venue.GetClosedPnlAsync(bench.Btc, since, CancellationToken.None);
        Assert.Equal((Side.Sell, 0.02m), (Assert.Single(closed.Value!).ClosingSide, closed.Value![0].ClosedQuantity));
    }

    [Fact]
    public async Task Card04_PostOnlyThatWouldTake_NeverTrades()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        var order = bench.Limit(Side.Buy, 0.01m, 50_001m, TimeInForce.PostOnly);
        await bench.SubmitAsync(order);
        await bench.Sink.UntilAsync(() => bench.Reports(order).Any(static report => !report.IsOpen), "the end of the order");
        var last = bench.Reports(order).Last();
        Assert.Equal("EC_PostOnlyWillTakeLiquidity", last.RejectReason);
        Assert.Equal(0m, last.FilledQuantity);
    }

    [Fact]
    public async Task Card05_ImmediateOrCancelAwayFromTheMarket_IsCancelled()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        var order = bench.Limit(Side.Buy, 0.01m, 49_000m, TimeInForce.ImmediateOrCancel);
        await bench.SubmitAsync(order);
        Assert.Equal(0m, (await bench.ReportedAsync(order, VenueOrderStatus.Cancelled)).FilledQuantity);
    }

    [Fact]
    public async Task Card06_MoreThanTheMoney_IsRejectedWithTheVenuesCode()
    {
        await using var bench = await AcceptanceBench.StartAsync(balance: 100m);
        var outcome = await bench.SubmitAsync(bench.Limit(Side.Buy, 1m, 50_000m));
        Assert.Equal((OutcomeKind.Rejected, 110007, VenueReaction.Reject), (outcome.Kind, outcome.Code, outcome.Reaction));
    }

    [Fact]
    public async Task Card07_CloseWithoutAPosition_AsksForAReconcile()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        var outcome = await bench.SubmitAsync(bench.Close(Side.Sell, 0.01m));
        Assert.Equal((OutcomeKind.Rejected, 110017, VenueReaction.Reconcile), (outcome.Kind, outcome.Code, outcome.Reaction));
    }

    [Fact]
    public async Task Card08_EntryWithStop_PutsAStopOnTheVenueThatCanBeMovedAndRemoved()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        Assert.True((await bench.SubmitAsync(bench.Market(Side.Buy, 0.02m) with { StopLoss = 49_500m, TakeProfit = 51_000m })).IsAccepted);
        await bench.Sink.UntilAsync(() => bench.Sink.Positions.Any(static position => position is { StopLoss: 49_500m, TakeProfit: 51_000m }), "a protected position");
        Assert.True((await bench.Venue.SetProtectionAsync(bench.Btc, 49_600m, null, CancellationToken.None)).IsAccepted);
        Assert.True((await bench.Venue.SetProtectionAsync(bench.Btc, 49_600m, null, CancellationToken.None)).IsAccepted);
        var held = Assert.Single((await bench.Venue.GetPositionsAsync(CancellationToken.None)).Value!);
        Assert.Equal((49_600m, 51_000m), (held.StopLoss, held.TakeProfit));
        Assert.True((await bench.Venue.CancelAllAsync(includeProtective: false, CancellationToken.None)).IsKnown);
        var kept = (await bench.Venue.GetAccountAsync(bench.Simulator.VenueTime, CancellationToken.None)).Value!;
        Assert.Contains(kept.OpenOrders, static order => order is { IsStopLoss: true, TriggerPrice: 49_600m });
        Assert.True((await bench.Venue.SetProtectionAsync(bench.Btc, 0m, 0m, CancellationToken.None)).IsAccepted);
        Assert.Null(Assert.Single((await bench.Venue.GetPositionsAsync(CancellationToken.None)).Value!).StopLoss);
    }

    [Fact]
    public async Task Card09_LeverageTwice_IsAcceptedTwice()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        Assert.True((await bench.Venue.SetLeverageAsync(bench.Btc, 7m, CancellationToken.None)).IsAccepted);
        Assert.True((await bench.Venue.SetLeverageAsync(bench.Btc, 7m, CancellationToken.None)).IsAccepted);
        await bench.SubmitAsync(bench.Market(Side.Sell, 0.02m));
        await bench.Sink.UntilAsync(() => bench.Sink.Positions.Any(static position => position is { SignedQuantity: -0.02m, Leverage: 7m }), "a short at leverage 7");
    }

    [Fact]
    public async Task Card10_CancelAll_TakesSixHundredOrders()
    {
        await using var bench = await AcceptanceBench.StartAsync(balance: 10_000_000m);
        var eth = bench.Instruments[1];
        var orders = Enumerable.Range(0, 600).Select(number => bench.Limit(Side.Buy, 0.01m, 40_000m + (number * 0.1m)))
            .Select((order, number) => number < 300 ? order : order with { Instrument = eth, Quantity = 0.1m, Price = 2_000m + (number * 0.01m) }).ToArray();
        foreach (var chunk in orders.Chunk(50))
            Assert.All(await Task.WhenAll(chunk.Select(bench.SubmitAsync)), static outcome => Assert.True(outcome.IsAccepted, outcome.ToString()));
        var before = await bench.Venue.GetAccountAsync(bench.Simulator.VenueTime, CancellationToken.None);
        Assert.Equal(600, before.Value!.OpenOrders.Count);
        var cancelled = await bench.Venue.CancelAllAsync(includeProtective: true, CancellationToken.None);
        Assert.Equal(600, cancelled.Value!.Distinct().Count());
        Assert.Empty((await bench.Venue.GetAccountAsync(bench.Simulator.VenueTime, CancellationToken.None)).Value!.OpenOrders);
    }

    [Fact]
    public async Task Card11_Bars_AreOldestFirstOverSeveralPages()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        var bars = (await bench.Venue.GetBarsAsync(bench.Btc, TimeSpan.FromMinutes(1), 1_200, CancellationToken.None)).Value!;
        Assert.Equal(1_200, bars.Count);
        Assert.All(bars.Zip(bars.Skip(1)), static pair => Assert.Equal(TimeSpan.FromMinutes(1), pair.Second.OpenTime - pair.First.OpenTime));
        Assert.All(bars.SkipLast(1), static bar => Assert.True(bar.Closed));
    }

    [Fact]
    public async Task Card12_Streams_BringQuotesTradesTickersAndBars()
    {
        await using var bench = await AcceptanceBench.StartAsync();
        await bench.Sink.UntilAsync(
            () => bench.Quotes("ETHUSDT") > 3 && !bench.Sink.Trades.IsEmpty && !bench.Sink.Tickers.IsEmpty && !bench.Sink.Bars.IsEmpty, "all four topics");
        var quote = bench.Sink.Quotes.Last(each => each.Instrument == bench.Btc);
        Assert.Equal((50_000m, 50_000.1m), (quote.Bid, quote.Ask));
        Assert.Equal((50_000m, 0.0001m), (bench.Sink.Tickers.First(each => each.Instrument == bench.Btc).MarkPrice, bench.Sink.Tickers.First().FundingRate));
        Assert.All(bench.Venue.Status.Streams, static stream => Assert.True(stream is { Connected: true, BadFrames: 0 }, stream.ToString()));
        Assert.True(bench.Venue.Status is { RestHealthy: true, ClockKnown: true, FatalReason: null });
    }
}
