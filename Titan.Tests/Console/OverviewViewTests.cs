using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Safety;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>What the overview says of a snapshot, without rendering anything.</summary>
public sealed class OverviewViewTests
{
    [Fact]
    public void Tiles_OfTheAnchor_ShowItsFigures()
    {
        var tiles = Of(Anchor.Snapshot()).Tiles;

        Assert.Equal(("2,450.00", "USDT", "wallet 2,478.24 · open −28.24"), (tiles.Equity.Value, tiles.Equity.Unit, tiles.Equity.Context));
        Assert.Equal(("1", "Breakout", "RUNNING"), (tiles.Phase.Value, tiles.Phase.Unit, tiles.Phase.Context));
        Assert.Equal(("−2.30", "% · of −7 %", "normal"), (tiles.Drawdown.Value, tiles.Drawdown.Unit, tiles.Drawdown.Note));
        Assert.Equal(("−21.20", "−0.86 % · realized +7.04", Tone.Loss), (tiles.DailyPnl.Value, tiles.DailyPnl.Context, tiles.DailyPnl.Tone));
        Assert.Equal(("57.1", "24 of 42"), (tiles.WinRate.Value, tiles.WinRate.Context));
        Assert.Equal(("3", "of 5", "2 long · 1 short"), (tiles.OpenPositions.Value, tiles.OpenPositions.Unit, tiles.OpenPositions.Context));
        Assert.Equal(("4.75×", "of 10×", "SMALL tier · notional 11,645.56"), (tiles.TotalLeverage.Value, tiles.TotalLeverage.Unit, tiles.TotalLeverage.Context));
    }

    [Theory]
    [InlineData("2.99", "normal", Tone.Ok)]
    [InlineData("3", "watch", Tone.Warn)]
    [InlineData("4.99", "watch", Tone.Warn)]
    [InlineData("5", "high", Tone.High)]
    [InlineData("7", "high", Tone.High)]
    [InlineData("7.001", "over", Tone.Critical)]
    public void Zones_OfTheDrawdown_AreTheSeeds(string percent, string word, Tone tone) =>
        Assert.Equal((word, tone), DrawdownZones.Of(Anchor.Limits).Judge(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(4999.99, "1")]
    [InlineData(5000, "2")]
    [InlineData(49999.99, "2")]
    [InlineData(50000, "3")]
    public void Phase_BeforeTheBrainSaidOne_FollowsEquity(double equity, string phase) =>
        Assert.Equal(phase, Of(Anchor.Snapshot() with { BrainView = BrainView.Unknown, Equity = Anchor.Snapshot().Equity with { Equity = (decimal)equity } }).Tiles.Phase.Value);

    [Fact]
    public void Phase_OfTheBrain_HoldsThroughItsHysteresis() =>
        Assert.Equal("1", Of(Anchor.Snapshot() with { Equity = Anchor.Snapshot().Equity with { Equity = 5_001m } }).Tiles.Phase.Value);

    [Fact]
    public void Phase_WithSeveralStrategies_CountsThemAndSaysEachStateOnce()
    {
        var several = Of(Anchor.Snapshot() with { Strategies = [new StrategyView("Breakout", "RUNNING", []), new StrategyView("Scavenger", "RUNNING", [])] }).Tiles.Phase;
        Assert.Equal(("2 strategies", "RUNNING"), (several.Unit, several.Context));
        var none = Of(Anchor.Snapshot() with { Strategies = [] }).Tiles.Phase;
        Assert.Equal(("", "no strategy runs"), (none.Unit, none.Context));
    }

    [Fact]
    public void Everything_OfUnknownEquity_IsAQuestionMarkAndNeverZero()
    {
        var view = Of(Anchor.Snapshot() with { Equity = new EquityBook(), BreakerBelow = null, TotalLeverage = null, EquityFresh = false });

        Assert.All([view.Tiles.Equity, view.Tiles.Drawdown, view.Tiles.DailyPnl, view.Tiles.Phase, view.Tiles.TotalLeverage], tile =>
        {
            Assert.Equal("?", tile.Value);
            Assert.Equal(Tone.Unknown, tile.Tone);
        });
        Assert.Null(view.Tiles.Meter.Needle);
        Assert.False(view.Room.IsKnown);
        Assert.Contains("does not guess", view.Room.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Equity_OlderThanItMayBe_SaysThatEntriesWait()
    {
        var old = Anchor.Snapshot() with { EquityFresh = false, Equity = Anchor.Snapshot().Equity with { AsOf = Anchor.At.AddSeconds(-17) } };

        var tiles = Of(old).Tiles;

        Assert.Equal((Tone.Stale, "17 s old. Entries wait for a fresh value."), (tiles.Equity.Tone, tiles.Equity.Context));
        Assert.True(tiles.IsStale);
    }

    [Fact]
    public void Room_OfTheAnchor_SaysWhatAllStopsCostAndWhatIsLeft()
    {
        var room = Of(Anchor.Snapshot()).Room;

        Assert.Equal("−88.00 USDT → −5.81 %", Line(room, "If every stop fills now"));
        Assert.Equal("117.86 USDT", Line(room, "Left before breaker"));
        Assert.Equal("116.24 of 147.00 USDT", Line(room, "Open risk, entry to stop"));
        Assert.Equal("1 of 3", Line(room, "Losses in a row"));
        Assert.Equal("2,131.53", Mark(room, "hard stop −15 %").Value);
        Assert.Equal("2,332.14", Mark(room, "breaker > 7 %").Value);
        Assert.Equal("2,507.68", Mark(room, "session peak").Value);
        Assert.Equal(Tone.High, Mark(room, "all stops fill").Tone);
        var places = room.Marks.OrderBy(mark => mark.Place).Select(mark => mark.Label).ToArray();
        Assert.Equal(["hard stop −15 %", "breaker > 7 %", "all stops fill", "now", "session peak"], places);
    }

    [Theory]
    [InlineData(1, "1 of 3", Tone.Plain)]
    [InlineData(2, "2 of 3", Tone.Warn)]
    [InlineData(3, "3 of 3", Tone.Critical)]
    public void Room_LossesInARow_StandBesideTheLimitInForce(int losses, string said, Tone tone)
    {
        var line = Named(Of(Anchor.Snapshot() with { Breaker = new BreakerState { ConsecutiveLosses = losses } }).Room, "Losses in a row");
        Assert.Equal((said, tone), (line.Value, line.Tone));
    }

    // The breaker may look back a while only: what it counts is what trips it.
    [Fact]
    public void Room_LossesInARow_AreCountedAsTheBreakerCountsThem()
    {
        var measures = Anchor.Snapshot().BreakerView with { Measures = [new MeasureView("CONSECUTIVE_LOSSES", "losses in a row", default, 1m, 4m, "losses", 0.25m, false, null, null)] };
        var snapshot = Anchor.Snapshot() with { Breaker = new BreakerState { ConsecutiveLosses = 2 }, BreakerView = measures };
        Assert.Equal("1 of 4", Line(Of(snapshot).Room, "Losses in a row"));
    }

    [Fact]
    public void Room_OpenRiskAboveItsLimit_IsCritical()
    {
        var line = Named(Of(Anchor.Snapshot() with { BrainView = Anchor.Snapshot().BrainView with { OpenRisk = 150m } }).Room, "Open risk, entry to stop");
        Assert.Equal(("150.00 of 147.00 USDT", Tone.Critical), (line.Value, line.Tone));
    }

    [Fact]
    public void Room_BeforeTheBrainSpoke_NamesNoLimitOfItsOwn() =>
        Assert.Equal("116.24 USDT", Line(Of(Anchor.Snapshot() with { BrainView = BrainView.Unknown }).Room, "Open risk, entry to stop"));

    [Fact]
    public void Room_WhenAllStopsWouldCrossTheBreaker_IsCritical()
    {
        var room = Of(Anchor.Snapshot() with { EquityIfAllStops = 2_300m }).Room;

        Assert.Equal(Tone.Critical, Mark(room, "all stops fill").Tone);
        Assert.Equal(Tone.Critical, room.Lines[0].Tone);
    }

    [Fact]
    public void Room_WithAPositionWithoutStop_SaysSo()
    {
        var bare = Anchor.Sol(Anchor.At) with { Position = Anchor.Sol(Anchor.At).Position with { StopLoss = null, CoveredQuantity = 0 } };

        Assert.Equal("71.26 of 147.00 USDT + 1 without a stop", Line(Of(Anchor.Snapshot() with { Positions = [Anchor.Btc(Anchor.At), Anchor.Eth(Anchor.At), bare] }).Room, "Open risk, entry to stop"));
    }

    [Fact]
    public void Positions_OfTheAnchor_ShowStopDistanceAndCoverage()
    {
        var view = Of(Anchor.Snapshot()).Positions;

        Assert.Equal(["BTCUSDT", "ETHUSDT", "SOLUSDT"], view.Rows.Select(row => row.Symbol));
        Assert.Equal(["−17.14", "+6.83", "−17.93"], view.Rows.Select(row => row.Pnl));
        Assert.Equal(["90,923.5", "2,982.28", "139.80"], view.Rows.Select(row => row.Stop));
        Assert.Equal(["−0.64 %", "−1.29 %", "+0.60 %"], view.Rows.Select(row => row.StopDistance));
        Assert.Equal(["Entry 91,842.0 · −0.36 R", "Entry 3,012.40 · +0.29 R", "Entry 138.42 · −0.40 R"], view.Rows.Select(row => row.EntryAndResult));
        Assert.Equal(("0 entry orders · 6 protective", "−28.24", "0 s naked now"), (view.OrdersLine, view.Pnl, view.NakedLine));
    }

    [Fact]
    public void Positions_NakedOnes_StandOnTopWorstFirst()
    {
        var partly = Anchor.Eth(Anchor.At);
        partly = partly with { Position = partly.Position with { CoveredQuantity = 0.5m, NakedSince = Anchor.At.AddSeconds(-3) }, Coverage = 0.641m, NakedSecondsNow = 3 };
        var bare = Anchor.Sol(Anchor.At);
        bare = bare with { Position = bare.Position with { CoveredQuantity = 0m, StopLoss = null, NakedSince = Anchor.At.AddSeconds(-41) }, Coverage = 0m, NakedSecondsNow = 41 };

        var view = Of(Anchor.Snapshot() with { Positions = [Anchor.Btc(Anchor.At), partly, bare] }).Positions;

        Assert.Equal(["SOLUSDT", "ETHUSDT", "BTCUSDT"], view.Rows.Select(row => row.Symbol));
        Assert.Equal(("NAKED", "41 s", Tone.Critical), (view.Rows[0].Coverage, view.Rows[0].CoverageNote, view.Rows[0].CoverageTone));
        Assert.Equal(("64 %", "naked 3.0 s", Tone.Warn), (view.Rows[1].Coverage, view.Rows[1].CoverageNote, view.Rows[1].CoverageTone));
        Assert.Equal(("41 s naked now", Tone.Critical), (view.NakedLine, view.NakedTone));
    }

    [Fact]
    public void Positions_WithoutAMark_AreUnknownAndNotZero()
    {
        var view = Of(Anchor.Snapshot() with { Positions = [Anchor.Btc(Anchor.At) with { MarkPrice = null, UnrealizedPnl = null }] }).Positions;

        Assert.Equal(("?", "?", ""), (view.Rows[0].Mark, view.Rows[0].Pnl, view.Rows[0].StopDistance));
        Assert.Equal("?", view.Pnl);
    }

    [Fact]
    public void Checklist_WithFailures_PutsThemFirstWithTheirCure()
    {
        var anchor = Anchor.Snapshot();
        var view = Of(anchor with
        {
            Preconditions = [.. anchor.Preconditions.Select(one => one.Code == "RECONCILED" ? one with { Met = false, Value = "184 s" } : one.Code == "CLOCK" ? one with { Met = null, Value = "unknown" } : one)],
        }).Checklist;

        Assert.Equal("2 of 8 not met", view.Headline);
        Assert.Equal(("Reconciled", "184 s", "Reconcile now and settle what differs"), (view.Items[0].Name, view.Items[0].Value, view.Items[0].Cure));
        Assert.Equal(("Clock", Tone.Unknown), (view.Items[1].Name, view.Items[1].Tone));
        Assert.Equal(("Binance", "not installed", ""), (view.Items[^1].Name, view.Items[^1].Value, view.Items[^1].Cure));
    }

    [Theory]
    [InlineData(ArmState.Armed, "7 of 8 met")]
    [InlineData(ArmState.Disarmed, "Ready to arm, 7 of 8")]
    public void Checklist_AllMet_SaysWhatItMeans(ArmState state, string headline) =>
        Assert.Equal(headline, Of(Anchor.Snapshot() with { Arm = Anchor.Snapshot().Arm with { State = state } }).Checklist.Headline);

    [Fact]
    public void Breaker_WhileTripped_SaysWhyHowLongAndWhatStays()
    {
        var at = Anchor.At.AddSeconds(-492);
        var breaker = Of(Anchor.Snapshot() with
        {
            Positions = [Anchor.Eth(Anchor.At)],
            Breaker = new BreakerState { Active = true, Reason = "daily drawdown 7.012 % > 7 %", Triggers = ["DAILY_DRAWDOWN"], TriggeredAt = at, CooldownEndsAt = at.AddHours(4) },
        }).Breaker;

        Assert.NotNull(breaker);
        Assert.Equal("Daily drawdown 7.012 % > 7 %. No new trades for 4 hours. 1 position stays open.", breaker.Sentence);
        Assert.Equal(("3:51:48", "07:06:10"), (breaker.CountDown, breaker.EndsAt));
    }

    [Fact]
    public void Alerts_OlderThanADay_AreNotCounted()
    {
        var view = Of(Anchor.Snapshot() with
        {
            Alerts = [new AlertView(2, Anchor.At.AddHours(-1), "A", AlertSeverity.High, "one", null), new AlertView(1, Anchor.At.AddHours(-25), "B", AlertSeverity.Critical, "two", null)],
        }).Alerts;

        Assert.Equal("1 not acknowledged", view.Summary);
        Assert.Equal(("HIGH", "1 h"), (Assert.Single(view.Rows).Severity, view.Rows[0].Age));
    }

    // What nobody can acknowledge is never counted as waiting for somebody.
    [Fact]
    public void Alerts_ThatAreGoodNews_AreShownAndAskNothingOfAnybody()
    {
        var snapshot = Anchor.Snapshot() with
        {
            Alerts = [new AlertView(3, Anchor.At.AddMinutes(-1), "FEED_BACK", AlertSeverity.Info, "back", null), new AlertView(2, Anchor.At.AddHours(-1), "A", AlertSeverity.Low, "one", null)],
        };
        var view = Of(snapshot).Alerts;

        Assert.Equal("1 not acknowledged", view.Summary);
        Assert.Equal(["alerts?id=2", "alerts?id=3"], view.Rows.Select(row => row.Address));
        Assert.Equal(1, HeaderView.From(snapshot, Anchor.At).Alerts);
    }

    [Theory]
    [InlineData(99.0, "")]
    [InlineData(100.0, "over target")]
    [InlineData(501.0, "warn")]
    [InlineData(1001.0, "critical")]
    public void OrderLatency_AgainstTheSeedsThresholds(double ms, string word) =>
        Assert.Equal(word, Of(Anchor.Snapshot() with { Statistics = new TradingStatistics { OrderLatencyP95Ms = ms } }).Strip.OrderLatency.Word);

    [Fact]
    public void View_OfASnapshotThatReadsTheSame_IsEqual()
    {
        var later = Anchor.Snapshot() with { Version = 2, Load = Anchor.Snapshot().Load with { InputsHandled = 130_000, LoopAgeMs = 9 } };

        Assert.Equal(Of(Anchor.Snapshot()), Of(later));
        Assert.NotEqual(Of(Anchor.Snapshot()), Of(later with { Equity = later.Equity with { Equity = 2_450.01m } }));
    }

    [Fact]
    public void View_OfASilentEngine_TurnsStaleAfterFiveSeconds()
    {
        Assert.False(OverviewView.From(Anchor.Snapshot(), Anchor.At.AddSeconds(5)).Freshness.IsStale);
        var stale = OverviewView.From(Anchor.Snapshot(), Anchor.At.AddSeconds(7));
        Assert.Equal(("7 s", true), (stale.Freshness.Text, stale.Freshness.IsStale));
        Assert.Equal("UNKNOWN · Overview · Titan", stale.Title);
    }

    private static OverviewView Of(EngineSnapshot snapshot) => OverviewView.From(snapshot, Anchor.At);

    private static string Line(RoomView room, string name) => Named(room, name).Value;

    private static RoomLine Named(RoomView room, string name) => Assert.Single(room.Lines, line => line.Name == name);

    private static RulerMark Mark(RoomView room, string label) => Assert.Single(room.Marks, mark => mark.Label == label);
}
