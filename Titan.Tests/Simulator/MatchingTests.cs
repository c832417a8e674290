using Titan.Simulator.Exchange;
using Titan.Simulator.Market;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

public sealed class MatchingTests
{
    [Fact]
    public void RestingBid_OutsideSizeStoodBefore_TradesAfterIt()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m, size: 5m);
        var order = bench.Create(bench.Limit("Buy", 0.02m, 20_000m));

        bench.Step(20_000m, 20_000.1m, size: 5m, trades: VenueBench.Sells(4.99m));
        Assert.Equal(OrderStatus.New, order.Status);

        bench.Step(20_000m, 20_000.1m, size: 5m, trades: VenueBench.Sells(0.02m));
        Assert.Equal(0.01m, order.FilledQty);
        Assert.Equal(OrderStatus.PartiallyFilled, order.Status);
        Assert.True(bench.Heard.Executions.Single().IsMaker);
    }

    [Fact]
    public void TwoOwnBids_SamePrice_OlderFillsFirst()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.2m);
        var first = bench.Create(bench.Limit("Buy", 0.01m, 20_000.1m));
        var second = bench.Create(bench.Limit("Buy", 0.01m, 20_000.1m));

        bench.Step(20_000m, 20_000.2m, trades: VenueBench.Sells(0.015m));

        Assert.Equal(OrderStatus.Filled, first.Status);
        Assert.Equal(0.005m, second.FilledQty);
    }

    [Fact]
    public void TwoOwnBids_BetterPrice_FillsFirst()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.4m);
        var worse = bench.Create(bench.Limit("Buy", 0.01m, 20_000.1m));
        var better = bench.Create(bench.Limit("Buy", 0.01m, 20_000.2m));

        bench.Step(20_000m, 20_000.4m, trades: VenueBench.Sells(0.01m));

        Assert.Equal(OrderStatus.Filled, better.Status);
        Assert.Equal(0m, worse.FilledQty);
    }

    [Fact]
    public void MarketBuy_SeveralLevels_PaysEachLevelsPrice()
    {
        var bench = new VenueBench().Ladders([new(20_000m, 1m)], [new(20_001m, 0.01m), new(20_003m, 0.02m)]);

        var order = bench.Create(bench.Market("Buy", 0.03m));

        Assert.Equal(OrderStatus.Filled, order.Status);
        Assert.Equal((20_001m * 0.01m) + (20_003m * 0.02m), order.FilledValue);
        Assert.All(bench.Heard.Executions, static e => Assert.False(e.IsMaker));
        Assert.Equal(20_003m, bench.Bitcoin.LastPrice);
    }

    [Fact]
    public void MarketBuy_BookThinnerThanOrder_CancelsTheRest()
    {
        var bench = new VenueBench().Ladders([new(20_000m, 1m)], [new(20_001m, 0.01m), new(25_000m, 1m)]);

        var order = bench.Create(bench.Market("Buy", 0.03m));

        Assert.Equal(OrderStatus.Cancelled, order.Status);
        Assert.Equal(0.01m, order.FilledQty);
        Assert.Equal(0m, order.Leaves);
        Assert.Equal("EC_NoImmediateQtyToFill", order.RejectReason);
    }

    [Fact]
    public void PostOnly_WouldCross_IsAcceptedThenCancelled()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);

        var order = bench.Create(bench.Limit("Buy", 0.01m, 20_000.1m, "PostOnly"));

        Assert.Equal(OrderStatus.Cancelled, order.Status);
        Assert.Equal("EC_PostOnlyWillTakeLiquidity", order.RejectReason);
        Assert.Empty(bench.Heard.Executions);
    }

    [Fact]
    public void PostOnly_DoesNotCross_Rests()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.2m);

        var order = bench.Create(bench.Limit("Buy", 0.01m, 20_000.1m, "PostOnly"));

        Assert.Equal(OrderStatus.New, order.Status);
        Assert.Equal(20_000.1m, bench.Bitcoin.Book.Best(Side.Buy));
    }

    [Fact]
    public void ImmediateOrCancel_PartOfItMatches_CancelsTheRest()
    {
        var bench = new VenueBench().Ladders([new(20_000m, 1m)], [new(20_001m, 0.01m), new(20_002m, 1m)]);

        var order = bench.Create(bench.Limit("Buy", 0.02m, 20_001m, "IOC"));

        Assert.Equal(OrderStatus.Cancelled, order.Status);
        Assert.Equal(0.01m, order.FilledQty);
        Assert.Empty(bench.Bitcoin.OpenOrders);
    }

    [Fact]
    public void FillOrKill_NotWholeAvailable_FillsNothing()
    {
        var bench = new VenueBench().Ladders([new(20_000m, 1m)], [new(20_001m, 0.01m), new(20_002m, 1m)]);

        var killed = bench.Create(bench.Limit("Buy", 0.02m, 20_001m, "FOK"));
        var filled = bench.Create(bench.Limit("Buy", 0.02m, 20_002m, "FOK"));

        Assert.Equal((OrderStatus.Cancelled, 0m), (killed.Status, killed.FilledQty));
        Assert.Equal("EC_CancelForNoFullFill", killed.RejectReason);
        Assert.Equal(OrderStatus.Filled, filled.Status);
    }

    [Fact]
    public void OutsideAsk_MovesThroughOwnBid_FillsItAtItsOwnPrice()
    {
        var bench = new VenueBench().Step(20_000m, 20_010m);
        var order = bench.Create(bench.Limit("Buy", 0.02m, 20_005m));

        bench.Step(19_990m, 20_000m, size: 0.015m);

        Assert.Equal(0.015m, order.FilledQty);
        Assert.Equal(20_005m, order.AveragePrice);
        Assert.Equal(Side.Sell, bench.Heard.Tape[^1].TakerSide);
        Assert.True(bench.Bitcoin.Book.Best(Side.Sell) is null or > 20_005m);
    }

    [Fact]
    public void QueuePosition_LevelShrinks_MovesUpOnlyAsFarAsItHasTo()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m, size: 5m);
        var order = bench.Create(bench.Limit("Buy", 0.01m, 20_000m));
        Assert.Equal(5m, order.QueueAhead);

        bench.Step(20_000m, 20_000.1m, size: 8m);
        Assert.Equal(5m, order.QueueAhead);

        bench.Step(20_000m, 20_000.1m, size: 2m);
        Assert.Equal(2m, order.QueueAhead);
    }

    [Theory]
    [InlineData(SelfMatch.None, OrderStatus.Filled, OrderStatus.Filled)]
    [InlineData(SelfMatch.CancelMaker, OrderStatus.Cancelled, OrderStatus.New)]
    [InlineData(SelfMatch.CancelTaker, OrderStatus.New, OrderStatus.Cancelled)]
    [InlineData(SelfMatch.CancelBoth, OrderStatus.Cancelled, OrderStatus.Cancelled)]
    internal void OwnTaker_MeetsOwnMaker_FollowsItsSelfMatchRule(SelfMatch rule, OrderStatus makerEnds, OrderStatus takerEnds)
    {
        var bench = new VenueBench().Step(20_000m, 20_010m);
        var maker = bench.Create(bench.Limit("Buy", 0.01m, 20_005m));

        var taker = bench.Create(bench.Limit("Sell", 0.01m, 20_005m) with { SelfMatch = rule });

        Assert.Equal((makerEnds, takerEnds), (maker.Status, taker.Status));
    }

    [Fact]
    public void Amend_PriceThroughTheBook_TradesAsTaker()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.2m);
        var order = bench.Create(bench.Limit("Buy", 0.01m, 19_990m));

        var (verdict, _) = bench.Venue.Act(v => v.Changes.Amend(new AmendTicket { Symbol = "BTCUSDT", OrderId = order.OrderId, Price = 20_000.2m }));

        Assert.True(verdict.IsOk);
        Assert.Equal(OrderStatus.Filled, order.Status);
        Assert.Equal([OrderStatus.New, OrderStatus.Filled], bench.Heard.StatusesOf(order));
    }

    [Fact]
    public void Amend_SmallerQuantity_KeepsItsPlace_LargerLosesIt()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.2m);
        var first = bench.Create(bench.Limit("Buy", 0.02m, 20_000.1m));
        var second = bench.Create(bench.Limit("Buy", 0.02m, 20_000.1m));
        Verdict Amend(decimal qty) =>
            bench.Venue.Act(v => v.Changes.Amend(new AmendTicket { Symbol = "BTCUSDT", OrderId = first.OrderId, Qty = qty })).Verdict;

        Assert.True(Amend(0.01m).IsOk);
        Assert.Same(first, bench.Bitcoin.Book.Own(Side.Buy)[0]);
        Assert.True(Amend(0.03m).IsOk);
        Assert.Same(second, bench.Bitcoin.Book.Own(Side.Buy)[0]);
    }

    [Fact]
    public void Amend_QuantityNotAboveFilled_Is110064()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.2m);
        var order = bench.Create(bench.Limit("Buy", 0.02m, 20_000.1m));
        bench.Step(20_000m, 20_000.2m, trades: VenueBench.Sells(0.01m));

        var (verdict, _) = bench.Venue.Act(v => v.Changes.Amend(new AmendTicket { Symbol = "BTCUSDT", OrderId = order.OrderId, Qty = 0.01m }));

        Assert.Equal(110064, verdict.Code);
    }

    [Fact]
    public void VisibleBook_HoldsOwnOrdersBesideOutsideOnes()
    {
        var bench = new VenueBench().Ladders([new(20_000m, 1m), new(19_999m, 2m)], [new(20_001m, 1m)]);
        bench.Create(bench.Limit("Buy", 0.01m, 20_000m));
        bench.Create(bench.Limit("Buy", 0.02m, 19_999.5m));

        var levels = new List<BookLevel>();
        bench.Bitcoin.Book.Levels(Side.Buy, 10, levels);

        Assert.Equal([new(20_000m, 1.01m), new(19_999.5m, 0.02m), new(19_999m, 2m)], levels);
    }

    [Fact]
    public void PartialFillFault_TakesItsFractionAndTheRestStands()
    {
        var bench = new VenueBench().Step(20_000m, 20_001m);
        bench.Venue.PartialFill = static _ => 0.5m;

        var resting = bench.Create(bench.Limit("Buy", 0.02m, 20_001m));
        var market = bench.Step(20_000m, 20_002m).Create(bench.Market("Buy", 0.02m));

        Assert.Equal((OrderStatus.PartiallyFilled, 0.01m), (resting.Status, resting.FilledQty));
        Assert.Equal((OrderStatus.Cancelled, 0.01m), (market.Status, market.FilledQty));
    }
}
