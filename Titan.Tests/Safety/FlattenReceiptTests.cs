using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>The receipt of FLATTEN ALL is true: who, why, each order, what others closed meanwhile, the way over a restart.</summary>
public sealed class FlattenReceiptTests
{
    [Fact]
    public void Receipt_OfTwoPositions_SaysWhoWhyWhenAndEachOrder()
    {
        var bench = Holding();
        var receipt = Flat(bench);
        Assert.Equal(("ada", "Operator", "api", "test"), (receipt.By, receipt.Roles, receipt.Door, receipt.Reason));
        Assert.Equal(["BTCUSDT", "ETHUSDT"], receipt.Legs.Select(leg => leg.Symbol));
        Assert.All(receipt.Legs, leg => Assert.Equal((0m, 0m), (leg.Remaining, leg.ClosedElsewhere)));
        Assert.All(receipt.Legs, leg => Assert.NotNull(leg.SlippageBps));
        Assert.Equal(2, receipt.Orders.Count);
        Assert.All(receipt.Orders, order => Assert.Equal("Filled", order.Status));
        Assert.Equal(bench.Venue.Executions.TakeLast(2).Sum(execution => execution.Fee), receipt.Fees);
        Assert.True(receipt.Took > TimeSpan.Zero && receipt.ConfirmedAt <= bench.Now);
        Assert.Equal(FlattenStage.Started, receipt.Steps[0].Stage);
        Assert.Equal(FlattenStage.Flat, receipt.Steps[^1].Stage);
    }

    [Fact]
    public void Receipt_WhenOneIsLiquidatedMeanwhile_CountsItApart()
    {
        var bench = Holding();
        var size = bench.State.Positions[EngineBench.Eth.Id].Quantity;
        bench.Venue.Liquidate(EngineBench.Eth, 2_600m);
        var leg = Flat(bench).Legs.Single(leg => leg.Symbol == "ETHUSDT");
        Assert.Equal((0m, size, "Liquidated"), (leg.ClosedQuantity, leg.ClosedElsewhere, leg.Elsewhere));
        Assert.Equal(2_600m * size, leg.ElsewhereValue);
        Assert.Equal(CloseReason.Liquidated, bench.State.ClosedTrades.Single(trade => trade.Instrument.Value == "ETHUSDT").Reason);
    }

    [Fact]
    public void Receipt_WhenAStopFillsMeanwhile_CountsItApart()
    {
        var bench = Holding();
        bench.Venue.TriggerStop(EngineBench.Btc, 49_500m);
        var leg = Flat(bench).Legs.Single(leg => leg.Symbol == "BTCUSDT");
        Assert.Equal((0m, "StopLoss"), (leg.ClosedQuantity, leg.Elsewhere));
    }

    [Fact]
    public void Receipt_AfterARejectedClose_HoldsBothTries()
    {
        var bench = Holding();
        bench.Venue.Faults.Sends.Enqueue(SendFate.Reject);
        var receipt = Flat(bench);
        Assert.Equal(3, receipt.Orders.Count);
        Assert.Single(receipt.Orders, order => order.Status == "Rejected" && order.Reason is not null);
        Assert.All(receipt.Legs, leg => Assert.Null(leg.Problem));
    }

    [Fact]
    public void Receipt_AfterARestartInTheMiddle_IsWhole()
    {
        var bench = Holding();
        bench.Venue.Faults.FillShare = 0.5m;
        bench.Command(new FlattenCommand(EngineBench.Operator, "test", bench.Correlation("flatten")));
        bench.Advance(0.1);
        bench.Restart();
        bench.Venue.Faults.FillShare = 1m;
        bench.Wait("flat", () => bench.State.Flatten is null);
        var receipt = bench.State.LastFlatten!;
        Assert.Equal("ada", receipt.By);
        Assert.All(receipt.Legs, leg => Assert.Equal(0m, leg.Remaining));
        Assert.Equal(
            bench.Venue.Executions.Skip(2).Sum(execution => execution.Price * execution.Quantity), receipt.Legs.Sum(leg => leg.ClosedValue));
        Assert.Equal(bench.State.ComputeHash(), bench.Replayed().ComputeHash());
    }

    [Fact]
    public void Flatten_KilledAtEveryMoment_GoesOnToFlatWithATrueReceipt()
    {
        for (var moment = 0.0; moment <= 1.5; moment += 0.01)
        {
            var bench = Holding();
            bench.Venue.Faults.Sends.Enqueue(SendFate.Reject);
            bench.Venue.Faults.FillShare = 0.7m;
            bench.Command(new FlattenCommand(EngineBench.Operator, "test", bench.Correlation("flatten")));
            bench.Advance(moment);
            bench.Restart();
            bench.Venue.Faults.FillShare = 1m;
            bench.Wait($"flat after a kill at {moment:0.00} s", () => bench.State.Flatten is null);
            Assert.True(bench.Venue.IsFlat);
            Assert.DoesNotContain(bench.Venue.Orders, order => order.IsOpen);
            Assert.All(bench.State.LastFlatten!.Legs, leg => Assert.Equal(0m, leg.Remaining));
            Assert.Single(bench.Facts<FlattenEnded>());
            Assert.Equal(bench.State.ComputeHash(), bench.Replayed().ComputeHash());
        }
    }

    [Fact]
    public void Receipt_OfALateEntryFill_HoldsItsLegToo()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.FillShare = 0m;
        bench.Enter(Side.Buy);
        bench.Advance(0.2);
        bench.Venue.Faults.Cancels.Enqueue(CancelFate.FillFirst);
        bench.Venue.Faults.FillShare = 1m;
        var leg = Assert.Single(Flat(bench).Legs);
        Assert.Equal(0m, leg.Remaining);
        Assert.True(leg.ClosedQuantity > 0);
    }

    [Fact]
    public void Flatten_AboveTheVenuesLargestOrder_SplitsAndCountsTheWhole()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.Hold(EngineBench.Btc, 25m, 50_000m);
        bench.Command(new ReconcileCommand(EngineBench.Operator, null, bench.Correlation("reconcile")));
        bench.Wait("adopted", () => bench.State.Positions.Count == 1);
        var receipt = Flat(bench);
        Assert.Equal([5m, 10m, 10m], receipt.Orders.Select(order => order.Quantity).Order());
        Assert.Equal(25m, Assert.Single(receipt.Legs).ClosedQuantity);
    }

    private static EngineBench Holding()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Open(Side.Sell, EngineBench.Eth);
        return bench;
    }

    private static FlattenReceipt Flat(EngineBench bench)
    {
        var command = new FlattenCommand(EngineBench.Operator, "test", bench.Correlation("flatten"));
        bench.Command(command);
        bench.Wait("flat", () => bench.ReplyTo(command) is not null);
        Assert.True(bench.Venue.IsFlat);
        return bench.ReplyTo(command)!.Receipt!;
    }
}
