using Titan.Engine.Kernel;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>Lost feeds and a loop that stood still (spec titan-trading 4.7, design 3a).</summary>
public sealed class FeedWatchTests
{
    [Theory]
    [InlineData(2.6, false)]
    [InlineData(3.3, true)]
    public void StreamLost_ForLessThanTheGrace_PausesNothing(double seconds, bool paused)
    {
        var bench = EngineBench.Armed();
        Move(bench, StreamKind.Public, false);
        bench.Advance(seconds);
        Assert.Equal(paused, bench.State.PausedByFeed);
        Assert.Equal(ArmState.Armed, bench.State.Arm.State);
    }

    [Fact]
    public void FeedLost_CancelsEntriesAndWatchesByReadingEveryFiveSeconds()
    {
        var bench = EngineBench.Armed();
        bench.Venue.Faults.FillShare = 0m;
        bench.Advance(1);
        Move(bench, StreamKind.Private, false);
        bench.Advance(2.5);
        bench.Enter(Side.Buy);
        bench.Advance(0.8);
        Assert.DoesNotContain(bench.Venue.Orders, order => order.IsOpen);
        Assert.Single(bench.Alerts("FEED_LOST"));
        var before = bench.Sent<AskForAccount>().Count();
        bench.Advance(20);
        Assert.InRange(bench.Sent<AskForAccount>().Count() - before, 3, 5);
    }

    [Fact]
    public void FeedBack_ResumesByItselfButOnlyAfterAReconcileAskedForSince()
    {
        var bench = EngineBench.Armed();
        Move(bench, StreamKind.Private, false);
        bench.Advance(4);
        bench.Venue.Faults.Unreachable = true;
        bench.Advance(6);
        Move(bench, StreamKind.Private, true);
        bench.Advance(5);
        Assert.True(bench.State.PausedByFeed);
        bench.Venue.Faults.Unreachable = false;
        bench.Wait("resumed", () => !bench.State.PausedByFeed, 5);
        Assert.Equal(ArmState.Armed, bench.State.Arm.State);
        bench.Enter(Side.Buy);
        Assert.Single(bench.Entries);
    }

    [Fact]
    public void ReconcileUnderWayWhenTheFeedReturned_DoesNotResume()
    {
        var bench = EngineBench.Armed();
        Move(bench, StreamKind.Private, false);
        bench.Advance(4);
        bench.Disconnected = true;
        var asked = bench.Sent<AskForAccount>().Count();
        bench.Wait("asked while down", () => bench.Sent<AskForAccount>().Count() > asked, 10);
        var before = bench.Now;
        bench.Advance(0.1);
        Move(bench, StreamKind.Private, true);
        bench.Advance(0.5);
        bench.Step(new AccountAnswered("watch", VenueAnswer<AccountSnapshot>.Of(Empty(before))));
        bench.Advance(0.5);
        Assert.True(bench.State.PausedByFeed);
        bench.Step(new AccountAnswered("reconnect", VenueAnswer<AccountSnapshot>.Of(Empty(bench.Now))));
        bench.Advance(0.5);
        Assert.False(bench.State.PausedByFeed);
    }

    [Fact]
    public void PauseOfAnOperator_OutlivesTheFeedsOwn()
    {
        var bench = EngineBench.Armed();
        bench.Command(new PauseCommand(EngineBench.Operator, "x", bench.Correlation("p"), Paused: true));
        Move(bench, StreamKind.Public, false);
        bench.Advance(5);
        Move(bench, StreamKind.Public, true);
        bench.Advance(5);
        Assert.False(bench.State.PausedByFeed);
        Assert.True(bench.State.IsPaused);
    }

    [Fact]
    public void StandStill_BeyondFiveSeconds_BlocksEntriesUntilAReconcileAskedForLater()
    {
        var bench = EngineBench.Armed();
        bench.Disconnected = true;
        var before = bench.Now;
        bench.Step(new StoodStill(TimeSpan.FromSeconds(6)));
        bench.Enter(Side.Buy);
        Assert.Equal("LoopStalled", bench.Facts<IntentJudged>().Last().Denial);
        // The answer to a question from before the stand-still tells nothing of it.
        bench.Step(new AccountAnswered("timer", VenueAnswer<AccountSnapshot>.Of(Empty(before.AddSeconds(-7)))));
        Assert.True(bench.Core.Surroundings.StalledUntilReconciled);
        bench.Step(new AccountAnswered("stall", VenueAnswer<AccountSnapshot>.Of(Empty(bench.Now))));
        Assert.False(bench.Core.Surroundings.StalledUntilReconciled);
        Assert.Single(bench.Alerts("LOOP_STALLED"));
    }

    [Fact]
    public void StandStill_OfExactlyTheLimit_IsStillAllowed()
    {
        var bench = EngineBench.Armed();
        bench.Step(new StoodStill(TimeSpan.FromSeconds(5)));
        bench.Enter(Side.Buy);
        Assert.Single(bench.Entries);
    }

    private static void Move(EngineBench bench, StreamKind stream, bool up)
    {
        bench.Venue.Faults.Deaf = !up;
        bench.Step(new StreamMoved(new StreamChange(stream, up, up ? "" : "cut", bench.Now)));
    }

    private static AccountSnapshot Empty(DateTimeOffset asked) =>
        new([], [], [], new WalletReport(1000m, 1000m, 0m, 1000m, asked), asked, asked);
}
