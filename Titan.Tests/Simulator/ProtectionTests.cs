using Titan.Simulator.Exchange;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

public sealed class ProtectionTests
{
    [Fact]
    public void StopLossOnCreate_StandsFromTheFirstFill_AndClosesThePosition()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        var entry = bench.Create(bench.Limit("Buy", 0.02m, 19_999m) with { StopLoss = 19_900m, StopLossTriggerBy = TriggerBy.MarkPrice });
        Assert.Null(bench.Protection(StopKind.StopLoss));

        bench.Step(19_998m, 19_999m, size: 0.01m);
        var stop = bench.Protection(StopKind.StopLoss)!;
        Assert.Equal((0.01m, entry.OrderLinkId), (stop.Qty, stop.ParentOrderLinkId));
        bench.Step(19_998m, 19_999m, size: 0.01m);
        Assert.Equal(0.02m, stop.Qty);
        Assert.Equal(19_900m, bench.Position.StopLoss);

        bench.Step(19_890m, 19_895m, mark: 19_901m);
        Assert.Equal(OrderStatus.Untriggered, stop.Status);
        bench.Step(19_890m, 19_895m, mark: 19_900m);

        Assert.True(bench.Position.IsFlat);
        Assert.Equal(0m, bench.Position.StopLoss);
        Assert.Equal(
            [OrderStatus.Untriggered, OrderStatus.Untriggered, OrderStatus.Triggered, OrderStatus.Filled], bench.Heard.StatusesOf(stop));
        Assert.Equal("CreateByStopLoss", stop.CreateType);
        Assert.Equal(19_890m, stop.AveragePrice);
    }

    [Fact]
    public void TakeProfitByLastPrice_Reached_ClosesAndRemovesTheStopLoss()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Sell", 0.01m) with { TakeProfit = 19_900m, StopLoss = 20_100m });
        var stop = bench.Protection(StopKind.StopLoss)!;
        bench.Step(19_890m, 19_890.1m);
        Assert.False(bench.Position.IsFlat);

        bench.Step(19_890m, 19_890.1m, trades: VenueBench.Buys(0.01m));

        Assert.True(bench.Position.IsFlat);
        Assert.Equal((OrderStatus.Deactivated, "CancelByTpSlTsClear"), (stop.Status, stop.CancelType));
        Assert.Empty(bench.Bitcoin.OpenOrders);
    }

    [Fact]
    public void TradingStop_FullTwice_MovesTheOneStop_AndSameValueIs34040()
    {
        var bench = Long(0.02m);
        Assert.True(bench.Protect(Stop(19_000m)).IsOk);
        var stop = bench.Protection(StopKind.StopLoss);

        Assert.Equal(34040, bench.Protect(Stop(19_000m)).Code);
        Assert.True(bench.Protect(Stop(19_100m)).IsOk);

        Assert.Same(stop, bench.Protection(StopKind.StopLoss));
        Assert.Equal((19_100m, 19_100m), (stop!.TriggerPrice, bench.Position.StopLoss));
        Assert.True(bench.Protect(Stop(0m)).IsOk);
        Assert.Equal(OrderStatus.Deactivated, stop.Status);
        Assert.Equal(0m, bench.Position.StopLoss);
    }

    [Fact]
    public void TradingStop_WrongSideOrFlat_IsRefused()
    {
        Assert.Equal(10001, Long(0.02m).Protect(Stop(20_500m)).Code);
        Assert.Equal(10001, new VenueBench().Step(20_000m, 20_000.1m).Protect(Stop(19_000m)).Code);
    }

    [Fact]
    public void TradingStop_Partial_AddsEachTime_AndClosesOnlyItsSize()
    {
        var bench = Long(0.03m);
        var ticket = new ProtectionTicket { Symbol = "BTCUSDT", Partial = true, StopLoss = 19_500m, StopLossSize = 0.01m };
        Assert.True(bench.Protect(ticket).IsOk);
        Assert.True(bench.Protect(ticket with { StopLoss = 19_400m }).IsOk);
        Assert.Equal(2, bench.Bitcoin.OpenOrders.Count);

        bench.Step(19_450m, 19_450.1m, trades: VenueBench.Sells(0.001m)).Step(19_450m, 19_450.1m, trades: VenueBench.Sells(0.001m));

        Assert.Equal(0.02m, bench.Position.Size);
        Assert.Equal(19_400m, Assert.Single(bench.Bitcoin.OpenOrders).TriggerPrice);
    }

    [Fact]
    public void TradingStop_PartialBeyondTwenty_Is110061()
    {
        var bench = Long(0.03m);
        var ticket = new ProtectionTicket { Symbol = "BTCUSDT", Partial = true, StopLoss = 19_500m, StopLossSize = 0.001m };
        for (var i = 0; i < 20; i++) Assert.True(bench.Protect(ticket).IsOk);

        Assert.Equal(110061, bench.Protect(ticket).Code);
    }

    [Fact]
    public void PartialOnCreate_LimitTakeProfit_RestsAtItsLimitWhenTriggered()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Buy", 0.01m) with
        {
            TakeProfit = 20_100m,
            PartialProtection = true,
            TakeProfitType = OrderType.Limit,
            TakeProfitLimit = 20_120m,
        });
        var profit = bench.Protection(StopKind.PartialTakeProfit)!;

        bench.Step(20_100m, 20_105m).Step(20_100m, 20_105m, trades: VenueBench.Buys(0.01m));

        Assert.Equal((OrderStatus.New, 20_120m), (profit.Status, profit.Price));
        Assert.True(bench.Step(20_125m, 20_126m).Position.IsFlat);
        Assert.Equal(20_120m, profit.AveragePrice);
    }

    [Fact]
    public void TrailingStop_FollowsUpNeverDown_AndCloses()
    {
        var bench = Long(0.01m);
        Assert.True(bench.Protect(new ProtectionTicket { Symbol = "BTCUSDT", TrailingStop = 100m }).IsOk);
        Assert.Equal(100m, bench.Position.TrailingStop);

        bench.Step(20_300m, 20_300.1m).Step(20_300m, 20_300.1m, trades: VenueBench.Buys(0.01m));
        Assert.Equal(20_200.1m, bench.Protection(StopKind.TrailingStop)!.TriggerPrice);
        bench.Step(20_250m, 20_250.1m).Step(20_250m, 20_250.1m, trades: VenueBench.Sells(0.01m));
        Assert.Equal(20_200.1m, bench.Protection(StopKind.TrailingStop)!.TriggerPrice);
        bench.Step(20_200m, 20_200.1m).Step(20_200m, 20_200.1m, trades: VenueBench.Sells(0.01m));

        Assert.True(bench.Position.IsFlat);
        Assert.Equal(0m, bench.Position.TrailingStop);
    }

    [Fact]
    public void PositionTurns_ProtectionsOfTheOldOneGo()
    {
        var bench = Long(0.01m);
        bench.Protect(Stop(19_000m));
        var stop = bench.Protection(StopKind.StopLoss)!;

        bench.Create(bench.Market("Sell", 0.03m));

        Assert.Equal(-0.02m, bench.Position.Size);
        Assert.Equal(OrderStatus.Deactivated, stop.Status);
        Assert.Equal(0m, bench.Position.StopLoss);
    }

    [Fact]
    public void Conditional_Rises_GoesOnUnderTheSameId()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        var order = bench.Create(bench.Market("Buy", 0.01m) with { TriggerPrice = 20_100m, TriggerDirection = 1, TriggerBy = TriggerBy.MarkPrice });

        bench.Step(20_099m, 20_099.1m).Step(20_100m, 20_100.1m);

        Assert.Equal([OrderStatus.Untriggered, OrderStatus.Triggered, OrderStatus.Filled], bench.Heard.StatusesOf(order));
        Assert.Equal(0.01m, bench.Position.Size);
    }

    [Fact]
    public void Conditional_TooLargeForTheMargin_IsRejectedOnlyWhenTriggered()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        var order = bench.Create(bench.Market("Buy", 5m) with { TriggerPrice = 20_100m, TriggerDirection = 1, TriggerBy = TriggerBy.MarkPrice });

        bench.Step(20_100m, 20_100.1m);

        Assert.Equal(OrderStatus.Rejected, order.Status);
        Assert.True(bench.Position.IsFlat);
    }

    [Fact]
    public void Conditional_CancelledBeforeItsTrigger_IsDeactivated()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        var order = bench.Create(bench.Market("Buy", 0.01m) with { TriggerPrice = 20_100m, TriggerDirection = 1 });

        bench.Venue.Act(v => v.Changes.Cancel("linear", "BTCUSDT", order.OrderId, ""));

        Assert.Equal((OrderStatus.Deactivated, "CancelByUser"), (order.Status, order.CancelType));
    }

    private static VenueBench Long(decimal qty)
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Buy", qty));
        return bench;
    }

    private static ProtectionTicket Stop(decimal price) => new() { Symbol = "BTCUSDT", StopLoss = price, StopLossTriggerBy = TriggerBy.MarkPrice };
}
