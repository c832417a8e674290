using Titan.Engine.Model;
using Titan.Engine.Strategies.Scavenger;
using Titan.Engine.Strategies.Scavenger.Traps;
using Titan.Engine.Strategies.Scavenger.Views;

namespace Titan.Tests.Strategies.Scavenger;

/// <summary>Web, Spider and Bite together: what springs, what is refused and by what, what is proposed.</summary>
public sealed class ScavengerStrategyTests
{
    private readonly ScavengerBench _bench = new();

    [Fact]
    public void WarmUp_WithLivePrices_SetsTheTrapAndSaysSo()
    {
        var trap = Assert.Single(_bench.View.Traps);
        Assert.Equal((ScavengerBench.Trigger, Side.Buy, TrapReadiness.Set, 85, 12), (trap.TriggerPrice, trap.Direction, trap.Readiness, trap.Confidence, trap.Leverage));
        Assert.Equal(0.4995, (double)trap.DistancePercent!.Value, 4);
        Assert.Equal(["TRAP_SET", "TRAP_MAP_UPDATED"], _bench.NoteTypes);
        Assert.Equal(1, _bench.View.MapSymbols);
    }

    [Fact]
    public void Symbol_OffTheWhitelist_LosesItsTrapsAtTheNextCycle_AndGetsThemBackOnIt()
    {
        _bench.Listed = false;
        Cycle();
        Assert.Empty(_bench.View.Traps);
        _bench.Break();
        Assert.DoesNotContain("TRAP_SPRUNG", _bench.NoteTypes);
        _bench.Listed = true;
        _bench.Price(49_800m);
        Cycle();
        Assert.Single(_bench.View.Traps);

        void Cycle()
        {
            _bench.Pass(62_000);
            _bench.Ticker(_bench.Last);
            _bench.Price(_bench.Last);
            _bench.Spot(_bench.Last);
        }
    }

    [Fact]
    public void Break_WithABurstThatHolds_IsSprungPreparedConfirmedAndProposed()
    {
        _bench.Notes.Clear();
        _bench.Break();
        Assert.Equal(["TRAP_SPRUNG", "TRAP_PREPARED"], _bench.NoteTypes);
        Assert.Empty(_bench.Intents);
        _bench.Hold();
        Assert.Equal(["TRAP_SPRUNG", "TRAP_PREPARED", "TRAP_CONFIRMED"], _bench.NoteTypes);
        var intent = Assert.Single(_bench.Intents);
        Assert.Equal(("scavenger", Side.Buy, "DAILY_LEVEL", 85, 12m), (intent.Strategy, intent.Side, intent.TrapType, intent.Confidence, intent.Leverage));
        Assert.Equal((50_060.1m, 49_549.5m, 51_551.5m), (intent.ReferencePrice, intent.StopLoss, intent.TakeProfit));
        Assert.Equal((200m, 0.02m, 2_000), (intent.Margin, intent.RiskFraction, intent.OrderTimeoutMs));
        Assert.False(intent.Ghost);
        Assert.Contains("50 trades", _bench.Notes[0].Message, StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), (_bench.Daily.Touched, _bench.Daily.Sprung, _bench.Daily.Aborted));
    }

    [Fact]
    public void Touch_WithoutABurst_SpringsNothingAndIsCounted()
    {
        _bench.Price(49_950m);
        _bench.Spot(49_950m);
        _bench.Pass(500);
        _bench.Burst(50_040m, 49);
        Assert.DoesNotContain("TRAP_SPRUNG", _bench.NoteTypes);
        Assert.Equal((1, 1, 0), (_bench.Daily.Touched, _bench.Daily.RefusedByVolume, _bench.Daily.Sprung));
    }

    [Fact]
    public void Trap_ThatSprang_DoesNotSpringAgainInItsCooldown()
    {
        _bench.Break();
        _bench.Hold();
        Assert.Equal(TrapReadiness.Cooldown, _bench.View.Traps.Single().Readiness);
        for (var again = 0; again < 4; again++)
        {
            _bench.Pass(60_000);
            _bench.Ticker(49_800m);
            _bench.Break();
            _bench.Hold();
        }

        Assert.Single(_bench.Intents);
        _bench.Pass(80_000);
        _bench.Break();
        _bench.Hold();
        Assert.Equal(2, _bench.Intents.Count);
    }

    [Theory]
    [InlineData("WICK_REVERSION", 50_020)]
    [InlineData("RUNAWAY", 50_310)]
    public void Hold_ThatEndsElsewhere_IsAbortedForItsReason(string reason, int price)
    {
        _bench.Break();
        _bench.Hold(price);
        Assert.Empty(_bench.Intents);
        Assert.Contains($"reason={reason}", Assert.Single(_bench.Notes, note => note.Type == "TRAP_ABORTED").Message, StringComparison.Ordinal);
        Assert.Equal(reason, _bench.Daily.AbortReasons.Single().Key);
    }

    [Theory]
    [InlineData(50_024.98, true)]
    [InlineData(50_024.96, false)]
    [InlineData(50_300.25, true)]
    [InlineData(50_300.3, false)]
    public void Hold_OnItsBounds_IsConfirmed(double price, bool confirmed)
    {
        // 50,050 less 0.05 % is 50,024.975; plus 0.5 % is 50,300.25. The one print moves the basis by less than a ten-millionth.
        _bench.Break(50_050m);
        var moved = (decimal)price;
        _bench.Pass(20);
        _bench.Spot(moved);
        _bench.Pass(250);
        _bench.Price(_bench.Last);
        Assert.Equal(confirmed, _bench.Intents.Count == 1);
    }

    [Fact]
    public void Burst_AgainstTheTrap_IsRefusedByMicroCvd()
    {
        _bench.Price(49_950m);
        _bench.Spot(49_950m);
        _bench.Pass(500);
        _bench.Price(50_050m);
        for (var index = 0; index < 60; index++)
        {
            // 31 buyers against 29 sellers: 3 % of the burst, 30 % are asked for.
            _bench.Spot(50_050m, index % 2 == 0 ? Side.Buy : Side.Sell);
            _bench.Pass(1);
        }

        Assert.Contains("reason=MICRO_CVD", Assert.Single(_bench.Notes, note => note.Type == "TRAP_ABORTED").Message, StringComparison.Ordinal);
        Assert.Empty(_bench.Intents);
    }

    [Fact]
    public void Target_ThatDoesNotPayItsCosts_IsAFeeBarrierReject()
    {
        var bench = new ScavengerBench(ScavengerBench.OnlyDaily with
        {
            Traps = ScavengerBench.OnlyDaily.Traps with { DailyLevel = new TrapTypeOptions { Confidence = 85, StopLoss = 0.001m, TakeProfit = 0.0015m } },
        });
        bench.Break();
        Assert.Contains("FEE_BARRIER_REJECT", bench.NoteTypes);
        bench.Hold();
        Assert.Empty(bench.Intents);
    }

    [Theory]
    [InlineData(true, 1000)]
    [InlineData(false, null)]
    [InlineData(false, 0)]
    public void Touch_WhilePausedOrWithoutEquity_SpringsNothing(bool paused, int? equity)
    {
        (_bench.Paused, _bench.Equity) = (paused, equity);
        _bench.Break();
        Assert.DoesNotContain("TRAP_SPRUNG", _bench.NoteTypes);
        Assert.Equal(1, _bench.Daily.Touched);
    }

    [Fact]
    public void Hold_ThatEndsPaused_IsAborted()
    {
        _bench.Break();
        _bench.Paused = true;
        _bench.Time();
        _bench.Hold();
        Assert.Contains(_bench.Notes, note => note.Type == "TRAP_ABORTED" && note.Message.Contains("reason=PAUSED", StringComparison.Ordinal));
        Assert.Contains("SCAVENGER_PAUSED", _bench.NoteTypes);
        _bench.Paused = false;
        _bench.Time();
        Assert.Contains("SCAVENGER_RESUMED", _bench.NoteTypes);
        Assert.Empty(_bench.Intents);
    }

    [Fact]
    public void Hold_WithoutAnotherEvent_EndsByTime()
    {
        _bench.Break();
        _bench.Pass(430);
        _bench.Time();
        Assert.Empty(_bench.Intents);
        _bench.Pass(20);
        _bench.Time();
        Assert.Single(_bench.Intents);
    }

    [Fact]
    public void Basis_WiderThanTheTolerance_IsTakenOutOfTheComparison()
    {
        var bench = new ScavengerBench(start: false);
        bench.Ticker(49_800m);
        bench.Price(49_800m);
        bench.Spot(49_800m * 1.003m);
        bench.Pass(6_000);
        bench.Price(50_050m);
        bench.Burst(50_050m * 1.003m);
        Assert.Contains("TRAP_SPRUNG", bench.NoteTypes);
    }

    [Fact]
    public void Trap_NotFoundByTwoCycles_ExpiresAndSaysSo()
    {
        var bench = new ScavengerBench(ScavengerBench.OnlyDaily with { Traps = ScavengerBench.OnlyDaily.Traps with { Liquidation = new TrapsOptions().Liquidation } });
        Assert.Equal(2, bench.View.Traps.Length);
        // A close far from yesterday's levels; the volume node keeps the symbol in the map.
        bench.Bar(Bars.One(100, 48_000m, 49_800m, 47_900m, turnover: 20_000_000m));
        bench.Pass(60_000);
        bench.Price(49_800m);
        Assert.Equal(2, bench.View.Traps.Length);
        bench.Pass(60_000);
        bench.Price(49_800m);
        Assert.Equal(TrapType.Liquidation, Assert.Single(bench.View.Traps).Type);
        Assert.Contains("DAILY_LEVEL", Assert.Single(bench.Notes, note => note.Type == "TRAP_EXPIRED").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbol_WithoutATrapLeft_LeavesTheMap()
    {
        _bench.Bar(Bars.One(100, 48_000m, 49_800m, 47_900m, turnover: 20_000_000m));
        _bench.Pass(60_000);
        _bench.Price(49_800m);
        Assert.Empty(_bench.View.Traps);
        Assert.Equal(0, _bench.View.MapSymbols);
    }

    [Fact]
    public void Symbol_WhoseSpreadWidens_LeavesTheMapWithItsTraps()
    {
        _bench.Pass(60_000);
        Assert.Single(_bench.View.Traps);
        _bench.Strategy.OnQuote(Events.Quote(ScavengerBench.Btc, 49_700m, 49_900m, _bench.Now), Live(_bench.Now));
        _bench.Pass(60_000);
        _bench.Time();
        Assert.Empty(_bench.View.Traps);
    }

    [Fact]
    public void GhostMode_RunsTheWholePipelineAndMarksTheIntent()
    {
        var bench = new ScavengerBench(ScavengerBench.OnlyDaily with { GhostMode = true });
        bench.Break();
        bench.Hold();
        var intent = Assert.Single(bench.Intents);
        Assert.True(intent.Ghost);
        bench.Judge(intent, new IntentVerdict(new CorrelationId("c"), false, 0.01m, "Ghost", Intent.GhostDenial));
        bench.Pass(1_000);
        bench.Price(51_000m);
        Assert.Equal(0, bench.Daily.GhostTrades);
        bench.Price(51_600m);
        Assert.Equal((1, 1, true), (bench.Daily.GhostTrades, bench.Daily.GhostWins, bench.Daily.GhostR > 2m));
        Assert.Contains("GHOST_CLOSED", bench.NoteTypes);
    }

    [Fact]
    public void Denials_AreCountedAndAreNoFailuresOfTheSymbol()
    {
        for (var time = 0; time < 4; time++)
        {
            _bench.Break();
            _bench.Hold();
            _bench.Judge(_bench.Intents[^1], new IntentVerdict(new CorrelationId($"c{time}"), false, 0m, "MasterArm", "MasterArmOff"));
            _bench.Pass(310_000);
            _bench.Ticker(49_800m);
        }

        Assert.Equal((4, 0), (_bench.Daily.Denied, _bench.Daily.Unfilled));
        Assert.DoesNotContain("SYMBOL_BLACKLISTED", _bench.NoteTypes);
        Assert.Contains(_bench.View.Feed, line => line is { Word: "DENIED" });
    }

    [Fact]
    public void ThreeEntriesThatFillNothing_BlacklistTheSymbol()
    {
        for (var time = 0; time < 3; time++)
        {
            _bench.Break();
            _bench.Hold();
            var correlation = new CorrelationId($"c{time}");
            _bench.Judge(_bench.Intents[^1], new IntentVerdict(correlation, true, 0.01m, null, null));
            _bench.End(correlation, 0m);
            _bench.Pass(time < 2 ? 310_000 : 0);
            _bench.Ticker(49_800m);
        }

        Assert.Equal(3, _bench.NoteTypes.Count(type => type == "EXECUTION_FAILED"));
        Assert.Single(_bench.NoteTypes, type => type == "SYMBOL_BLACKLISTED");
        Assert.Equal(TrapReadiness.Blacklisted, _bench.View.Traps.Single().Readiness);
    }

    [Fact]
    public void Entry_ThatFilled_IsCompleteUnderItsCorrelation()
    {
        _bench.Break();
        _bench.Hold();
        var correlation = new CorrelationId("c");
        _bench.Judge(_bench.Intents[^1], new IntentVerdict(correlation, true, 0.01m, null, null));
        _bench.End(correlation, 0.01m);
        _bench.End(correlation, 0.01m);
        Assert.Equal(correlation, Assert.Single(_bench.Notes, note => note.Type == "EXECUTION_COMPLETE").Correlation);
        Assert.Equal((1, 1), (_bench.Daily.Sent, _bench.Daily.Filled));
    }

    [Fact]
    public void Feed_KeepsTheNewestFifty()
    {
        for (var index = 0; index < 60; index++)
        {
            _bench.Paused = index % 2 == 0;
            _bench.Pass(1);
            _bench.Time();
        }

        Assert.Equal(50, _bench.View.Feed.Length);
        Assert.Equal("SCAVENGER_RESUMED", _bench.View.Feed[0].Word);
    }

    [Fact]
    public void UnderlyingFills_CountWhenAsked()
    {
        var bench = new ScavengerBench(ScavengerBench.OnlyDaily with { CountUnderlyingFills = true });
        bench.Price(49_950m);
        bench.Spot(49_950m);
        bench.Pass(500);
        bench.Price(50_050m);
        bench.Spot(50_050m, fills: 30);
        bench.Spot(50_050m, fills: 20);
        Assert.Contains("TRAP_SPRUNG", bench.NoteTypes);
    }

    private static Titan.Engine.Strategies.StrategyContext Live(DateTimeOffset now)
    {
        var context = new Titan.Engine.Strategies.StrategyContext();
        context.Begin(now, true, static _ => false, 1_000m);
        return context;
    }
}
