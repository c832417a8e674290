using Titan.Simulator.Exchange;
using Titan.Tests.Simulator.Support;

namespace Titan.Tests.Simulator;

public sealed class AccountTests
{
    [Fact]
    public void RoundTrip_BooksProfitAndBothFees()
    {
        var bench = new VenueBench().Step(20_000m, 20_000m + 0.1m);
        bench.Create(bench.Market("Buy", 0.01m));
        bench.Step(20_100m, 20_100.1m);
        bench.Create(bench.Market("Sell", 0.01m) with { ReduceOnly = true });

        var fees = ((20_000.1m + 20_100m) * 0.01m) * 0.00055m;
        Assert.Equal(0.01m * (20_100m - 20_000.1m), bench.Account.TotalRealised);
        Assert.Equal(fees, bench.Account.TotalFees);
        Assert.Equal(2450m + bench.Account.TotalRealised - fees, bench.Account.Balance);
        Assert.Equal(bench.Account.TotalRealised - fees, bench.Account.ClosedProfits.Single().NetProfit);
        Assert.Equal(bench.Account.TotalRealised - fees, bench.Position.CurrentRealised);
    }

    [Fact]
    public void MakerFill_PaysTheMakerRate()
    {
        var bench = new VenueBench().Step(20_000m, 20_001m);
        bench.Create(bench.Limit("Buy", 0.01m, 20_000.5m));

        bench.Step(20_000m, 20_001m, trades: VenueBench.Sells(0.01m));

        Assert.Equal(20_000.5m * 0.01m * 0.0002m, bench.Account.TotalFees);
    }

    [Fact]
    public void ReduceOnly_LargerThanThePosition_IsCutToIt()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Buy", 0.01m));

        var order = bench.Create(bench.Market("Sell", 0.05m) with { ReduceOnly = true });

        Assert.Equal(0.01m, order.Qty);
        Assert.True(bench.Position.IsFlat);
    }

    [Fact]
    public void ReduceOnly_SameSideAsThePosition_Is110017()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Buy", 0.01m));

        Assert.Equal(110017, bench.Try(bench.Market("Buy", 0.01m) with { ReduceOnly = true }).Verdict.Code);
    }

    [Fact]
    public void RestingReduceOnly_PositionShrinks_IsCutAndThenCancelled()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Buy", 0.02m));
        var exit = bench.Create(bench.Limit("Sell", 0.02m, 20_050m) with { ReduceOnly = true });

        bench.Create(bench.Market("Sell", 0.015m));
        Assert.Equal(0.005m, exit.Leaves);
        bench.Create(bench.Market("Sell", 0.005m));

        Assert.Equal((OrderStatus.Cancelled, "CancelByReduceOnly"), (exit.Status, exit.CancelType));
    }

    [Fact]
    public void ZeroQty_ReduceOnlyWithCloseOnTrigger_ClosesAll()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Sell", 0.03m));

        bench.Create(bench.Market("Buy", 0m) with { ReduceOnly = true, CloseOnTrigger = true });

        Assert.True(bench.Position.IsFlat);
    }

    [Fact]
    public void Margin_OrdersAndPositionShareTheWallet()
    {
        var bench = new VenueBench(balance: 1_000m).Step(20_000m, 20_000.1m);
        bench.Create(bench.Limit("Buy", 0.4m, 19_900m));

        Assert.Equal(0.4m * 19_900m / 10m, bench.Account.InitialMargin);
        Assert.Equal(110007, bench.Try(bench.Limit("Buy", 0.2m, 19_900m)).Verdict.Code);
        Assert.True(bench.Try(bench.Limit("Sell", 0.3m, 20_050m)).Verdict.IsOk);
    }

    [Fact]
    public void Margin_OrderAgainstThePosition_CostsNothingUpToIt()
    {
        var bench = new VenueBench(balance: 1_000m).Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Buy", 0.4m));
        var margin = bench.Account.InitialMargin;

        bench.Create(bench.Limit("Sell", 0.4m, 20_050m));

        Assert.Equal(margin, bench.Account.InitialMargin);
    }

    [Fact]
    public void Leverage_SetAgain_Is110043_AndBeyondTheMaximumIs110013()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        Verdict Set(decimal leverage) => bench.Venue.Act(v => v.Positions.SetLeverage("linear", "BTCUSDT", leverage, leverage));

        Assert.True(Set(5m).IsOk);
        Assert.Equal(110043, Set(5m).Code);
        Assert.Equal(110013, Set(101m).Code);
    }

    [Fact]
    public void Funding_AtEightHours_LongPaysAndTheRowChangesNoSize()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Buy", 0.1m));
        var balance = bench.Account.Balance;
        bench.Clock.Advance(TimeSpan.FromHours(8));

        bench.Step(20_000m, 20_000.2m, mark: 20_000m, funding: 0.0001m);

        var row = bench.Heard.Executions[^1];
        Assert.Equal(("Funding", 0.1m, ""), (row.ExecType, row.Qty, row.OrderLinkId));
        Assert.Equal(0.1m * 20_000m * 0.0001m, row.Fee);
        Assert.Equal(balance - row.Fee, bench.Account.Balance);
        Assert.Equal(-row.Fee, bench.Account.TotalFunding);
        Assert.Equal(0.1m, bench.Position.Size);
    }

    [Fact]
    public void Funding_PositiveRate_PaysTheShort()
    {
        var bench = new VenueBench().Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Sell", 0.1m));
        bench.Clock.Advance(TimeSpan.FromHours(8));

        bench.Step(20_000m, 20_000.2m, mark: 20_000m, funding: 0.0001m);

        Assert.Equal(0.2m, bench.Account.TotalFunding);
    }

    [Fact]
    public void Liquidation_MaintenanceReachesEquity_CancelsOrdersThenTakesThePosition()
    {
        var bench = new VenueBench(balance: 300m).Step(20_000m, 20_000.1m);
        bench.Venue.Act(v => v.Positions.SetLeverage("linear", "BTCUSDT", 50m, 50m));
        bench.Create(bench.Market("Buy", 0.3m) with { StopLoss = 10_000m });
        var resting = bench.Create(bench.Limit("Buy", 0.01m, 19_100m));
        var liquidation = bench.Account.LiquidationPrice(bench.Position)!.Value;

        bench.Step(liquidation, liquidation + 1m, mark: liquidation + 0.5m);
        Assert.False(bench.Position.IsFlat);
        bench.Step(liquidation - 1m, liquidation, mark: liquidation - 0.5m);

        Assert.True(bench.Position.IsFlat);
        Assert.Equal((OrderStatus.Cancelled, "CancelAllBeforeLiq"), (resting.Status, resting.CancelType));
        var row = bench.Heard.Executions[^1];
        Assert.Equal(("BustTrade", "CreateByLiq", ""), (row.ExecType, row.CreateType, row.OrderLinkId));
        Assert.Equal(Side.Buy, Assert.Single(bench.Heard.Liquidations).PositionSide);
        Assert.InRange(bench.Account.Balance, 0m, 10m);
    }

    [Fact]
    public void LiquidationPrice_Reached_IsWhereMaintenanceEqualsEquity()
    {
        var bench = new VenueBench(balance: 500m).Step(20_000m, 20_000.1m);
        bench.Create(bench.Market("Sell", 0.1m));
        var price = bench.Account.LiquidationPrice(bench.Position)!.Value;

        bench.Bitcoin.MarkPrice = price;

        Assert.Equal(bench.Account.MarginBalance, bench.Account.MaintenanceMargin, 6);
    }
}
