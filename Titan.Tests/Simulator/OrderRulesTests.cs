using Titan.Simulator.Exchange;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

public sealed class OrderRulesTests
{
    public static TheoryData<string, int> Refusals => new()
    {
        { "qty below minimum", 10001 },
        { "qty off the step", 10001 },
        { "qty above maximum", 10001 },
        { "price off the tick", 10001 },
        { "price out of band", 110003 },
        { "below minimum notional", 110094 },
        { "unknown symbol", 10001 },
        { "hedge index", 10001 },
        { "orderLinkId too long", 10001 },
        { "orderLinkId with a space", 10001 },
        { "reduce-only without position", 110017 },
        { "zero qty without both flags", 10001 },
        { "stop loss above a buy", 10001 },
        { "rising trigger below last", 110092 },
        { "falling trigger above last", 110093 },
        { "trigger without direction", 10001 },
        { "more than the wallet carries", 110007 },
        { "spot category", 10001 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Create_RuleBroken_IsRefusedWithTheVenuesCode(string broken, int code)
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        var good = bench.Limit("Buy", 0.01m, 19_900m);
        var ticket = broken switch
        {
            "qty below minimum" => good with { Qty = 0.0005m },
            "qty off the step" => good with { Qty = 0.0105m },
            "qty above maximum" => good with { Qty = 1191m },
            "price off the tick" => good with { Price = 19_900.05m },
            "price out of band" => good with { Price = 21_500m },
            "below minimum notional" => good with { Qty = 0.001m, Price = 4_000m },
            "unknown symbol" => good with { Symbol = "NOPEUSDT" },
            "hedge index" => good with { PositionIdx = 1 },
            "orderLinkId too long" => good with { OrderLinkId = new string('x', 37) },
            "orderLinkId with a space" => good with { OrderLinkId = "a b" },
            "reduce-only without position" => good with { ReduceOnly = true },
            "zero qty without both flags" => good with { Qty = 0m },
            "stop loss above a buy" => good with { StopLoss = 19_950m },
            "rising trigger below last" => good with { TriggerPrice = 19_000m, TriggerDirection = 1 },
            "falling trigger above last" => good with { TriggerPrice = 21_000m, TriggerDirection = 2 },
            "trigger without direction" => good with { TriggerPrice = 21_000m },
            "more than the wallet carries" => good with { Qty = 2m },
            _ => good with { Category = "spot" },
        };

        var (verdict, order) = bench.Try(ticket);

        Assert.Equal(code, verdict.Code);
        Assert.Null(order);
        Assert.Empty(bench.Venue.Orders.All);
        Assert.True(bench.Try(good).Verdict.IsOk);
    }

    [Fact]
    public void OrderLinkId_UsedOnce_Is110072ForEver()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        var ticket = bench.Limit("Buy", 0.01m, 19_900m);
        var order = bench.Create(ticket);
        bench.Venue.Act(v => v.Changes.Cancel("linear", "BTCUSDT", order.OrderId, ""));
        bench.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(110072, bench.Try(ticket).Verdict.Code);
    }

    [Fact]
    public void ActiveOrders_AtTheCap_Is110020()
    {
        var bench = new VenueBench(balance: 1_000_000m).Step(20_000m, 20_000.1m);
        for (var i = 0; i < 500; i++) bench.Create(bench.Limit("Buy", 0.001m, 19_900m));

        Assert.Equal(110020, bench.Try(bench.Limit("Buy", 0.001m, 19_900m)).Verdict.Code);
    }

    [Fact]
    public void ConditionalOrders_AtTheCap_Is110009()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        for (var i = 0; i < 10; i++) bench.Create(bench.Market("Buy", 0.001m) with { TriggerPrice = 21_000m, TriggerDirection = 1 });

        Assert.Equal(110009, bench.Try(bench.Market("Buy", 0.001m) with { TriggerPrice = 21_000m, TriggerDirection = 1 }).Verdict.Code);
    }

    [Fact]
    public void CancelAll_MoreThanFiveHundred_TakesFiveHundredPerCall()
    {
        var bench = new VenueBench(1_000_000m, TinyMarket.Bitcoin, TinyMarket.Ether).Step(20_000m, 20_000.1m).Step(1_500m, 1_500.1m, symbol: "ETHUSDT");
        for (var i = 0; i < 300; i++)
        {
            bench.Create(bench.Limit("Buy", 0.001m, 19_900m));
            bench.Create(bench.Limit("Buy", 0.01m, 1_490m) with { Symbol = "ETHUSDT" });
        }
        int CancelAll() => bench.Venue.Act(v => v.Changes.CancelAll("linear", "", "", "USDT", "", "")).Orders.Count;

        Assert.Equal(500, CancelAll());
        Assert.Equal(100, CancelAll());
        Assert.Equal(0, CancelAll());
    }

    [Fact]
    public void CancelAll_OrderFilter_LeavesProtections()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Buy", 0.01m) with { StopLoss = 19_000m });
        bench.Create(bench.Limit("Buy", 0.01m, 19_900m));

        var cancelled = bench.Venue.Act(v => v.Changes.CancelAll("linear", "", "", "USDT", "Order", "")).Orders;

        Assert.Single(cancelled);
        Assert.NotNull(bench.Protection(StopKind.StopLoss));
        Assert.Equal(19_000m, bench.Position.StopLoss);
    }

    [Fact]
    public void Cancel_EndedOrUnknownOrder_Is110001()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        var order = bench.Create(bench.Market("Buy", 0.01m));

        Assert.Equal(110001, bench.Venue.Act(v => v.Changes.Cancel("linear", "BTCUSDT", order.OrderId, "")).Verdict.Code);
        Assert.Equal(110001, bench.Venue.Act(v => v.Changes.Cancel("linear", "BTCUSDT", "", "never")).Verdict.Code);
    }
}
