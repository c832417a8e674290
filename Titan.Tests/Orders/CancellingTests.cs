using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Orders;

/// <summary>Cancels that race, get lost, or come too early; entries that wait too long; orders in doubt after a restart.</summary>
public sealed class CancellingTests
{
    [Fact]
    public void Entry_UnfilledBeyondItsTime_IsCancelled()
    {
        var bench = WithWorkingEntry(out var entry);
        bench.Advance(1.5);
        Assert.True(bench.OrderOf(entry).IsWorking);
        bench.Advance(1.5);
        Assert.Equal(OrderStatus.Cancelled, bench.OrderOf(entry).Status);
        Assert.DoesNotContain(bench.Venue.Orders, order => order.IsOpen);
    }

    [Fact]
    public void Entry_PartlyFilledBeyondItsTime_KeepsThePartUnderAStop()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.FillShare = 0.5m;
        bench.Enter(Side.Buy);
        bench.Advance(4);
        var order = bench.OrderOf(bench.Entries.Single());
        Assert.Equal(OrderStatus.Cancelled, order.Status);
        Assert.Equal(order.FilledQuantity, bench.State.Positions[EngineBench.Btc.Id].Quantity);
        Assert.True(bench.State.Positions[EngineBench.Btc.Id].IsCovered);
    }

    [Fact]
    public void Cancel_RacingAFill_EndsFilledWithThePositionBooked()
    {
        var bench = WithWorkingEntry(out var entry);
        bench.Venue.Faults.Cancels.Enqueue(CancelFate.FillFirst);
        bench.Command(new DisarmCommand(EngineBench.Operator, "now", bench.Correlation("disarm")));
        bench.Advance(1);
        Assert.Equal(OrderStatus.Filled, bench.OrderOf(entry).Status);
        Assert.True(bench.State.Positions[EngineBench.Btc.Id].IsCovered);
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
    }

    [Fact]
    public void Cancel_ThatGotLost_IsRepeatedUntilTheVenueHoldsNothing()
    {
        var bench = WithWorkingEntry(out var entry);
        bench.Venue.Faults.Cancels.Enqueue(CancelFate.Lose);
        bench.Venue.Faults.Cancels.Enqueue(CancelFate.Lose);
        bench.Command(new DisarmCommand(EngineBench.Operator, "now", bench.Correlation("disarm")));
        bench.Wait("the entry is gone", () => !bench.Venue.Orders.Any(order => order.IsOpen), 6);
        bench.Advance(0.5);
        Assert.Equal(OrderStatus.Cancelled, bench.OrderOf(entry).Status);
    }

    [Fact]
    public void Cancel_OvertakingItsOwnOrder_StillTakesItOffTheVenue()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.FillShare = 0m;
        bench.Venue.Faults.Sends.Enqueue(SendFate.ArriveLate);
        bench.Venue.Faults.LateBy = TimeSpan.FromMilliseconds(300);
        bench.Enter(Side.Buy);
        bench.Command(new DisarmCommand(EngineBench.Operator, "now", bench.Correlation("disarm")));
        bench.Wait("the order arrived", () => bench.Venue.Orders.Count == 1);
        bench.Wait("the order is gone", () => !bench.Venue.Orders.Any(order => order.IsOpen), 6);
    }

    [Fact]
    public void Disarm_WithEntriesOnTwoInstruments_CancelsBothAndCountsThem()
    {
        var bench = WithWorkingEntry(out _);
        bench.Enter(Side.Sell, EngineBench.Eth);
        bench.Advance(0.1);
        var disarm = new DisarmCommand(EngineBench.Operator, "now", bench.Correlation("disarm"));
        bench.Command(disarm);
        Assert.Equal(2, bench.ReplyTo(disarm)!.Count);
        bench.Advance(0.5);
        Assert.DoesNotContain(bench.Venue.Orders, order => order.IsOpen);
    }

    [Fact]
    public void Orders_AfterARestart_AreInDoubtUntilTheVenueSays()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Sends.Enqueue(SendFate.LoseOrder);
        bench.Enter(Side.Buy);
        bench.Restart();
        var order = bench.State.Orders.Values.Single();
        Assert.Equal(OrderStatus.Unknown, order.Status);
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
        bench.Advance(6);
        Assert.Equal(OrderStatus.Rejected, bench.State.Orders[order.Id].Status);
    }

    [Fact]
    public void Entry_SentJustBeforeACrashAndWorking_IsCancelledByTheNextProcess()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.FillShare = 0m;
        bench.Enter(Side.Buy);
        bench.Restart();
        bench.Advance(4);
        Assert.DoesNotContain(bench.Venue.Orders, order => order.IsOpen);
        Assert.DoesNotContain(bench.State.Orders.Values, order => order.IsWorking);
    }

    [Fact]
    public void Entry_FilledWhileTheProcessWasDead_IsBookedWithItsStopAndNoDrift()
    {
        var bench = EngineBench.Armed();
        bench.Enter(Side.Buy);
        bench.Restart();
        bench.Advance(3);
        var position = bench.State.Positions[EngineBench.Btc.Id];
        Assert.Equal(bench.Venue.Holding("BTCUSDT")!.SignedQuantity, position.SignedQuantity);
        Assert.Equal(PositionOrigin.Engine, position.Origin);
        Assert.True(position.IsCovered);
        Assert.Empty(bench.Facts<PositionCorrected>());
        Assert.Equal(bench.State.ComputeHash(), bench.Replayed().ComputeHash());
    }

    [Fact]
    public void CancelAll_WithoutProtective_LeavesStopsAndAnswersWithRows()
    {
        var bench = WithWorkingEntry(out _);
        var cancel = new CancelAllCommand(EngineBench.Operator, null, bench.Correlation("cancel"), IncludeProtective: false);
        bench.Command(cancel);
        Assert.Contains(bench.Sent<CancelEverything>(), all => !all.IncludeProtective);
        bench.Advance(0.5);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(cancel)!.Status);
        Assert.Equal(ArmState.Armed, bench.State.Arm.State);
    }

    [Fact]
    public void CancelAll_TheVenueNeverAnswers_IsUnreachableUnderItsOwnNameInTheAudit()
    {
        var bench = EngineBench.Armed();
        bench.Disconnected = true;
        var cancel = new CancelAllCommand(EngineBench.Operator, null, bench.Correlation("cancel"), IncludeProtective: true);
        bench.Command(cancel);
        bench.Advance(11);
        Assert.Equal(CommandStatus.Unreachable, bench.ReplyTo(cancel)!.Status);
        var rows = bench.Facts<CommandRecorded>().Where(row => row.Correlation == cancel.Correlation);
        Assert.All(rows, row => Assert.Equal("cancel-all", row.Action));
    }

    private static EngineBench WithWorkingEntry(out SendOrder entry)
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.FillShare = 0m;
        bench.Enter(Side.Buy);
        bench.Advance(0.1);
        entry = bench.Entries.Single();
        Assert.Equal(OrderStatus.Accepted, bench.OrderOf(entry).Status);
        return bench;
    }
}
