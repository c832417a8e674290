using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>Seconds naked are counted; a stop that is missing is asked for, and without one the position goes (design promise 5).</summary>
public sealed class ProtectionTests
{
    [Fact]
    public void Position_WhoseStopTheVenueTookWithTheOrder_IsNeverAskedForOne()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Advance(10);
        Assert.Empty(bench.Sent<AttachProtection>());
        Assert.True(position.NakedBefore < TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Stop_ThatTheVenueForgot_IsAttachedWithinASecondAndTheNakedTimeKept()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.ForgetStops = true;
        bench.Enter(Side.Sell);
        bench.Wait("covered", () => bench.State.Positions.TryGetValue(EngineBench.Btc.Id, out var position) && position.IsCovered, 1);
        var naked = bench.State.Positions[EngineBench.Btc.Id].NakedBefore;
        Assert.InRange(naked, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1));
        Assert.Equal(bench.Entries.Single().Order.StopLoss, bench.Venue.Holding("BTCUSDT")!.StopLoss);
    }

    [Fact]
    public void Stop_RemovedByOtherHands_IsPutBack()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Venue.Hold(EngineBench.Btc, position.SignedQuantity, position.EntryPrice);
        bench.Step(new PositionTold(new VenuePosition { Symbol = "BTCUSDT", SignedQuantity = position.SignedQuantity, EntryPrice = position.EntryPrice }));
        Assert.NotNull(bench.State.Positions[EngineBench.Btc.Id].NakedSince);
        bench.Advance(1);
        Assert.Equal(position.WantedStop, bench.Venue.Holding("BTCUSDT")!.StopLoss);
        Assert.True(bench.State.Positions[EngineBench.Btc.Id].IsCovered);
    }

    [Fact]
    public void Position_SmallerOnTheVenueUnderItsStop_IsReconciledAndNeverClosed()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Advance(3);
        var half = EngineBench.Btc.FloorQuantity(position.Quantity / 2m);
        bench.Venue.TradeByOthers(EngineBench.Btc, Side.Sell, half, told: false);
        bench.Step(new PositionTold(new VenuePosition
        {
            Symbol = "BTCUSDT",
            SignedQuantity = position.SignedQuantity - half,
            EntryPrice = position.EntryPrice,
            StopLoss = position.WantedStop,
            TakeProfit = position.WantedTarget,
        }));
        bench.Advance(70);
        Assert.Empty(bench.Closes);
        Assert.Empty(bench.Alerts("STOP_FAILED"));
        Assert.Equal(position.SignedQuantity - half, bench.State.Positions[EngineBench.Btc.Id].SignedQuantity);
        Assert.True(bench.State.Positions[EngineBench.Btc.Id].IsCovered);
    }

    [Fact]
    public void Stop_RefusedThreeTimes_ClosesThePositionAtMarket()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.ForgetStops = true;
        bench.Venue.Faults.AttachAnswer = VenueOutcome.Rejected(10001, "no");
        bench.Enter(Side.Buy);
        bench.Wait("closed", () => bench.Closes.Any(), 4);
        Assert.Equal(3, bench.Sent<AttachProtection>().Count());
        bench.Advance(1);
        Assert.True(bench.Venue.IsFlat);
        Assert.Empty(bench.State.Positions);
        Assert.Single(bench.Alerts("STOP_FAILED"));
    }

    [Fact]
    public void Stops_AcceptedWhileThePrivateStreamIsDeaf_AreLookedForNotGivenUp()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.ForgetStops = true;
        bench.Enter(Side.Buy);
        bench.Advance(0.05);
        bench.Venue.Faults.Deaf = true;
        bench.Advance(5);
        Assert.Empty(bench.Closes);
        Assert.True(bench.State.Positions[EngineBench.Btc.Id].IsCovered);
        Assert.Contains(bench.Sent<AskForAccount>(), ask => ask.Trigger == "protection");
    }

    [Fact]
    public void PriceBeyondTheStop_ClosesAtOnce()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.ForgetStops = true;
        bench.Venue.Faults.AttachAnswer = VenueOutcome.Rejected(110093, "price beyond trigger");
        bench.Enter(Side.Buy);
        bench.Wait("flat", () => bench.Closes.Any() && bench.Venue.IsFlat, 1);
        Assert.Single(bench.Alerts("STOP_BEYOND"));
    }

    [Fact]
    public void VenueThatRefusesForGood_IsAskedEverMoreSlowly()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.ForgetStops = true;
        bench.Venue.Faults.AttachAnswer = VenueOutcome.Rejected(10001, "no");
        bench.Enter(Side.Buy);
        bench.Advance(0.1);
        bench.Venue.Faults.EverySend = SendFate.Reject;
        bench.Advance(120);
        Assert.InRange(bench.Closes.Count(), 8, 20);
        bench.Venue.Faults.EverySend = null;
        bench.Wait("closed at last", () => bench.Venue.IsFlat, 11);
    }

    [Fact]
    public void Target_ThatTheVenueWillNotTake_NeverClosesACoveredPosition()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Venue.Hold(EngineBench.Btc, position.SignedQuantity, position.EntryPrice, position.WantedStop);
        bench.Venue.Faults.AttachAnswer = VenueOutcome.Rejected(10001, "no target there");
        bench.Advance(180);
        Assert.Empty(bench.Closes);
        Assert.InRange(bench.Sent<AttachProtection>().Count(), 3, 30);
    }

    [Fact]
    public void AdoptedPosition_WithoutAStop_IsSaidAndNotTouched()
    {
        var bench = EngineBench.Armed();
        bench.Venue.TradeByOthers(EngineBench.Btc, Side.Buy, 0.01m);
        bench.Advance(10);
        Assert.Equal(PositionOrigin.Adopted, bench.State.Positions[EngineBench.Btc.Id].Origin);
        Assert.Single(bench.Alerts("POSITION_ORPHANED"));
        Assert.Single(bench.Alerts("POSITION_NAKED"));
        Assert.Empty(bench.Sent<AttachProtection>());
        Assert.Empty(bench.Closes);
        bench.Advance(60);
        Assert.Equal(2, bench.Alerts("POSITION_NAKED").Count());
    }

    [Fact]
    public void StopTriggeredOnTheVenue_EndsTheTradeAsAStop()
    {
        var bench = EngineBench.Armed();
        var position = bench.Open(Side.Buy);
        bench.Venue.TriggerStop(EngineBench.Btc, position.StopLoss!.Value);
        bench.Advance(1);
        var trade = Assert.Single(bench.State.ClosedTrades);
        Assert.Equal(CloseReason.StopLoss, trade.Reason);
        Assert.InRange(trade.RMultiple!.Value, -1.2m, -1m);
        Assert.Equal(1, bench.State.Breaker.ConsecutiveLosses);
        Assert.Empty(bench.State.Positions);
    }
}
