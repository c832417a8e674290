using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Shadow;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>Close, reduce, modify, cancel one, compare: what an operator does by hand, and how each refusal reads.</summary>
public sealed class PositionActsTests
{
    [Fact]
    public void Close_OfAPosition_IsAnsweredWhenItIsGone()
    {
        var bench = Holding();
        var close = Send(bench, new ClosePositionCommand(EngineBench.Operator, null, bench.Correlation("close"), "BTCUSDT"));
        Assert.Null(bench.ReplyTo(close));
        bench.Wait("closed", () => bench.ReplyTo(close) is not null);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(close)!.Status);
        Assert.True(bench.ReplyTo(close)!.Rows.Single().FillPrice > 0);
        Assert.True(bench.Venue.IsFlat);
        Assert.Equal(CloseReason.Manual, bench.State.ClosedTrades.Single().Reason);
    }

    [Fact]
    public void Close_PressedTwice_SendsOneOrderAndAnswersBoth()
    {
        var bench = Holding();
        var first = Send(bench, new ClosePositionCommand(EngineBench.Operator, null, bench.Correlation("close"), "BTCUSDT"));
        var second = Send(bench, new ClosePositionCommand(EngineBench.Operator, null, bench.Correlation("close"), "BTCUSDT"));
        bench.Wait("both", () => bench.ReplyTo(first) is not null && bench.ReplyTo(second) is not null);
        Assert.Single(bench.Closes);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(second)!.Status);
    }

    [Fact]
    public void Close_ThatTheVenueRejects_IsNeverReadAsClosed()
    {
        var bench = Holding();
        bench.Venue.Faults.Sends.Enqueue(SendFate.Reject);
        var close = Send(bench, new ClosePositionCommand(EngineBench.Operator, null, bench.Correlation("close"), "BTCUSDT"));
        bench.Wait("answered", () => bench.ReplyTo(close) is not null);
        Assert.Equal((CommandStatus.Refused, "NOT_CLOSED"), (bench.ReplyTo(close)!.Status, bench.ReplyTo(close)!.Code));
        Assert.Single(bench.State.Positions);
    }

    [Fact]
    public void Reduce_ByAPart_LeavesTheRestCovered()
    {
        var bench = Holding();
        var size = bench.State.Positions[EngineBench.Btc.Id].Quantity;
        var reduce = Send(bench, new ClosePositionCommand(EngineBench.Operator, null, bench.Correlation("close"), "BTCUSDT", 0.002m));
        bench.Wait("reduced", () => bench.ReplyTo(reduce) is not null);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(reduce)!.Status);
        Assert.Equal(size - 0.002m, bench.State.Positions[EngineBench.Btc.Id].Quantity);
        Assert.True(bench.State.Positions[EngineBench.Btc.Id].IsCovered);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.0005)]
    [InlineData(900)]
    public void Reduce_ByAnImpossiblePart_NamesTheFieldAndTheRange(double quantity)
    {
        var bench = Holding();
        var reduce = Send(bench, new ClosePositionCommand(EngineBench.Operator, null, bench.Correlation("close"), "BTCUSDT", (decimal)quantity));
        Assert.Equal(CommandStatus.Invalid, bench.ReplyTo(reduce)!.Status);
        Assert.StartsWith("quantity: ", bench.ReplyTo(reduce)!.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Closes);
    }

    [Theory]
    [InlineData("BTCUSDT")]
    [InlineData("NOSUCHUSDT")]
    [InlineData("<script>")]
    public void Close_OfWhatIsNotOpen_IsNotFound(string symbol)
    {
        var bench = EngineBench.Reconciled();
        var close = Send(bench, new ClosePositionCommand(EngineBench.Operator, null, bench.Correlation("close"), symbol));
        Assert.Equal(CommandStatus.NotFound, bench.ReplyTo(close)!.Status);
    }

    [Fact]
    public void Close_WhileDisarmedStaleAndUnwritable_StillGoesOut()
    {
        var bench = Holding();
        bench.Command(new DisarmCommand(EngineBench.Operator, null, bench.Correlation("disarm")));
        bench.Step(new StreamMoved(new StreamChange(StreamKind.Private, false, "cut", bench.Now)));
        bench.JournalFails();
        bench.Advance(5);
        var close = Send(bench, new ClosePositionCommand(EngineBench.Operator, null, bench.Correlation("close"), "BTCUSDT"));
        bench.Wait("closed", () => bench.ReplyTo(close) is not null);
        Assert.True(bench.Venue.IsFlat);
    }

    [Fact]
    public void Modify_Tightening_NeedsNoReasonAndIsAnsweredByTheVenuesWord()
    {
        var bench = Holding();
        var modify = Send(bench, Modify(bench, 49_800.0m, 51_500.0m));
        Assert.Null(bench.ReplyTo(modify));
        bench.Wait("shown", () => bench.ReplyTo(modify) is not null);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(modify)!.Status);
        Assert.Equal((49_800.0m, 51_500.0m), (bench.Venue.Holding("BTCUSDT")!.StopLoss, bench.Venue.Holding("BTCUSDT")!.TakeProfit));
    }

    [Fact]
    public void Modify_Loosening_NeedsAReason()
    {
        var bench = Holding();
        var bare = Send(bench, Modify(bench, 49_000.0m, null));
        Assert.Equal((CommandStatus.Invalid, "REASON_REQUIRED"), (bench.ReplyTo(bare)!.Status, bench.ReplyTo(bare)!.Code));
        var given = Send(bench, Modify(bench, 49_000.0m, null, "wider range today"));
        bench.Wait("shown", () => bench.ReplyTo(given) is not null);
        Assert.Equal(49_000.0m, bench.Venue.Holding("BTCUSDT")!.StopLoss);
    }

    [Fact]
    public void Modify_RemovingTheStop_CountsAsNakedAndIsNotPutBack()
    {
        var bench = Holding();
        var remove = Send(bench, Modify(bench, 0m, null, "hedged elsewhere"));
        bench.Wait("removed", () => bench.ReplyTo(remove) is not null);
        bench.Advance(30);
        Assert.Null(bench.Venue.Holding("BTCUSDT")!.StopLoss);
        Assert.NotNull(bench.State.Positions[EngineBench.Btc.Id].NakedSince);
        Assert.NotEmpty(bench.Alerts("POSITION_NAKED"));
    }

    [Theory]
    [InlineData(50_100.0, null, "stop_loss")]
    [InlineData(49_900.05, null, "stop_loss")]
    [InlineData(-1.0, null, "stop_loss")]
    [InlineData(null, 49_000.0, "take_profit")]
    [InlineData(null, null, "stop_loss, take_profit")]
    public void Modify_WithAnImpossiblePrice_NamesTheFieldAndChangesNothing(double? stop, double? target, string field)
    {
        var bench = Holding();
        var before = bench.Venue.Holding("BTCUSDT");
        var modify = Send(bench, Modify(bench, (decimal?)stop, (decimal?)target, "because I say so"));
        Assert.Equal(CommandStatus.Invalid, bench.ReplyTo(modify)!.Status);
        Assert.StartsWith($"{field}:", bench.ReplyTo(modify)!.Message, StringComparison.Ordinal);
        bench.Advance(3);
        Assert.Equal(before, bench.Venue.Holding("BTCUSDT"));
    }

    [Fact]
    public void Modify_ThatTheVenueRefuses_WantsWhatWasWantedBeforeAndClosesNothing()
    {
        var bench = Holding();
        bench.Venue.Faults.AttachAnswer = VenueOutcome.Rejected(110092, "expect Falling");
        var modify = Send(bench, Modify(bench, 49_900.0m, null));
        bench.Wait("answered", () => bench.ReplyTo(modify) is not null);
        Assert.Equal((CommandStatus.Refused, "VENUE_REJECTED"), (bench.ReplyTo(modify)!.Status, bench.ReplyTo(modify)!.Code));
        bench.Venue.Faults.AttachAnswer = null;
        bench.Advance(5);
        Assert.Empty(bench.Closes);
        Assert.Equal(bench.Venue.Holding("BTCUSDT")!.StopLoss, bench.State.Positions[EngineBench.Btc.Id].WantedStop);
    }

    [Fact]
    public void Orphan_GetsAStopAttachedAndIsThenCovered()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.Hold(EngineBench.Eth, 1m, 2_500m);
        bench.Command(new ReconcileCommand(EngineBench.Operator, null, bench.Correlation("reconcile")));
        bench.Wait("adopted", () => bench.State.Positions.ContainsKey(EngineBench.Eth.Id));
        Assert.Equal(PositionOrigin.Adopted, bench.State.Positions[EngineBench.Eth.Id].Origin);
        var attach = Send(bench, new ModifyProtectionCommand(EngineBench.Operator, null, bench.Correlation("modify"), "ETHUSDT", 2_450.00m, null));
        bench.Wait("attached", () => bench.ReplyTo(attach) is not null);
        Assert.True(bench.State.Positions[EngineBench.Eth.Id].IsCovered);
    }

    [Fact]
    public void CancelOne_OfAWorkingEntry_IsAnsweredWhenItIsGone()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.FillShare = 0m;
        bench.Enter(Side.Buy);
        bench.Advance(0.3);
        var order = bench.State.Orders.Values.Single(order => order.IsWorking);
        var cancel = Send(bench, new CancelOrderCommand(EngineBench.Operator, null, bench.Correlation("cancel"), order.VenueOrderId!));
        bench.Wait("cancelled", () => bench.ReplyTo(cancel) is not null);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(cancel)!.Status);
        Assert.DoesNotContain(bench.Venue.Orders, open => open.IsOpen);
    }

    [Fact]
    public void CancelOne_OfAnOrderOfOtherHands_GoesByTheVenuesId()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.PlaceForeign(EngineBench.Btc, "by-hand-1");
        bench.Command(new ReconcileCommand(EngineBench.Operator, null, bench.Correlation("reconcile")));
        bench.Wait("seen", () => bench.Core.Surroundings.VenueOrders.Count == 1);
        var cancel = Send(bench, new CancelOrderCommand(EngineBench.Operator, null, bench.Correlation("cancel"), bench.Venue.Orders.Single().VenueId));
        bench.Wait("cancelled", () => bench.ReplyTo(cancel) is not null);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(cancel)!.Status);
        Assert.False(bench.Venue.Orders.Single().IsOpen);
    }

    [Fact]
    public void CancelOne_OfAnUnknownId_IsNotFound()
    {
        var bench = EngineBench.Reconciled();
        var cancel = Send(bench, new CancelOrderCommand(EngineBench.Operator, null, bench.Correlation("cancel"), "of-another-account"));
        Assert.Equal((CommandStatus.NotFound, "ORDER_NOT_FOUND"), (bench.ReplyTo(cancel)!.Status, bench.ReplyTo(cancel)!.Code));
    }

    [Fact]
    public void Compare_SaysWhatAReconcileWouldDoAndDoesNothing()
    {
        var bench = Holding();
        bench.Advance(3);
        bench.Venue.Hold(EngineBench.Eth, 1m, 2_500m);
        bench.Venue.Hold(EngineBench.Btc, 0m, 0m);
        var corrections = bench.Facts<PositionCorrected>().Count();
        var compare = Send(bench, new CompareCommand(EngineBench.Operator, bench.Correlation("compare")));
        bench.Wait("compared", () => bench.ReplyTo(compare) is not null, 0.5);
        Assert.Equal(
            [("BTCUSDT", ComparisonVerdict.Close), ("ETHUSDT", ComparisonVerdict.Adopt)],
            bench.ReplyTo(compare)!.Comparison.Select(row => (row.Symbol, row.Verdict)));
        Assert.Equal(corrections, bench.Facts<PositionCorrected>().Count());
    }

    private static EngineBench Holding()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        return bench;
    }

    private static ModifyProtectionCommand Modify(EngineBench bench, decimal? stop, decimal? target, string? reason = null) =>
        new(EngineBench.Operator, reason, bench.Correlation("modify"), "BTCUSDT", stop, target);

    private static T Send<T>(EngineBench bench, T command)
        where T : EngineCommand
    {
        bench.Command(command);
        return command;
    }
}
