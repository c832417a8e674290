using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Tests.Support;

namespace Titan.Tests.Ledger;

public sealed class EngineStateTests
{
    private static readonly InstrumentId Btc = BenchInstruments.Btc.Id;

    [Fact]
    public void Entry_ThatDoesNotFollow_IsRefused()
    {
        var state = new EngineState();
        Assert.Throws<InvalidOperationException>(() => state.Apply(new JournalEntry(2, EngineBench.Start, new LedgerOpened("abcdef"))));
    }

    [Fact]
    public void Position_SameSideFills_TakeTheWeightedMean()
    {
        var ledger = new LedgerBench();
        ledger.Fill(true, 1m, 100m);
        ledger.Fill(true, 3m, 200m);
        Assert.Equal(175m, ledger.State.Positions[Btc].EntryPrice);
        Assert.Equal(4m, ledger.State.Positions[Btc].SignedQuantity);
    }

    [Fact]
    public void Position_PartialClose_RealisesProRataAndKeepsTheEntry()
    {
        var ledger = new LedgerBench();
        ledger.Fill(true, 4m, 100m);
        ledger.Fill(false, 1m, 110m);
        Assert.Equal(100m, ledger.State.Positions[Btc].EntryPrice);
        Assert.Equal(10m, ledger.State.Positions[Btc].RealizedPnl);
        Assert.Empty(ledger.Closed);
    }

    [Fact]
    public void Position_LargerOppositeFill_FlipsWithTheRestAtItsPrice()
    {
        var ledger = new LedgerBench();
        ledger.Fill(true, 1m, 100m, feeBps: 0);
        ledger.Fill(false, 3m, 90m, feeBps: 10);
        var position = ledger.State.Positions[Btc];
        Assert.Equal(-2m, position.SignedQuantity);
        Assert.Equal(90m, position.EntryPrice);
        var trade = Assert.Single(ledger.Closed);
        Assert.Equal(-10m, trade.GrossPnl);
        Assert.Equal(CloseReason.Reversed, trade.Reason);
        // 0.27 in all: a third closed, two thirds opened.
        Assert.Equal(0.09m, trade.Fees, 10);
        Assert.Equal(0.18m, position.Fees, 10);
    }

    [Fact]
    public void ClosedTrade_OfALosingShort_TellsNetPercentAndR()
    {
        var ledger = new LedgerBench();
        var order = ledger.Create("e", Side.Sell, 1m, stop: 110m);
        ledger.Fill(false, 1m, 100m, order: order.Id);
        ledger.Funding(0.5m);
        ledger.Fill(true, 1m, 104m, feeBps: 10, reason: CloseReason.StopLoss);
        var trade = Assert.Single(ledger.Closed);
        Assert.Equal(-4m - 0.104m - 0.5m, trade.NetPnl);
        Assert.Equal(-4.604m, trade.NetPnlPercent);
        Assert.Equal(-0.4604m, trade.RMultiple);
        Assert.Equal(CloseReason.StopLoss, trade.Reason);
        Assert.Equal("scripted", trade.Strategy);
        Assert.False(trade.Long);
    }

    [Fact]
    public void Funding_OnAPosition_IsMoneyAndNeverSize()
    {
        var ledger = new LedgerBench();
        ledger.Fill(true, 1m, 100m);
        ledger.Funding(0.25m);
        Assert.Equal(1m, ledger.State.Positions[Btc].SignedQuantity);
        Assert.Equal(0.25m, ledger.State.Positions[Btc].Funding);
        Assert.Equal(0.25m, ledger.State.Equity.FundingPaid);
    }

    [Fact]
    public void Losses_InARow_CountAndAWinResets()
    {
        var ledger = new LedgerBench();
        void Trade(decimal exit)
        {
            ledger.Fill(true, 1m, 100m);
            ledger.Fill(false, 1m, exit);
        }

        Trade(99m);
        Trade(98m);
        Assert.Equal(2, ledger.State.Breaker.ConsecutiveLosses);
        Trade(100m);
        Assert.Equal(2, ledger.State.Breaker.ConsecutiveLosses);
        Trade(101m);
        Assert.Equal(0, ledger.State.Breaker.ConsecutiveLosses);
    }

    [Fact]
    public void NakedSeconds_OverOpenCoverAndClose_AreAllOfThem()
    {
        var ledger = new LedgerBench();
        ledger.Fill(true, 2m, 100m);
        ledger.Apply(new EventNoted("X", "a second passes", null, null));
        ledger.Apply(new ProtectionSeen(Btc, 90m, null, 1m, "venue"));
        Assert.NotNull(ledger.State.Positions[Btc].NakedSince);
        ledger.Apply(new ProtectionSeen(Btc, 90m, null, 2m, "venue"));
        Assert.Null(ledger.State.Positions[Btc].NakedSince);
        Assert.Equal(TimeSpan.FromSeconds(3), ledger.State.Positions[Btc].NakedBefore);
        ledger.Apply(new ProtectionSeen(Btc, null, null, 0m, "venue"));
        ledger.Apply(new EventNoted("X", "a second passes", null, null));
        ledger.Fill(false, 2m, 100m);
        Assert.Equal(TimeSpan.FromSeconds(5), Assert.Single(ledger.Closed).Naked);
    }

    [Fact]
    public void Position_GrownPastItsCover_IsNakedAgain()
    {
        var ledger = new LedgerBench();
        ledger.Fill(true, 1m, 100m);
        ledger.Apply(new ProtectionSeen(Btc, 90m, null, 1m, "venue"));
        ledger.Fill(true, 1m, 101m);
        Assert.NotNull(ledger.State.Positions[Btc].NakedSince);
    }

    [Fact]
    public void Session_WhenItStarts_IsDisarmedAndMustReconcileAnew()
    {
        var ledger = new LedgerBench();
        ledger.Apply(new ArmChanged(ArmState.Disarmed, ArmState.Armed, LockCause.None, "ada", "", new CorrelationId("c")));
        ledger.Apply(new PauseChanged(true, "feed", "system", ""));
        ledger.Apply(new Reconciled(true, 0, 0, 0, "timer"));
        ledger.Apply(new SessionStarted("1", "Paper", "bench", "memory"));
        Assert.Equal(ArmState.Disarmed, ledger.State.Arm.State);
        Assert.False(ledger.State.PausedByFeed);
        Assert.False(ledger.State.ReconciledInSync);
    }

    [Fact]
    public void Lock_WhenAProcessStarts_Stays()
    {
        var ledger = new LedgerBench();
        ledger.Apply(new ArmChanged(ArmState.Armed, ArmState.Locked, LockCause.Breaker, "system", "", new CorrelationId("c")));
        ledger.Apply(new SessionStarted("1", "Paper", "bench", "memory"));
        Assert.Equal(ArmState.Locked, ledger.State.Arm.State);
    }

    [Fact]
    public void TerminalOrders_WhateverIsReported_NeverChange() =>
        Prop.ForAll(
            Gen.Elements(OrderStatus.Filled, OrderStatus.Cancelled, OrderStatus.Rejected, OrderStatus.Expired).ToArbitrary(),
            Gen.Elements(Enum.GetValues<OrderStatus>()).ArrayOf().ToArbitrary(),
            (end, reports) =>
            {
                var ledger = new LedgerBench();
                var order = ledger.Create("e", Side.Buy, 1m);
                ledger.Apply(new OrderMoved(order.Id, end, null, null));
                foreach (var report in reports)
                {
                    ledger.Apply(new OrderMoved(order.Id, report, "v1", "late"));
                    ledger.Fill(true, 0.1m, 100m, order: order.Id);
                }

                return ledger.StatusOf("e") == end;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_FilledInParts_IsFilledOnlyByTheLast()
    {
        var ledger = new LedgerBench();
        var order = ledger.Create("e", Side.Buy, 1m);
        ledger.Fill(true, 0.4m, 100m, order: order.Id);
        Assert.Equal(OrderStatus.PartiallyFilled, ledger.StatusOf("e"));
        ledger.Fill(true, 0.6m, 110m, order: order.Id);
        Assert.Equal(OrderStatus.Filled, ledger.StatusOf("e"));
        Assert.Equal(106m, ledger.State.Orders[order.Id].AverageFillPrice);
    }

    [Fact]
    public void TerminalOrders_BeyondTheKept_LeaveMemoryOldestFirst()
    {
        var ledger = new LedgerBench();
        for (var i = 0; i <= EngineState.TerminalOrdersKept; i++)
        {
            var order = ledger.Create($"o{i}", Side.Buy, 1m);
            ledger.Apply(new OrderMoved(order.Id, OrderStatus.Cancelled, null, null));
        }

        Assert.Equal(EngineState.TerminalOrdersKept, ledger.State.Orders.Count);
        Assert.DoesNotContain(new ClientOrderId("o0"), ledger.State.Orders.Keys);
    }

    [Fact]
    public void ExecutionIds_AreRememberedUpToTheirLimit()
    {
        var ledger = new LedgerBench();
        for (var i = 0; i <= EngineState.ExecutionIdsKept; i++)
        {
            ledger.Fill(i % 2 == 0, 1m, 100m);
        }

        Assert.False(ledger.State.HasBooked(new ExecutionId("x0")));
        Assert.True(ledger.State.HasBooked(new ExecutionId("x1")));
        Assert.Equal(EngineState.ClosedTradesKept, ledger.State.ClosedTrades.Count);
    }

    [Fact]
    public void DecimalScales_ThatDiffer_ArePartOfTheHashAndSurviveTheBytes()
    {
        var one = new LedgerBench();
        var other = new LedgerBench();
        one.Mark(1000m, 0.10m);
        other.Mark(1000m, 0.1m);
        Assert.NotEqual(one.State.ComputeHash(), other.State.ComputeHash());
        Assert.Equal(one.State.ComputeHash(), FactBytes.RoundTrip(one.State).ComputeHash());
    }

    [Fact]
    public void SideCorrection_LeavesNoStopOfTheOldDirection()
    {
        var ledger = new LedgerBench();
        var order = ledger.Create("e", Side.Buy, 1m, stop: 90m, target: 120m);
        ledger.Fill(true, 1m, 100m, order: order.Id);
        ledger.Apply(new PositionCorrected(Btc, DriftKind.SideMismatch, 1m, -1m, 101m, null, "overwritten"));
        var position = ledger.State.Positions[Btc];
        Assert.Equal(-1m, position.SignedQuantity);
        Assert.Null(position.WantedStop);
        Assert.Null(position.WantedTarget);
        Assert.Equal("scripted", position.Strategy);
    }

    [Fact]
    public void SizeCorrection_KeepsWhatTheStrategyWanted()
    {
        var ledger = new LedgerBench();
        var order = ledger.Create("e", Side.Buy, 1m, stop: 90m, target: 120m);
        ledger.Fill(true, 1m, 100m, order: order.Id);
        ledger.Apply(new PositionCorrected(Btc, DriftKind.SizeMismatch, 1m, 0.5m, 100m, null, "overwritten"));
        var position = ledger.State.Positions[Btc];
        Assert.Equal(0.5m, position.SignedQuantity);
        Assert.Equal(90m, position.WantedStop);
        Assert.Equal(120m, position.WantedTarget);
    }
}
