using Titan.Engine.Ledger;
using Titan.Engine.Model;

namespace Titan.Tests.Scenarios;

/// <summary>What the demonstration promises of its first ten minutes, whichever minute of the hour it begins on: the traps live, and nothing trips.</summary>
public sealed class SeededSessionTests
{
    private const int DefaultSeed = 7;
    private static readonly TimeSpan Armed = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan End = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Half = End / 2;

    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    [InlineData(51)]
    public void DefaultSeed_TenMinutes_ThreeTypesSpring_SomeAreRefused_SomeEndAtTargetAndSomeAtStop_AndNothingTrips(int minute)
    {
        var session = Play(minute, End);
        var (bench, start) = (session.Bench, session.Start);

        Assert.Contains(bench.Journal, entry => entry.Fact is EventNoted { Type: "TRAP_MAP_UPDATED" } && entry.At - start < TimeSpan.FromMinutes(2));
        Assert.True(session.View.Types.Count(static type => type.Sprung > 0) >= 3, "trap types that sprang");
        Assert.Contains(bench.Journal, entry => entry.Fact is IntentJudged { Gates.Count: > 0 } && entry.At - start > Armed && entry.At - start < Armed + TimeSpan.FromMinutes(5));
        Assert.Contains(session.View.Types, static type => type.Denied > 0 || type.AbortReasons.Any(static reason => reason.Value > 0));
        Assert.Contains(bench.State.ClosedTrades, static trade => trade.Reason == CloseReason.TakeProfit && trade.NetPnl > 0);
        Assert.Contains(bench.State.ClosedTrades, static trade => trade.Reason == CloseReason.StopLoss && trade.NetPnl < 0);
        Assert.Empty(bench.Facts<BreakerTripped>());
        Assert.Equal(ArmState.Armed, bench.State.Arm.State);
    }

    [Fact]
    public void SameSeed_PlayedTwice_DecidesTheSame() => Assert.Equal(Decisions(Play(23, Half)), Decisions(Play(23, Half)));

    private static SeededSession Play(int minute, TimeSpan until)
    {
        var session = new SeededSession(DefaultSeed, new DateTimeOffset(2026, 3, 2, 9, minute, 17, TimeSpan.Zero));
        session.Play(until, Armed);
        return session;
    }

    private static List<string> Decisions(SeededSession session) =>
        [.. session.Bench.Journal.Where(static entry => entry.Fact is IntentJudged or EventNoted).Select(static entry => $"{entry.At:O} {entry.Fact}")];
}
