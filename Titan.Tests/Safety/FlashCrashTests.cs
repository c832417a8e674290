using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Safety.Measures;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>FLASH_CRASH (spec titan-trading 4.6): two percent of equity from its peak inside five minutes flattens and pulls the kill switch.</summary>
public sealed class FlashCrashTests
{
    [Fact]
    public void Fall_OfTwoPercentInMinutes_FlattensAndLocksAsAKill()
    {
        var bench = Holding();
        bench.Quote(EngineBench.Btc, 49_650m, 49_650.1m);
        bench.Advance(60);
        Assert.False(bench.State.PausedByKill);
        bench.Quote(EngineBench.Btc, 49_610m, 49_610.1m);
        bench.Wait("killed", () => bench.State.PausedByKill, 2);
        Assert.Equal((ArmState.Locked, LockCause.Kill), (bench.State.Arm.State, bench.State.Arm.Lock));
        Assert.StartsWith("FLASH_CRASH", bench.State.Arm.Reason, StringComparison.Ordinal);
        bench.Wait("flat", () => bench.State.Flatten is null && bench.Venue.IsFlat, 20);
        Assert.Equal(CloseReason.FlashCrash, bench.State.LastFlatten!.Cause);
        Assert.Equal(CloseReason.FlashCrash, bench.State.ClosedTrades.Single().Reason);
        Assert.Single(bench.Alerts("FLASH_CRASH"));
        Assert.False(bench.State.Breaker.Active);
    }

    [Fact]
    public void Fall_AsFarButSlower_IsNone()
    {
        var bench = Holding();
        for (var step = 1; step <= 4; step++)
        {
            bench.Advance(330);
            bench.Quote(EngineBench.Btc, 50_000m - (200m * step), 50_000.1m - (200m * step));
        }

        bench.Advance(330);
        Assert.False(bench.State.PausedByKill);
        Assert.InRange(bench.State.Equity.DailyDrawdown, 0.03m, 0.06m);
    }

    [Fact]
    public void Withdrawal_WithNothingOpen_IsNoCrash()
    {
        var bench = EngineBench.Armed();
        bench.Advance(30);
        BreakerTests.Wallet(bench, 960m);
        Assert.False(bench.State.PausedByKill);
    }

    [Fact]
    public void Trail_TransferWhileFlat_MovesThePeakWithIt()
    {
        var (trail, now) = (new EquityTrail(), EngineBench.Start);
        trail.See(1000m, true, now);
        trail.See(990m, false, now.AddSeconds(10));
        trail.See(500m, false, now.AddSeconds(20));
        trail.See(500m, false, now.AddSeconds(30));
        Assert.Equal(510m, trail.PeakWithin(TimeSpan.FromMinutes(5), now.AddSeconds(30)));
        Assert.Equal(500m, trail.PeakWithin(TimeSpan.FromSeconds(15), now.AddSeconds(30)));
    }

    [Fact]
    public void EquityUnknownInTheFall_FiresNothing()
    {
        var bench = Holding();
        bench.Venue.Faults.Unreachable = true;
        bench.Advance(21);
        bench.Quote(EngineBench.Btc, 45_000m, 45_000.1m);
        bench.Advance(5);
        Assert.False(bench.State.PausedByKill);
        Assert.Empty(bench.Facts<FlattenStarted>());
        Assert.Empty(bench.Facts<BreakerTripped>());
    }

    // Two and a half times the account, of other hands: our own gates would not allow a loss like this.
    private static EngineBench Holding()
    {
        var bench = EngineBench.Armed();
        bench.Venue.TradeByOthers(EngineBench.Btc, Side.Buy, 0.05m);
        bench.Wait("adopted", () => bench.State.Positions.Count == 1, 5);
        bench.Advance(5);
        return bench;
    }
}
