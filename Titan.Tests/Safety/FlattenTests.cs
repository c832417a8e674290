using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>FLATTEN ALL (spec titan-trading 5.3): flat means that the venue says flat, whatever happens on the way.</summary>
public sealed class FlattenTests
{
    [Fact]
    public void Flatten_OfTwoPositions_EndsFlatDisarmedAndAnswered()
    {
        var bench = WithTwoPositions();
        var flatten = Flatten(bench);
        bench.Wait("flat", () => bench.ReplyTo(flatten) is not null, 5);
        var result = bench.ReplyTo(flatten)!;
        Assert.Equal(CommandStatus.Done, result.Status);
        Assert.Equal(["BTCUSDT", "ETHUSDT"], result.Rows.Select(row => row.Symbol));
        Assert.All(result.Rows, row => Assert.True(row.Success && row.FillPrice > 0));
        Assert.True(bench.Venue.IsFlat);
        Assert.Empty(bench.State.Positions);
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
        Assert.All(bench.State.ClosedTrades, trade => Assert.Equal(CloseReason.Flatten, trade.Reason));
        Assert.Equal(
            [FlattenStage.CancellingEntries, FlattenStage.Closing, FlattenStage.CancellingLeftovers, FlattenStage.Flat],
            bench.Facts<FlattenAdvanced>().Select(advanced => advanced.Stage).Distinct());
        Assert.Equal(bench.State.ComputeHash(), bench.Replayed().ComputeHash());
    }

    [Fact]
    public void Flatten_WhenItEnded_IsFollowedByAReconcile()
    {
        var bench = WithTwoPositions();
        Flatten(bench);
        bench.Wait("flat", () => bench.State.Flatten is null);
        bench.Advance(1);
        Assert.Equal("after flatten", bench.Facts<Reconciled>().Last().Trigger);
        Assert.True(bench.State.ReconciledInSync);
    }

    [Fact]
    public void SecondFlatten_WhileOneRuns_IsRefusedWithItsId()
    {
        var bench = WithTwoPositions();
        bench.Venue.Faults.Unreachable = true;
        var first = Flatten(bench);
        var second = Flatten(bench);
        Assert.Equal((CommandStatus.Refused, "FLATTEN_RUNNING"), (bench.ReplyTo(second)!.Status, bench.ReplyTo(second)!.Code));
        Assert.Equal(first.Correlation.Value, bench.ReplyTo(second)!.RunningId);
        Assert.Null(bench.ReplyTo(first));
    }

    [Fact]
    public void Flatten_OfAnEmptyAccount_StillAsksTheVenueTwice()
    {
        var bench = EngineBench.Armed();
        var flatten = Flatten(bench);
        Assert.Null(bench.ReplyTo(flatten));
        bench.Wait("answered", () => bench.ReplyTo(flatten) is not null, 3);
        Assert.True(bench.Sent<AskForAccount>().Count(ask => ask.Trigger == "flatten") >= 2);
    }

    [Fact]
    public void Flatten_WithoutTheVenuesList_NeverEnds()
    {
        var bench = WithTwoPositions();
        var flatten = Flatten(bench);
        bench.Venue.Faults.Unreachable = true;
        bench.Advance(120);
        Assert.True(bench.Venue.IsFlat);
        Assert.NotNull(bench.State.Flatten);
        Assert.Equal(CommandStatus.StillRunning, bench.ReplyTo(flatten)!.Status);
        Assert.InRange(bench.ReplyTo(flatten)!.Duration.TotalSeconds, 30, 31);
        Assert.Single(bench.Alerts("FLATTEN_INCOMPLETE"));
        bench.Venue.Faults.Unreachable = false;
        bench.Wait("flat at last", () => bench.State.Flatten is null, 10);
    }

    [Fact]
    public void Close_WhoseOutcomeIsUnknown_IsNotResentWhileItIs()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Venue.Faults.Sends.Enqueue(SendFate.LoseOrder);
        Flatten(bench);
        bench.Advance(2.5);
        Assert.Single(bench.Closes);
        Assert.Equal(OrderStatus.Unknown, bench.OrderOf(bench.Closes.Single()).Status);
        bench.Wait("flat", () => bench.State.Flatten is null, 10);
        Assert.Equal(2, bench.Closes.Count());
        Assert.NotEqual(bench.Closes.First().Order.ClientOrderId, bench.Closes.Last().Order.ClientOrderId);
    }

    [Fact]
    public void Close_ThatWasRefused_IsTriedAgainAndFromTheFourthOnBounded()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Venue.Faults.EverySend = SendFate.Reject;
        Flatten(bench);
        bench.Advance(3);
        var closes = bench.Closes.Select(close => close.Order).ToArray();
        Assert.True(closes.Length >= 4);
        Assert.All(closes[..3], close => Assert.Equal(OrderType.Market, close.Type));
        Assert.All(closes[3..], close =>
        {
            Assert.Equal((OrderType.Limit, TimeInForce.ImmediateOrCancel), (close.Type, close.TimeInForce));
            Assert.True(close.Price >= 50_000.05m * 0.95m && close.Price < 50_000m);
        });
        bench.Venue.Faults.EverySend = null;
        bench.Wait("flat", () => bench.State.Flatten is null, 5);
    }

    [Fact]
    public void Close_FilledInParts_GoesOnWithTheRest()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Venue.Faults.FillShare = 0.4m;
        Flatten(bench);
        bench.Wait("two closes", () => bench.Closes.Count() >= 2, 5);
        bench.Venue.Faults.FillShare = 1m;
        bench.Wait("flat", () => bench.State.Flatten is null, 5);
        Assert.Equal(position.Quantity, bench.Venue.Orders.Where(order => order.ReduceOnly).Sum(order => order.Filled));
    }

    [Fact]
    public void PositionThatOurBookDoesNotKnow_IsClosedTooAndSettledAfterwards()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.Hold(EngineBench.Eth, -3m, 2_500m);
        var flatten = Flatten(bench);
        bench.Wait("answered", () => bench.ReplyTo(flatten) is not null, 5);
        Assert.Equal(CommandStatus.Done, bench.ReplyTo(flatten)!.Status);
        Assert.True(bench.Venue.IsFlat);
        bench.Wait("our book follows", () => bench.State.Positions.Count == 0, 10);
    }

    [Fact]
    public void LeftoverOrders_OfAnyHand_AreCancelledBeforeTheEnd()
    {
        var bench = WithTwoPositions();
        Flatten(bench);
        bench.Venue.PlaceForeign(EngineBench.Btc, "someone-else");
        bench.Wait("flat", () => bench.State.Flatten is null, 5);
        Assert.DoesNotContain(bench.Venue.Orders, order => order.IsOpen);
        Assert.Contains(bench.Sent<CancelEverything>(), all => all.IncludeProtective);
    }

    [Fact]
    public void EntryThatFillsBehindTheFirstLook_IsClosedBeforeTheEnd()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Sends.Enqueue(SendFate.ArriveLate);
        bench.Venue.Faults.LateBy = TimeSpan.FromSeconds(1.2);
        bench.Enter(Side.Buy);
        Flatten(bench);
        bench.Wait("flat", () => bench.State.Flatten is null, 15);
        Assert.True(bench.Venue.IsFlat);
        Assert.Single(bench.Venue.Executions, execution => execution.Side == Side.Sell);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.03)]
    [InlineData(0.3)]
    [InlineData(0.55)]
    [InlineData(0.8)]
    [InlineData(1.1)]
    public void Flatten_AfterARestartAnywhere_GoesOnToFlat(double seconds)
    {
        var bench = WithTwoPositions();
        bench.Venue.Faults.FillShare = 0.5m;
        Flatten(bench);
        bench.Advance(seconds);
        Assert.NotNull(bench.State.Flatten);
        bench.Venue.Faults.FillShare = 1m;
        bench.Restart();
        bench.Wait("flat", () => bench.State.Flatten is null, 10);
        Assert.True(bench.Venue.IsFlat);
        Assert.DoesNotContain(bench.Venue.Orders, order => order.IsOpen);
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
        bench.Advance(5);
        Assert.Empty(bench.State.Positions);
        Assert.Equal(bench.State.ComputeHash(), bench.Replayed().ComputeHash());
    }

    [Fact]
    public void Flatten_WhileLocked_IsDoneAndStaysLocked()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Venue.Wallet -= 100m;
        bench.Wait("tripped", () => bench.State.Arm.State == ArmState.Locked, 8);
        Flatten(bench);
        bench.Wait("flat", () => bench.State.Flatten is null, 5);
        Assert.Equal(ArmState.Locked, bench.State.Arm.State);
    }

    [Fact]
    public void PositionOnAnInstrumentOutsideTheWhitelist_IsSaidLoadedAndClosed()
    {
        var bench = EngineBench.Reconciled(instruments: [EngineBench.Btc]);
        bench.Venue.Hold(EngineBench.Eth, 1m, 2_500m);
        Flatten(bench);
        bench.Wait("flat", () => bench.State.Flatten is null, 10);
        Assert.True(bench.Venue.IsFlat);
        Assert.Single(bench.Alerts("POSITION_ORPHANED"));
    }

    private static EngineBench WithTwoPositions()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Open(Side.Sell, EngineBench.Eth);
        return bench;
    }

    private static FlattenCommand Flatten(EngineBench bench)
    {
        var command = new FlattenCommand(EngineBench.Operator, "test", bench.Correlation("flatten"));
        bench.Command(command);
        return command;
    }
}
