using FsCheck;
using FsCheck.Fluent;
using Titan.Simulator.Exchange;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

/// <summary>What must hold after any sequence of orders and market moves.</summary>
public sealed class AccountLawTests
{
    [Fact]
    public void Books_AfterAnySequence_AddUp()
    {
        var act = from kind in Gen.Choose(0, 5)
                  from distance in Gen.Choose(-40, 40)
                  from size in Gen.Choose(1, 20)
                  select (kind, distance, size);
        Prop.ForAll(act.ListOf().ToArbitrary(), acts =>
        {
            var bench = new VenueBench(balance: 5_000m).Step(20_000m, 20_001m, size: 0.5m);
            foreach (var (kind, distance, size) in acts)
            {
                Apply(bench, kind, distance, size * 0.001m);
                Check(bench);
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static void Apply(VenueBench bench, int kind, int distance, decimal qty)
    {
        var middle = bench.Bitcoin.MarkPrice;
        var price = Math.Round(middle + distance, 1);
        var side = distance % 2 == 0 ? "Buy" : "Sell";
        switch (kind)
        {
            case 0:
                bench.Try(bench.Limit(side, qty, price));
                break;
            case 1:
                bench.Try(bench.Market(side, qty));
                break;
            case 2:
                bench.Try(bench.Limit(side, qty, price) with { ReduceOnly = true });
                break;
            case 3:
                bench.Try(bench.Limit(side, qty, price) with { StopLoss = side == "Buy" ? price - 30m : price + 30m, TakeProfit = side == "Buy" ? price + 30m : price - 30m });
                break;
            default:
                bench.Step(Math.Round(middle, 1) + distance, Math.Round(middle, 1) + distance + 1m, size: 0.05m,
                    trades: distance % 2 == 0 ? VenueBench.Buys(qty) : VenueBench.Sells(qty));
                break;
        }
    }

    private static void Check(VenueBench bench)
    {
        var account = bench.Account;
        var fills = account.Executions.Where(static e => e.ExecType != "Funding").ToList();
        Assert.Equal(account.InitialBalance + account.TotalRealised - account.TotalFees + account.TotalFunding + account.TotalInsured, account.Balance);
        Assert.Equal(fills.Sum(static e => e.Qty * e.Side.Sign()), bench.Position.Size);
        Assert.Equal(fills.Sum(static e => e.Fee), account.TotalFees);
        Assert.Equal(fills.Sum(static e => e.ClosedProfit), account.TotalRealised);
        foreach (var order in bench.Venue.Orders.All)
        {
            Assert.Equal(order.FilledQty, fills.Where(e => e.OrderId == order.OrderId).Sum(static e => e.Qty));
            Assert.True(order.FilledQty <= order.Qty);
            Assert.Equal(order.Status.IsOpen(), bench.Bitcoin.OpenOrders.Contains(order));
        }
        foreach (var order in bench.Bitcoin.OpenOrders.Where(static o => o is { ReduceOnly: true, IsWorking: true }))
            Assert.True(bench.Position.IsReducedBy(order.Side) && order.Leaves <= bench.Position.Quantity);
        foreach (var stop in bench.Bitcoin.OpenOrders.Where(static o => o.StopKind is StopKind.StopLoss or StopKind.TakeProfit))
            Assert.Equal((bench.Position.ClosingSide, bench.Position.Quantity), (stop.Side, stop.Qty));
        var book = bench.Bitcoin.Book;
        if (book.Best(Side.Buy) is { } bid && book.Best(Side.Sell) is { } ask) Assert.True(bid < ask);
    }
}
