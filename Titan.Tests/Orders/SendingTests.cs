using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Orders;

/// <summary>From intent to a settled order: on disk before the wire, never twice, unknown is asked and not resent.</summary>
public sealed class SendingTests
{
    [Fact]
    public void Entry_WhenSent_HasItsFactInTheSameTurnAndItsStopOnTheVenue()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        var send = Assert.Single(bench.Entries);
        Assert.Equal(OrderStatus.Filled, bench.OrderOf(send).Status);
        Assert.Equal(send.Order.StopLoss, position.StopLoss);
        Assert.True(position.IsCovered);
        Assert.NotNull(send.Order.NotAfter);
        Assert.Equal(bench.State.ComputeHash(), bench.Replayed().ComputeHash());
    }

    [Fact]
    public void Fill_ComingBeforeTheAcknowledgement_IsBooked()
    {
        var bench = EngineBench.Armed();
        bench.Disconnected = true;
        bench.Enter(Side.Buy);
        var order = Assert.Single(bench.Entries).Order;
        bench.Step(new Executed(Execution(order, "x1", order.Quantity)));
        Assert.Equal(OrderStatus.Filled, bench.State.Orders[order.ClientOrderId].Status);
        bench.Step(new SendAnswered(order.ClientOrderId, VenueOutcome.Accepted("v1")));
        Assert.Equal(OrderStatus.Filled, bench.State.Orders[order.ClientOrderId].Status);
        Assert.Equal("v1", bench.State.Orders[order.ClientOrderId].VenueOrderId);
    }

    [Fact]
    public void Acknowledgement_Lost_IsSettledByAskingNotByResending()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Sends.Enqueue(SendFate.LoseAck);
        bench.Venue.Faults.FillShare = 0m;
        bench.Enter(Side.Buy);
        bench.Advance(0.05);
        var send = Assert.Single(bench.Entries);
        Assert.Equal(OrderStatus.Accepted, bench.OrderOf(send).Status);
        bench.Advance(5);
        Assert.Single(bench.Entries);
    }

    [Fact]
    public void Order_ThatNeverArrived_IsRejectedOnlyAfterTwoAbsencesThreeSecondsApart()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Sends.Enqueue(SendFate.LoseOrder);
        bench.Enter(Side.Buy);
        bench.Advance(0.3);
        var send = Assert.Single(bench.Entries);
        Assert.Equal(OrderStatus.Unknown, bench.OrderOf(send).Status);
        bench.Advance(2.7);
        Assert.Equal(OrderStatus.Unknown, bench.OrderOf(send).Status);
        bench.Advance(3);
        Assert.Equal(OrderStatus.Rejected, bench.OrderOf(send).Status);
        Assert.Single(bench.Entries);
        Assert.Empty(bench.State.Positions);
    }

    [Fact]
    public void Entries_OnAnInstrumentWithAnUnknownOrder_AreDenied()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Sends.Enqueue(SendFate.LoseOrder);
        bench.Enter(Side.Buy);
        bench.Advance(0.3);
        bench.Enter(Side.Buy);
        Assert.Equal("Stale", bench.Facts<IntentJudged>().Last().Denial);
        bench.Enter(Side.Buy, EngineBench.Eth);
        Assert.True(bench.Facts<IntentJudged>().Last().Approved);
    }

    [Fact]
    public void Absence_WhileTheVenueCannotBeAsked_IsNotCounted()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Sends.Enqueue(SendFate.LoseAck);
        bench.Venue.Faults.Unreachable = true;
        bench.Venue.Faults.Deaf = true;
        bench.Enter(Side.Buy);
        bench.Advance(10);
        Assert.Equal(OrderStatus.Unknown, bench.OrderOf(bench.Entries.Single()).Status);
        bench.Venue.Faults.Unreachable = false;
        bench.Wait("the fill is found", () => bench.State.Positions.Count == 1);
        Assert.Equal(OrderStatus.Filled, bench.OrderOf(bench.Entries.Single()).Status);
    }

    [Fact]
    public void Order_RisenAfterItWasGivenUp_IsCancelledAndSaid()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Sends.Enqueue(SendFate.ArriveLate);
        bench.Venue.Faults.LateBy = TimeSpan.FromSeconds(8);
        bench.Venue.Faults.FillShare = 0m;
        bench.Enter(Side.Buy);
        bench.Advance(7);
        Assert.Equal(OrderStatus.Rejected, bench.OrderOf(bench.Entries.Single()).Status);
        bench.Advance(2);
        Assert.Single(bench.Alerts("ORDER_ROSE"));
        Assert.DoesNotContain(bench.Venue.Orders, order => order.IsOpen);
    }

    [Fact]
    public void Order_RisenAndFilled_IsAPositionUnderItsOwnStop()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Sends.Enqueue(SendFate.ArriveLate);
        bench.Venue.Faults.LateBy = TimeSpan.FromSeconds(8);
        bench.Enter(Side.Buy);
        bench.Advance(10);
        var position = bench.State.Positions[EngineBench.Btc.Id];
        Assert.Equal(bench.Venue.Holding("BTCUSDT")!.SignedQuantity, position.SignedQuantity);
        Assert.True(position.IsCovered);
        Assert.Equal(bench.Entries.Single().Order.StopLoss, position.WantedStop);
    }

    [Fact]
    public void Order_RejectedByTheVenue_EndsWithItsWords()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Sends.Enqueue(SendFate.Reject);
        bench.Enter(Side.Buy);
        bench.Advance(0.1);
        var order = bench.OrderOf(bench.Entries.Single());
        Assert.Equal(OrderStatus.Rejected, order.Status);
        Assert.Equal("110007 not enough balance", order.Reason);
        Assert.Contains(bench.Facts<EventNoted>(), note => note.Type == "ORDER_REJECTED");
    }

    [Fact]
    public void Order_RejectedAfterAPartialFill_IsAskedForAndKeepsTheFill()
    {
        var bench = EngineBench.Armed();
        bench.Disconnected = true;
        bench.Enter(Side.Buy);
        var order = bench.Entries.Single().Order;
        bench.Step(new Executed(Execution(order, "x1", 0.001m)));
        bench.Step(new SendAnswered(order.ClientOrderId, VenueOutcome.Rejected(110001, "gone")));
        bench.Advance(0.5);
        Assert.Contains(bench.Sent<AskForOrder>(), ask => ask.Id == order.ClientOrderId);
        bench.Step(new OrderReported(Report(order, VenueOrderStatus.Rejected, 0.001m)));
        Assert.Equal(OrderStatus.Cancelled, bench.State.Orders[order.ClientOrderId].Status);
        Assert.Equal(0.001m, bench.State.Positions[EngineBench.Btc.Id].Quantity);
    }

    [Fact]
    public void FilledStatus_WithoutItsExecutions_FillsNothingAndAsksForThem()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Sends.Enqueue(SendFate.LoseAck);
        bench.Venue.Faults.Deaf = true;
        bench.Enter(Side.Buy);
        bench.Advance(0.1);
        Assert.Empty(bench.State.Positions);
        bench.Wait("fills are asked for", () => bench.State.Positions.Count == 1, 3);
        Assert.Contains(bench.Sent<AskForAccount>(), ask => ask.Trigger == "fills");
        Assert.Equal(OrderStatus.Filled, bench.OrderOf(bench.Entries.Single()).Status);
    }

    [Fact]
    public void Reports_DuplicatedAndShuffled_EndInTheSameBook()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var bench = EngineBench.Armed();
            bench.Venue.Faults.Duplicate = true;
            bench.Venue.Faults.Shuffle = new Random(seed);
            bench.Venue.Faults.FillShare = 0.4m;
            bench.Enter(Side.Buy);
            bench.Enter(Side.Sell, EngineBench.Eth);
            bench.Advance(10);
            foreach (var instrument in BenchInstruments.All)
            {
                Assert.True(
                    bench.Venue.Holding(instrument.Id.Value)!.SignedQuantity == bench.State.Positions[instrument.Id].SignedQuantity, $"seed {seed}: {instrument.Id}");
            }

            Assert.Equal(bench.Venue.Wallet - 1000m, bench.State.Equity.RealizedPnl - bench.State.Equity.FeesPaid, 10);
            Assert.Equal(bench.State.ComputeHash(), bench.Replayed().ComputeHash());
        }
    }

    internal static ExecutionReport Execution(OrderRequest order, string id, decimal quantity) => new()
    {
        ExecutionId = new ExecutionId(id),
        ClientOrderId = order.ClientOrderId.Value,
        VenueOrderId = "v1",
        Symbol = order.Instrument.Id.Value,
        Side = order.Side,
        Quantity = quantity,
        Price = order.Price ?? 50_000m,
        Fee = 0.01m,
        Kind = ExecutionKind.Trade,
        At = EngineBench.Start.AddSeconds(1),
    };

    internal static OrderReport Report(OrderRequest order, VenueOrderStatus status, decimal filled) => new()
    {
        ClientOrderId = order.ClientOrderId.Value,
        VenueOrderId = "v1",
        Symbol = order.Instrument.Id.Value,
        Side = order.Side,
        Status = status,
        Quantity = order.Quantity,
        FilledQuantity = filled,
    };
}
