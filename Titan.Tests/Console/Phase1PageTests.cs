using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Titan.Engine.Kernel;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>The page of the trap strategy: distances, states in words, sensors, and the one act on it.</summary>
public sealed class Phase1PageTests
{
    [Fact]
    public void Desk_OfTheAnchor_SaysHowNearEachWireIs()
    {
        var desk = PhaseOneDesk.From(Anchor.Snapshot(), Anchor.At);
        Assert.Equal(
            [("BNBUSDT", "0.35 %", "near", Tone.Critical, "set"), ("DOGEUSDT", "0.91 %", "close", Tone.Warn, "set"), ("XRPUSDT", "0.07 %", "", Tone.Muted, "cooldown 02:45"), ("ADAUSDT", "2.56 %", "", Tone.Muted, "dormant")],
            desk.Rows.Select(row => (row.Symbol, row.Distance, row.Nearness, row.Tone, row.State)));
        Assert.Equal(("918.40", "921.62", "91", "90", "15×", "100"), (desk.Rows[0].Price, desk.Rows[0].Trigger, desk.Rows[0].DotAt, desk.Rows[0].Confidence, desk.Rows[0].Leverage, desk.Rows[0].Lead));
        Assert.Equal((1, 2, 1), (desk.Near, desk.Set, desk.Cooling));
        Assert.Equal(("map 22 s old, next in 38 s", "4 symbols of 9"), (desk.MapLine, desk.SymbolLine));
        Assert.Equal("DAILY_LEVEL LONG: RiskLimit at OpenRisk", desk.Feed[0].Text);
        Assert.Equal(("RUNNING", Tone.Ok, "200 – 5,000 USDT · equity 2,450.00"), (desk.State, desk.StateTone, desk.StateLine));
    }

    [Fact]
    public void Desk_OnASymbolWithAPosition_SaysSo()
    {
        var snapshot = Anchor.Snapshot();
        var desk = PhaseOneDesk.From(snapshot with { Positions = [Anchor.Btc(Anchor.At) with { Position = Anchor.Btc(Anchor.At).Position with { Instrument = new("BNBUSDT") } }] }, Anchor.At);
        Assert.Equal("position open", desk.Rows[0].State);
    }

    [Fact]
    public void Types_AreTheWeekWithItsSum()
    {
        var types = PhaseOneDesk.From(Anchor.Snapshot(), Anchor.At).Types;
        Assert.Equal(["LIQUIDATION", "DAILY_LEVEL", "BOLLINGER", "All"], types.Select(row => row.Type));
        Assert.Equal(("14", "64.3 %", "+61.20", "+0.44"), (types[0].Trades, types[0].Win, types[0].Net, types[0].AverageR));
        Assert.Equal((Figures.Missing, Figures.Missing), (types[2].Win, types[2].AverageR));
        Assert.Equal(("25", "56.0 %", "+38.80", "+0.16"), (types[3].Trades, types[3].Win, types[3].Net, types[3].AverageR));
        Assert.Contains("19 filtered (WICK_REVERSION 11, FEE_BARRIER 5, MICRO_CVD 3)", types[1].About, StringComparison.Ordinal);
    }

    [Fact]
    public void Stations_TellTheWayFromTouchToFill() =>
        Assert.Equal(
            [("touched", "212", "within 0.1 %"), ("no volume", "171", "the burst rule alone"), ("sprung", "41", "volume confirmed"), ("filtered", "19", "wick reversion 11 · fee barrier 5"), ("denied", "4", "by a gate"), ("sent", "18", "1 unfilled"), ("filled", "17", "94.4 %")],
            PhaseOneDesk.From(Anchor.Snapshot(), Anchor.At).Stations.Select(station => (station.Name, station.Count, station.What)));

    [Theory]
    [InlineData(1, "OK")]
    [InlineData(6, "DEGRADED")]
    [InlineData(31, "DOWN")]
    [InlineData(null, "DOWN")]
    public void Sensor_OfBinance_FollowsTheAgeOfItsNewestPrint(int? seconds, string word)
    {
        var snapshot = Anchor.Snapshot();
        var desk = PhaseOneDesk.From(snapshot with { Scavenger = snapshot.Scavenger! with { LastSpotAt = seconds is { } age ? Anchor.At.AddSeconds(-age) : null } }, Anchor.At);
        Assert.Equal(word, desk.Sensors[0].Word);
        Assert.Equal(("ARMED", "ping 128 ms"), (desk.Sensors[1].Word, desk.Sensors[1].What));
        Assert.Equal(("6 of 9", "r 0.71"), (desk.Sensors[2].Value, desk.Sensors[2].What));
    }

    [Fact]
    public void Sensor_OfBybitWithoutItsMarketStream_IsDown()
    {
        var snapshot = Anchor.Snapshot();
        var venue = snapshot.Venue with { Streams = [.. snapshot.Venue.Streams.Select(stream => stream with { Connected = false })] };
        Assert.Equal("DOWN", PhaseOneDesk.From(snapshot with { Venue = venue }, Anchor.At).Sensors[1].Word);
    }

    [Fact]
    public async Task Page_AtTheAnchor_ShowsTheWiresTheFeedAndNoEmptyWords()
    {
        await using var face = new Face();
        var page = face.Render<Phase1>();
        Assert.Equal(4, page.FindAll("tbody tr th .symbol").Count);
        Assert.Contains("63 trades in 87 ms", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("No tripwire is set", page.Markup, StringComparison.Ordinal);
        Assert.Equal(4, page.FindAll("svg circle").Count);
    }

    [Theory]
    [InlineData("near", 1)]
    [InlineData("set", 2)]
    [InlineData("cooling", 1)]
    [InlineData("nonsense", 4)]
    public async Task Filter_OfTheAddress_ShowsOnlyItsWires(string show, int rows)
    {
        await using var face = new Face();
        face.Services.GetRequiredService<NavigationManager>().NavigateTo($"phase-1?show={show}");
        Assert.Equal(rows, face.Render<Phase1>().FindAll("tbody tr th .symbol").Count);
    }

    [Fact]
    public async Task Page_WithoutATrap_SaysWhyAndWhenItLooksNext()
    {
        var snapshot = Anchor.Snapshot();
        await using var face = new Face(snapshot with { Scavenger = snapshot.Scavenger! with { Traps = [] } });
        Assert.Contains("No level is worth a trap right now. The next look is in 38 s.", face.Render<Phase1>().Markup, StringComparison.Ordinal);
        await using var deaf = new Face(snapshot with { Scavenger = snapshot.Scavenger! with { Traps = [], SpotTrades = 0 } });
        Assert.Contains("No print of Binance spot was heard yet", deaf.Render<Phase1>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhereTheStrategyIsOff_SaysSoAndOffersNoPause()
    {
        await using var face = new Face(Anchor.Snapshot() with { Scavenger = null });
        var page = face.Render<Phase1>();
        Assert.Contains("NOT INSTALLED", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-space]"));
    }

    [Fact]
    public async Task Page_WhileStarting_ShowsGreyBarsAndWhenOldSaysSo()
    {
        await using var starting = new Face(Anchor.Snapshot() with { Version = 0, Scavenger = null });
        Assert.NotEmpty(starting.Render<Phase1>().FindAll("[aria-label=loading]"));
        await using var old = new Face(Anchor.SnapshotAt(Anchor.At.AddSeconds(-9)));
        Assert.Contains("this picture is old", old.Render<Phase1>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_Pressed_SendsOnceAndSaysTheAnswer()
    {
        await using var face = new Face();
        face.Engine.Answer = _ => Task.FromResult(CommandResult.Done("PAUSED"));
        var page = face.Render<Phase1>();
        await page.Find("[data-space]").ClickAsync();
        Assert.True(Assert.IsType<PauseCommand>(Assert.Single(face.Engine.Commands)).Paused);
        Assert.Equal("PAUSED", page.Find("[role=status].said").TextContent);
    }

    [Fact]
    public async Task Pause_WhilePaused_ResumesAndViewersMayNot()
    {
        await using var face = new Face(Anchor.Snapshot() with { PausedByOperator = true });
        var page = face.Render<Phase1>();
        Assert.Contains("PAUSED", page.Markup, StringComparison.Ordinal);
        await page.Find("[data-space]").ClickAsync();
        Assert.False(Assert.IsType<PauseCommand>(Assert.Single(face.Engine.Commands)).Paused);
        await using var viewer = new Face(roles: "Viewer");
        var button = viewer.Render<Phase1>().Find("[data-space]");
        Assert.True(button.HasAttribute("disabled"));
        Assert.Contains("Needs Operator", button.GetAttribute("title"), StringComparison.Ordinal);
    }
}
