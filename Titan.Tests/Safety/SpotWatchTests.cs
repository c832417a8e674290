using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Venues;
using Titan.Tests.Support;

namespace Titan.Tests.Safety;

/// <summary>Binance lost and back: what is told, what is refused, and that nothing open is touched (spec titan-trading 4.7).</summary>
public sealed class SpotWatchTests
{
    private static readonly SpotFeedStatus Live = SpotFeedStatus.NotInstalled with { Installed = true, Connected = true, Live = true };
    private static readonly SpotFeedStatus Down = Live with { Connected = false, Live = false, Problem = "not connected after 1 attempts" };

    private readonly EngineBench _bench = EngineBench.Armed();

    [Fact]
    public void Lost_ForLessThanTheGrace_IsNotTold()
    {
        Tell(Live);
        Tell(Down);
        _bench.Advance(0.2);
        Tell(Live);
        Assert.Empty(_bench.Alerts("BINANCE_LOST"));
    }

    [Fact]
    public void Lost_IsToldOnce_AndBackOnce_AndPositionsStay()
    {
        Tell(Live);
        var position = _bench.Open(Side.Buy);
        for (var i = 0; i < 20; i++)
        {
            _bench.Advance(0.5);
            Tell(Down);
        }

        Assert.Equal(AlertSeverity.High, Assert.Single(_bench.Alerts("BINANCE_LOST")).Severity);
        Assert.Equal(position.Quantity, _bench.State.Positions[position.Instrument].Quantity);
        Assert.Equal(ArmState.Armed, _bench.State.Arm.State);
        Assert.False(_bench.State.PausedByFeed);
        Tell(Live);
        Tell(Live);
        Assert.Single(_bench.Alerts("BINANCE_BACK"));
    }

    [Fact]
    public void NeverLive_IsToldAfterThreeFailedAttempts()
    {
        Tell(Down with { FailedAttempts = 2 });
        _bench.Advance(10);
        Tell(Down with { FailedAttempts = 2 });
        Assert.Empty(_bench.Alerts("BINANCE_LOST"));
        Tell(Down with { FailedAttempts = 3 });
        Assert.Single(_bench.Alerts("BINANCE_LOST"));
    }

    [Fact]
    public void Lost_StrategiesThatDoNotFollowIt_TradeOn()
    {
        Tell(Down);
        _bench.Enter(Side.Buy);
        Assert.Single(_bench.Entries);
    }

    [Fact]
    public void Lost_StrategiesThatFollowIt_AreRefusedByName()
    {
        _bench.Core.Surroundings.SpotFollowers.Add("scripted");
        Tell(Down);
        _bench.Enter(Side.Buy);
        Assert.Empty(_bench.Entries);
        var judged = _bench.Facts<Titan.Engine.Ledger.IntentJudged>().Last();
        Assert.Equal(("Disconnected", "SpotFeed"), (judged.Denial, judged.Gate));
        Tell(Live);
        _bench.Enter(Side.Buy);
        Assert.Single(_bench.Entries);
    }

    [Fact]
    public void Arming_NeedsALiveFeed_OnceOneIsInstalled()
    {
        Tell(Down);
        var binance = _bench.Precondition("BINANCE");
        Assert.True(binance is { Installed: true, Blocks: true });
        Assert.Equal(Down.Problem, binance.Value);
        Tell(Live);
        Assert.False(_bench.Precondition("BINANCE").Blocks);
    }

    // The bench's own ticks know of no feed, so the last word is said again at the moment that matters.
    private void Tell(SpotFeedStatus spot) => _bench.Step(new Ticked(_bench.Venue.Status, spot));
}
