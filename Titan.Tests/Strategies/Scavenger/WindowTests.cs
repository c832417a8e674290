using FsCheck;
using FsCheck.Fluent;
using Titan.Engine.Strategies.Scavenger.Spider;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>The Spider's windows on venue time (spec titan-trading 2.5, 2.7).</summary>
public sealed class WindowTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void Burst_ATradeOneWindowOld_HasLeft()
    {
        var burst = new BurstWindow(Window);
        burst.Add(Ms(0), 2m, 1);
        burst.Add(Ms(99), -1m, 1);
        Assert.Equal((2, 1m, 3m, TimeSpan.FromMilliseconds(99)), (burst.Trades, burst.MicroCvd, burst.Volume, burst.Elapsed));
        burst.Add(Ms(100), 1m, 1);
        Assert.Equal((2, 0m, 2m), (burst.Trades, burst.MicroCvd, burst.Volume));
        burst.Add(Ms(5_000), 7m, 3);
        Assert.Equal((3, 7m, 7m), (burst.Trades, burst.MicroCvd, burst.Volume));
    }

    [Fact]
    public void Burst_OfAnyTrades_CountsExactlyThoseInsideTheWindow() =>
        Prop.ForAll(
            Gen.Choose(0, 60).Zip(Gen.Choose(-50, 50)).ArrayOf().ToArbitrary(),
            trades =>
            {
                var burst = new BurstWindow(Window);
                var at = 0L;
                var seen = new List<(long At, decimal Signed)>();
                foreach (var (wait, quantity) in trades)
                {
                    at += wait;
                    var signed = quantity == 0 ? 1m : quantity;
                    seen.Add((at, signed));
                    burst.Add(Ms(at), signed, 1);
                    var inside = seen.Where(trade => at - trade.At < 100).ToArray();
                    if (burst.Trades != inside.Length || burst.MicroCvd != inside.Sum(trade => trade.Signed) || burst.Volume != inside.Sum(trade => Math.Abs(trade.Signed)))
                    {
                        return false;
                    }
                }

                return true;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Burst_OnceItFoundItsSize_AllocatesNothing()
    {
        var burst = new BurstWindow(Window);
        var at = 0L;
        void Run(int trades)
        {
            for (var index = 0; index < trades; index++)
            {
                at += index % 3 == 0 ? TimeSpan.TicksPerMillisecond : 0;
                burst.Add(at, index % 2 == 0 ? 1m : -1m, 1);
            }
        }

        Run(2_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(100_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Cvd_BothEndsOfAWindow_Count()
    {
        var cvd = new CvdHistory();
        cvd.Add(Sec(0), 1m);
        cvd.Add(Sec(10), 2m);
        cvd.Add(Sec(10), 4m);
        cvd.Add(Sec(20), -8m);
        Assert.Equal(-2m, cvd.Sum(TimeSpan.FromSeconds(10), TimeSpan.Zero));
        Assert.Equal(-1m, cvd.Sum(TimeSpan.FromSeconds(20), TimeSpan.Zero));
        Assert.Equal(7m, cvd.Sum(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)));
        Assert.Equal(-8m, cvd.Sum(TimeSpan.FromSeconds(9), TimeSpan.Zero));
    }

    [Fact]
    public void Cvd_OfAnyTrades_IsTheSumInsideTheWindow() =>
        Prop.ForAll(
            Gen.Choose(0, 40_000).Zip(Gen.Choose(-9, 9)).ArrayOf().ToArbitrary(), Gen.Choose(0, 300).ToArbitrary(), Gen.Choose(0, 300).ToArbitrary(),
            (trades, window, offset) =>
            {
                var cvd = new CvdHistory();
                var at = 0L;
                var seen = new List<(long At, decimal Signed)>();
                foreach (var (wait, signed) in trades)
                {
                    at += wait;
                    seen.Add((at, signed));
                    cvd.Add(Ms(at), signed);
                }

                var end = at - (offset * 1_000L);
                var expected = seen.Where(trade => trade.At <= end && trade.At >= end - (window * 1_000L)).Sum(trade => trade.Signed);
                return cvd.Sum(TimeSpan.FromSeconds(window), TimeSpan.FromSeconds(offset)) == expected;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cvd_YoungerThanTheWindow_DoesNotCoverIt()
    {
        var cvd = new CvdHistory();
        Assert.False(cvd.Covers(Window, TimeSpan.Zero));
        cvd.Add(Sec(0), 1m);
        cvd.Add(Sec(599), 1m);
        Assert.False(cvd.Covers(TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(300)));
        cvd.Add(Sec(600), 1m);
        Assert.True(cvd.Covers(TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(300)));
    }

    [Fact]
    public void Velocity_IsTheMoveOfFiveSecondsPerSecond()
    {
        var velocity = new VelocityWindow();
        Assert.Equal(0m, velocity.Velocity);
        velocity.Add(Sec(0), 100m);
        Assert.Equal(0m, velocity.Velocity);
        velocity.Add(Sec(5), 101m);
        Assert.Equal(0.002m, velocity.Velocity);
        velocity.Add(Sec(6), 101m);
        Assert.Equal(0m, velocity.Velocity);
        Assert.Equal(0.002m, velocity.VelocityBefore);
        velocity.Add(Sec(7), 100m);
        Assert.Equal((1m / 101m) / 2m, velocity.Velocity);
        Assert.Equal(3, velocity.PointsAt(Sec(7)));
        Assert.Equal(0, velocity.PointsAt(Sec(20)));
    }

    [Fact]
    public void Basis_FollowsWithAFiveMinuteMean()
    {
        var basis = new BasisAverage();
        Assert.Equal((1m, false), (basis.Ratio, basis.Known));
        basis.Add(Sec(0), 101m, 100m);
        Assert.Equal(1.01m, basis.Ratio);
        basis.Add(Sec(300), 102m, 100m);
        Assert.Equal(1.01 + (0.01 * (1 - Math.Exp(-1))), (double)basis.Ratio, 9);
        var before = basis.Ratio;
        basis.Add(Sec(300), 0m, 100m);
        basis.Add(Sec(300), 200m, 100m);
        Assert.Equal(before, basis.Ratio);
    }

    [Fact]
    public void AdaptiveBurst_IsTheOwnPercentileAndAtLeastTen()
    {
        var adaptive = new AdaptiveBurst();
        for (var slice = 0; slice < 1_001; slice++)
        {
            // One slice in a hundred has 40 trades: more than 0.5 %, so the percentile is 40.
            adaptive.Add(Ms(slice * 100), slice % 100 == 99 ? 40 : 3);
        }

        Assert.Equal(40, adaptive.Needed);
        var quiet = new AdaptiveBurst();
        quiet.Add(Ms(0), 1);
        Assert.Null(quiet.Needed);
        quiet.Add(Sec(70), 1);
        Assert.Equal(10, quiet.Needed);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    public void LeadLag_FindsWhoMovesFirst(int shift, int lag)
    {
        var lead = new LeadLag();
        var random = new Random(5);
        var path = Enumerable.Range(0, 130).Select(_ => (decimal)random.Next(9_900, 10_100)).ToArray();
        for (var bucket = 2; bucket < 128; bucket++)
        {
            lead.AddSpot(Ms(bucket * 100), path[bucket]);
            lead.AddPerpetual(Ms(bucket * 100), path[bucket - shift]);
        }

        lead.Refresh(Ms(12_800));
        Assert.Equal(lag, lead.Lag);
        Assert.Equal(1.0, lead.Correlation!.Value, 6);
        Assert.Equal(lag > 0 ? 100 : (int?)null, lead.LeadMs);
        Assert.Equal(lag < 0, lead.BybitLeads);
    }

    [Fact]
    public void LeadLag_WithTooFewPairs_IsBinanceByDefaultAndUnknown()
    {
        var lead = new LeadLag();
        lead.AddSpot(Ms(100), 1m);
        lead.Refresh(Ms(10_000));
        Assert.Equal((1, (double?)null, (int?)null), (lead.Lag, lead.Correlation, lead.LeadMs));
    }

    [Fact]
    public void Rate_IsTheMeanOfWholeSeconds()
    {
        var rate = new RateMeter();
        for (var ms = 0; ms < 10_000; ms += 100)
        {
            rate.Add(Sec(1_000) + Ms(ms));
        }

        Assert.Equal(10.0, rate.PerSecond(Sec(1_010)));
        Assert.Equal(4.0, rate.PerSecond(Sec(1_013)));
        Assert.Equal(0.0, rate.PerSecond(Sec(1_100)));
    }

    private static long Ms(long ms) => ms * TimeSpan.TicksPerMillisecond;

    private static long Sec(long seconds) => seconds * TimeSpan.TicksPerSecond;
}
