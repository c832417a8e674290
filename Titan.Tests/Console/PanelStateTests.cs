using Bunit;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Controls;
using Titan.Web.Live;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>Loading, empty, unknown and failed panels look like what they are.</summary>
public sealed class PanelStateTests
{
    [Fact]
    public async Task Panels_WhileTheEngineStarts_ShowBarsUnderTheirHeadings()
    {
        await using var face = new Face(Anchor.Snapshot() with { Version = 0 });
        var page = face.Render<Overview>();

        Assert.Equal(5, page.FindAll(".panel .bars").Count);
        Assert.Contains(page.FindAll("h2"), heading => heading.TextContent == "Positions");
        Assert.Equal(0, face.History.EquityQuestions);
    }

    [Fact]
    public async Task Positions_WhenFlat_SayWhoConfirmedIt()
    {
        await using var face = new Face(Anchor.Snapshot() with { Positions = [], Reconcile = new(Anchor.At.AddSeconds(-3), true, 0, 0, [], "timer") });

        Assert.Contains("0 positions, confirmed by the venue 3 s ago.", face.Render<Overview>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Room_OfUnknownEquity_SaysThatTheBreakerDoesNotGuess()
    {
        await using var face = new Face(Anchor.Snapshot() with { Equity = new EquityBook(), BreakerBelow = null });
        var page = face.Render<Overview>();

        Assert.Contains("the breaker does not guess", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".ruler"));
    }

    [Fact]
    public async Task Equity_WhenTheHistoryCannotBeRead_SaysSoAndTriesAgain()
    {
        await using var face = new Face();
        face.History.Failure = new InvalidOperationException("disk");
        var panel = face.Render<EquityPanel>(parameters => parameters.Add(one => one.Range, ChartRange.Equity(null)).Add(one => one.Freshness, new Freshness("live", false, false)));
        panel.WaitForAssertion(() => Assert.Contains("Could not read the history", panel.Markup, StringComparison.Ordinal));

        face.History.Failure = null;
        await panel.Find(".over button").ClickAsync();

        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll(".over")));
        Assert.Equal(2, face.History.EquityQuestions);
    }

    [Fact]
    public async Task Equity_WithoutAnyPoint_SaysWhenTheCurveBegins()
    {
        await using var face = new Face(Anchor.Snapshot() with { Equity = new EquityBook() });
        face.Clock.MoveTo(Anchor.At.AddDays(60));

        var panel = face.Render<EquityPanel>(parameters => parameters.Add(one => one.Range, ChartRange.Equity("1h")).Add(one => one.Freshness, new Freshness("live", false, false)));

        panel.WaitForAssertion(() => Assert.Contains("No equity recorded in this range yet", panel.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "24h")]
    [InlineData("7d", "7d")]
    [InlineData("nonsense", "24h")]
    public void Range_OfTheAddress_FallsBackToADay(string? key, string expected) => Assert.Equal(expected, ChartRange.Equity(key).Key);

    [Fact]
    public void Curve_WithPointsOfOneSecond_KeepsTheLastAndEndsLive()
    {
        var live = EquityLines.From(Anchor.Snapshot());
        var (times, values) = EquityCurve.Of(
            [new(Anchor.At.AddSeconds(-10), 2_440m, 0m), new(Anchor.At.AddSeconds(-10).AddMilliseconds(400), 2_441m, 0m), new(Anchor.At.AddSeconds(-12), 1m, 0m)], live);

        Assert.Equal([Anchor.At.AddSeconds(-10).ToUnixTimeSeconds(), Anchor.At.ToUnixTimeSeconds()], times);
        Assert.Equal([2_441d, 2_450d], values);
        Assert.Contains("from 2,441.00 to 2,450.00 USDT", EquityCurve.Describe(values, live, ChartRange.Equity("24h")), StringComparison.Ordinal);
    }
}
