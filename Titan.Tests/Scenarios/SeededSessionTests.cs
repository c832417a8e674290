using System.Globalization;
using Titan.Engine.Ledger;
using Titan.Engine.Model;
using Titan.Simulator.Market;

namespace Titan.Tests.Scenarios;

/// <summary>What the demonstration promises of its first ten minutes, whichever minute of the hour it begins on: the traps live, and nothing trips.</summary>
public sealed class SeededSessionTests
{
    private const int DefaultSeed = 7;
    private static readonly TimeSpan Armed = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(5);

    /// <summary>By the real engine on the real exchange in lock step: whether an entry is filled is the exchange's word, not a test's.</summary>
    [Theory]
    [InlineData(52, 40)]
    public async Task DefaultSeed_TenMinutes_ThreeTypesSpring_SomeAreRefused_SomeEndAtTargetAndSomeAtStop_AndNothingTrips(int minute, int armedAfterSeconds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var market = new SeededMarket(DefaultSeed, new DateTimeOffset(2026, 3, 2, 9, minute, 17, TimeSpan.Zero));
        var settings = new Dictionary<string, string?> { ["Titan:Strategies:Breakout:Enabled"] = "false" };

        var run = await LockStepRun.MakeAsync(market, TimeSpan.FromSeconds(600 - armedAfterSeconds), settings, 2_450m, limit.Token, leader: true, opening: TimeSpan.FromSeconds(armedAfterSeconds));

        var types = run.Course.Traps!.Types;
        Assert.True(types.Count(static type => type.Sprung > 0) >= 3, "trap types that sprang");
        Assert.Contains(types, static type => type.Denied > 0 || type.AbortReasons.Any(static reason => reason.Value > 0));
        Assert.Contains(run.Trades, static trade => trade.Reason == CloseReason.TakeProfit && trade.NetPnl > 0);
        Assert.Contains(run.Trades, static trade => trade.Reason == CloseReason.StopLoss && trade.NetPnl < 0);
        Assert.DoesNotContain(run.Trades, static trade => trade.Reason is CloseReason.FlashCrash or CloseReason.KillSwitch or CloseReason.CircuitBreaker);
        Assert.Equal(1, run.Course.Arms);
        Assert.Empty(run.Tie.Differences);
    }

    [Fact]
    public void DefaultSeed_HasAMapWithinTwoMinutes_AndADecisionWithItsGatesWithinFiveOfArming()
    {
        var session = Play(25, Armed + Half);

        Assert.Contains(session.Bench.Journal, entry => entry.Fact is EventNoted { Type: "TRAP_MAP_UPDATED" } && entry.At - session.Start < TimeSpan.FromMinutes(2));
        Assert.Contains(session.Bench.Journal, entry => entry.Fact is IntentJudged { Gates.Count: > 0 } && entry.At - session.Start > Armed);
        Assert.Empty(session.Bench.Facts<BreakerTripped>());
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
        [.. session.Bench.Journal.Where(static entry => entry.Fact is IntentJudged or EventNoted).Select(static entry => string.Create(CultureInfo.InvariantCulture, $"{entry.At:O} {entry.Fact}"))];
}
