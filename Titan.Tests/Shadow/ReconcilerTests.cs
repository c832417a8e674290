using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Orders;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Shadow;

/// <summary>Reconciliation (spec titan-trading 4.3): the venue wins, but only what was seen twice is corrected, and nothing is traded.</summary>
public sealed class ReconcilerTests
{
    [Fact]
    public void PositionOnlyOnTheVenue_SeenTwice_IsAdoptedWithoutAStop()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.Hold(EngineBench.Btc, 0.01m, 49_000m);
        var drift = SeenTwice(bench);
        Assert.Equal(DriftKind.MissingInShadow, drift.Drift);
        var position = bench.State.Positions[EngineBench.Btc.Id];
        Assert.Equal((0.01m, 49_000m, PositionOrigin.Adopted), (position.SignedQuantity, position.EntryPrice, position.Origin));
        Assert.Null(position.WantedStop);
        Assert.Single(bench.Alerts("POSITION_MISMATCH"));
        Assert.Empty(bench.Sent<SendOrder>());
    }

    [Fact]
    public void Session_ThatBegins_AsksForTheAccountInTheSameTurn()
    {
        var bench = new EngineBench();
        bench.Step(new Ticked(bench.Venue.Status));
        bench.Step(new SessionBegan("1.0", "Paper", "bench", "memory"));

        Assert.Equal("start", Assert.Single(bench.Sent<AskForAccount>()).Trigger);
    }

    [Fact]
    public void Rounds_ThatFinished_AreRememberedNewestFirstUpToTwenty()
    {
        var bench = EngineBench.Reconciled();
        bench.Advance(60 * 25);
        var recent = bench.Core.Reconciler.Recent;
        Assert.Equal((20, bench.Core.Reconciler.Last), (recent.Length, recent[0]));
        Assert.Equal(recent.OrderByDescending(round => round.At), recent);
        Assert.True(bench.Core.Reconciler.Rounds > 20);
    }

    [Fact]
    public void PositionOnlyInOurBook_SeenTwice_IsClosedAtTheVenuesExitPrice()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Advance(3);
        bench.Venue.Hold(EngineBench.Btc, 0m, 0m);
        bench.Venue.ClosedPnl["BTCUSDT"] = new ClosedPnl("BTCUSDT", Side.Sell, position.Quantity, position.EntryPrice, 49_900m, 0m, bench.Now);
        var drift = SeenTwice(bench);
        Assert.Equal((DriftKind.MissingInBroker, 49_900m), (drift.Drift, drift.ExitPrice));
        var trade = Assert.Single(bench.State.ClosedTrades);
        Assert.Equal((CloseReason.ReconciledClosedExternally, 49_900m), (trade.Reason, trade.ExitPrice));
        Assert.Empty(bench.State.Positions);
    }

    [Fact]
    public void OtherSideOnTheVenue_SeenTwice_IsTakenOverAndNoOldStopIsPutOnIt()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Advance(3);
        bench.Venue.Hold(EngineBench.Btc, -position.Quantity, 50_010m);
        Assert.Equal(DriftKind.SideMismatch, SeenTwice(bench).Drift);
        Assert.Equal(-position.Quantity, bench.State.Positions[EngineBench.Btc.Id].SignedQuantity);
        bench.Advance(10);
        Assert.Empty(bench.Sent<AttachProtection>());
        Assert.Empty(bench.Closes);
    }

    [Fact]
    public void OtherSizeOnTheVenue_SeenTwice_IsTakenOverWithItsStrategyKept()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Advance(3);
        bench.Venue.Hold(EngineBench.Btc, position.Quantity - 0.001m, position.EntryPrice, position.StopLoss);
        Assert.Equal(DriftKind.SizeMismatch, SeenTwice(bench).Drift);
        Assert.Equal((position.Quantity - 0.001m, "scripted"), (bench.State.Positions[EngineBench.Btc.Id].Quantity, bench.State.Positions[EngineBench.Btc.Id].Strategy));
    }

    [Fact]
    public void Difference_SeenOnceAndGone_IsNotCorrected()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.Hold(EngineBench.Btc, 0.01m, 49_000m);
        Ask(bench);
        bench.Advance(0.4);
        bench.Venue.Hold(EngineBench.Btc, 0m, 0m);
        bench.Advance(5);
        Assert.Empty(bench.Facts<PositionCorrected>());
        Assert.True(bench.State.ReconciledInSync);
    }

    [Fact]
    public void SecondLook_WhoeverElseAsks_IsNotTakenAtTheSameMoment()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.Hold(EngineBench.Btc, 0.01m, 49_000m);
        Ask(bench);
        bench.Advance(0.4);
        Ask(bench);
        bench.Advance(0.4);
        Assert.Empty(bench.Facts<PositionCorrected>());
        bench.Advance(1);
        Assert.Single(bench.Facts<PositionCorrected>());
    }

    [Fact]
    public void SymbolWithAFillUnderTwoSecondsOld_IsLeftAloneAndNotCalledInSync()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        var rounds = bench.Core.Reconciler.Rounds;
        bench.Venue.Hold(EngineBench.Btc, position.Quantity * 2, position.EntryPrice, position.StopLoss);
        Ask(bench);
        bench.Advance(0.5);
        Assert.Equal(rounds, bench.Core.Reconciler.Rounds);
        Assert.Empty(bench.Facts<PositionCorrected>());
        bench.Advance(5);
        Assert.Single(bench.Facts<PositionCorrected>());
    }

    [Fact]
    public void DifferenceBelowHalfALot_IsNone()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.Hold(EngineBench.Btc, 0.000_4m, 49_000m);
        var command = Ask(bench);
        bench.Advance(1);
        Assert.True(bench.ReplyTo(command)!.InSync);
    }

    [Fact]
    public void Reconcile_DoneAgain_ChangesNothing()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Advance(3);
        Ask(bench);
        bench.Advance(1);
        var position = bench.State.Positions[EngineBench.Btc.Id];
        var command = Ask(bench);
        bench.Advance(1);
        Assert.Equal(position, bench.State.Positions[EngineBench.Btc.Id]);
        var result = bench.ReplyTo(command)!;
        Assert.Equal((true, 1, 1), (result.InSync, result.ShadowCount, result.VenueCount));
    }

    [Fact]
    public void CorrectedDrift_IsVerifiedAtOnceSoThatEntriesAreNotBlockedForAMinute()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Hold(EngineBench.Btc, 0.01m, 49_000m);
        SeenTwice(bench);
        bench.Advance(1);
        Assert.True(bench.State.ReconciledInSync);
        Assert.Equal("verify", bench.Facts<Reconciled>().Last().Trigger);
    }

    [Fact]
    public void ThreeReconcilesInARowOutOfSync_TakeThePermissionAway()
    {
        var bench = EngineBench.Armed();
        var quantity = 0.01m;
        bench.Venue.Hold(EngineBench.Btc, quantity, 49_000m);
        Ask(bench);
        var corrected = 0;
        for (var step = 0; step < 400 && bench.State.Arm.State == ArmState.Armed; step++)
        {
            bench.Advance(0.05);
            if (bench.Facts<PositionCorrected>().Count() > corrected)
            {
                corrected++;
                quantity += 0.01m;
                bench.Venue.Hold(EngineBench.Btc, quantity, 49_000m);
            }
        }

        Assert.Equal(3, corrected);
        Assert.Equal(ArmState.Disarmed, bench.State.Arm.State);
        Assert.Single(bench.Alerts("PERSISTENT_MISMATCH"));
        Assert.Empty(bench.Closes);
    }

    [Fact]
    public void FillsThatTheStreamNeverTold_AreBookedByTheNextReconcileUnderTheirOwnIds()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.Deaf = true;
        bench.Enter(Side.Buy);
        bench.Advance(0.1);
        Assert.Empty(bench.State.Positions);
        Ask(bench);
        bench.Advance(0.5);
        var position = bench.State.Positions[EngineBench.Btc.Id];
        Assert.Equal(PositionOrigin.Engine, position.Origin);
        Assert.Empty(bench.Facts<PositionCorrected>());
        Ask(bench);
        bench.Advance(3);
        Assert.Equal(position.SignedQuantity, bench.State.Positions[EngineBench.Btc.Id].SignedQuantity);
        Assert.Single(bench.Facts<FillBooked>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TradeByOtherHands_OnOurPosition_IsBookedAndSaidAsAMismatch(bool untoldByStream)
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Advance(3);
        bench.Venue.Faults.Deaf = untoldByStream;
        bench.Venue.TradeByOthers(EngineBench.Btc, Side.Sell, position.Quantity);
        Ask(bench);
        bench.Advance(3);
        Assert.Empty(bench.State.Positions);
        Assert.Empty(bench.Facts<PositionCorrected>());
        var alert = Assert.Single(bench.Alerts("POSITION_MISMATCH"));
        Assert.Equal((AlertSeverity.Critical, position.SignedQuantity, 0m), (alert.Severity, alert.Value, alert.Threshold));
    }

    [Fact]
    public void StopOrLiquidation_OfTheVenue_IsNoMismatch()
    {
        var bench = EngineBench.Armed();
        bench.Open(Side.Buy);
        bench.Advance(3);
        bench.Venue.TriggerStop(EngineBench.Btc, 49_000m);
        bench.Advance(3);
        Assert.Empty(bench.Alerts("POSITION_MISMATCH"));
    }

    [Fact]
    public void NewLedger_OnAnAccountWithAPast_AdoptsAndReenactsNothing()
    {
        var bench = new EngineBench();
        bench.Venue.Faults.Deaf = true;
        bench.Venue.TradeByOthers(EngineBench.Btc, Side.Buy, 0.02m);
        bench.Venue.TradeByOthers(EngineBench.Btc, Side.Sell, 0.01m);
        bench.Advance(5);
        bench.Begin();
        bench.Advance(3);
        Assert.Empty(bench.Facts<FillBooked>());
        Assert.Equal(0.01m, bench.State.Positions[EngineBench.Btc.Id].SignedQuantity);
        Assert.Equal(0m, bench.State.Equity.FeesPaid);
    }

    [Fact]
    public void ForeignOrders_AreToldOnceAndThoseOfAnotherTitanLouder()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.PlaceForeign(EngineBench.Btc, "by-hand");
        bench.Venue.PlaceForeign(EngineBench.Btc, OrderIds.For("zzzzzz", new CorrelationId("c"), "entry").Value);
        bench.Advance(200);
        Assert.Single(bench.Alerts("FOREIGN_ORDER"));
        Assert.Equal(AlertSeverity.Critical, Assert.Single(bench.Alerts("TWO_ACTORS")).Severity);
    }

    [Fact]
    public void ReconcileCommand_TheVenueDoesNotAnswer_IsUnreachableAfterTenSeconds()
    {
        var bench = EngineBench.Reconciled();
        bench.Venue.Faults.Unreachable = true;
        var command = Ask(bench);
        bench.Advance(9);
        Assert.Null(bench.ReplyTo(command));
        bench.Advance(2);
        Assert.Equal((CommandStatus.Unreachable, "no route"), (bench.ReplyTo(command)!.Status, bench.ReplyTo(command)!.Message));
    }

    [Fact]
    public void Reconcile_ByItself_HappensEveryMinute()
    {
        var bench = EngineBench.Reconciled();
        var rounds = bench.Core.Reconciler.Rounds;
        bench.Advance(181);
        Assert.Equal(rounds + 3, bench.Core.Reconciler.Rounds);
    }

    private static ReconcileCommand Ask(EngineBench bench)
    {
        var command = new ReconcileCommand(EngineBench.Operator, null, bench.Correlation("reconcile"));
        bench.Command(command);
        return command;
    }

    private static PositionCorrected SeenTwice(EngineBench bench)
    {
        Ask(bench);
        bench.Advance(0.4);
        Assert.Empty(bench.Facts<PositionCorrected>());
        bench.Wait("corrected", () => bench.Facts<PositionCorrected>().Any(), 2);
        return bench.Facts<PositionCorrected>().Single();
    }
}
