using Bunit;
using Titan.Engine.Model;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Layout;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>Costs before, receipt after: the same figures for who asked, who watched, and who reloads.</summary>
public sealed class FlattenReceiptTests
{
    private static readonly FlattenForecast Depth = new(
        Anchor.At,
        [
            new FlattenForecastLeg("BTCUSDT", 0.052m, 91_512.4m, 91_505.1m, 0.38m, 2.62m, false),
            new FlattenForecastLeg("ETHUSDT", 0.78m, 3_021.15m, 3_020.8m, 0.26m, 1.30m, false),
            new FlattenForecastLeg("SOLUSDT", -32.6m, 138.97m, 139.0m, 1.09m, 2.49m, false),
        ],
        1,
        6);

    public static FlattenReceipt Receipt(DateTimeOffset confirmed) => new()
    {
        Id = "flatten-9",
        By = "anna",
        Door = "oncall",
        Reason = "Market move",
        StartedAt = confirmed.AddSeconds(-2.61),
        ConfirmedAt = confirmed,
        EquityBefore = 2_450.00m,
        EquityAfter = 2_441.74m,
        Legs =
        [
            new FlattenLeg { Symbol = "BTCUSDT", SignedQuantity = 0.052m, EntryPrice = 91_842.0m, ReferencePrice = 91_512.4m, ClosedQuantity = 0.052m, ClosedValue = 0.052m * 91_508.6m, Fees = 2.62m, ClosedAt = confirmed },
            new FlattenLeg { Symbol = "SOLUSDT", SignedQuantity = -32.6m, EntryPrice = 138.42m, ReferencePrice = 138.97m, ClosedElsewhere = 32.6m, ElsewhereValue = 32.6m * 139.80m, Elsewhere = "StopLoss", ClosedAt = confirmed },
        ],
        Orders = [new FlattenOrder("tclose1", "v-1", "BTCUSDT", "Sell", "Market", 0.052m, null, 0.052m, 91_508.6m, "Filled", null, confirmed.AddSeconds(-2), confirmed.AddSeconds(-1))],
        Steps = [],
    };

    [Fact]
    public void Cost_OfTheAnchorsDepth_IsExpectedAndWorst()
    {
        var cost = FlattenCost.Of(Depth, 2_450.00m, Anchor.At.AddSeconds(0.3));

        Assert.Equal(("8.14", "64.64", "2,441.86"), (cost.Expected, cost.Worst, cost.After));
        Assert.Equal("slippage 1.73 + fees 6.41 at this depth", cost.ExpectedNote);
    }

    [Fact]
    public void Cost_NotToldYetOrTooOld_IsUnknown()
    {
        Assert.Equal(Figures.Unknown, FlattenCost.Of(null, 2_450m, Anchor.At).Expected);
        Assert.Equal((Figures.Unknown, "last told 7 s ago: too old"), (FlattenCost.Of(Depth, 2_450m, Anchor.At.AddSeconds(7)).Expected, FlattenCost.Of(Depth, 2_450m, Anchor.At.AddSeconds(7)).ExpectedNote));
    }

    [Fact]
    public void Cost_WhereTheBookIsTooThin_ExpectsNothingButKnowsTheWorst()
    {
        var cost = FlattenCost.Of(Depth with { Legs = [Depth.Legs[0] with { DepthShort = true }] }, 2_450m, Anchor.At);

        Assert.Equal((Figures.Unknown, Figures.Unknown, "26.41"), (cost.Expected, cost.Legs[0].Slippage, cost.Worst));
    }

    [Fact]
    public void Receipt_TellsApartWhatOthersClosed()
    {
        var view = FlattenReceiptView.Of(Receipt(Anchor.At));

        Assert.Equal("Flatten by anna through oncall · Market move", view.Who);
        Assert.Contains("2.61 s to the venue's word", view.Span, StringComparison.Ordinal);
        Assert.Equal(("91,508.6", "0.4", null), (view.Rows[0].Fill, view.Rows[0].SlippageBps, view.Rows[0].Elsewhere));
        Assert.Equal((Figures.Missing, Figures.Missing, "32.6 closed meanwhile by its stop @ 139.80"), (view.Rows[1].Fill, view.Rows[1].SlippageBps, view.Rows[1].Elsewhere));
        Assert.Equal("/api/emergency/receipts/flatten-9?format=csv", view.CsvPath);
    }

    [Fact]
    public async Task Preview_AsksTheDepthAndShowsItsCost()
    {
        await using var face = new Face();
        await face.RunFeedAsync();
        var venue = new TaskCompletionSource();
        (face.Engine.Forecast, face.Engine.Depth) = (Depth, venue.Task);
        var bar = face.Render<SafetyBar>();
        bar.WaitForAssertion(() => Assert.Equal(1, face.Feed.Listeners));

        await bar.Find(".zone form.flatten").SubmitAsync();
        Assert.Contains("?", bar.Find(".costs b").TextContent, StringComparison.Ordinal);

        venue.SetResult();
        face.Machine.Skip(TimeSpan.FromSeconds(1));
        bar.WaitForAssertion(() => Assert.Equal(["8.14", "64.64", "2,441.86"], bar.FindAll(".costs b").Select(figure => figure.TextContent)));
    }

    [Fact]
    public async Task RunOfSomebodyElse_WhenItEnds_LeavesItsReceiptUntilDone()
    {
        var run = new FlattenRun { Correlation = new CorrelationId("flatten-9"), By = "anna", Reason = "Market move", StartedAt = Anchor.At, Stage = FlattenStage.Closing, Legs = [new FlattenLeg { Symbol = "BTCUSDT", SignedQuantity = 0.052m, Problem = "110007 ab not enough" }] };
        await using var face = new Face(Anchor.Snapshot() with { Flatten = run, Positions = [Anchor.Btc(Anchor.At)] });
        await face.RunFeedAsync();
        var bar = face.Render<SafetyBar>();
        bar.WaitForAssertion(() => Assert.Equal(1, face.Feed.Listeners));
        Assert.Contains("Not flat. 0 of 1 closed; BTCUSDT is still open: 110007 ab not enough. Its stop is live at 90,923.5.", bar.Markup, StringComparison.Ordinal);

        face.Engine.Publish(snapshot => snapshot with { Flatten = null, Positions = [], LastFlatten = Receipt(Anchor.At) });
        bar.WaitForAssertion(() => Assert.Contains("Flatten by anna through oncall", bar.Find("[role=alertdialog]").TextContent, StringComparison.Ordinal));
        Assert.Equal("/api/emergency/receipts/flatten-9?format=csv", bar.Find("[role=alertdialog] footer a").GetAttribute("href"));
        await bar.Find("[role=alertdialog] footer .primary").ClickAsync();

        Assert.Empty(bar.FindAll("[role=alertdialog]"));
        Assert.Contains(face.JSInterop.Invocations, call => call.Identifier == "titan.sawReceipt" && Equals(call.Arguments[0], "flatten-9"));
    }

    [Theory]
    [InlineData(60, null, true)]
    [InlineData(60, "flatten-9", false)]
    [InlineData(600, null, false)]
    public async Task PageLoadedAnew_ShowsAYoungReceiptThatWasNotPutAway(int secondsOld, string? seen, bool shown)
    {
        await using var face = new Face(Anchor.Snapshot() with { Positions = [], LastFlatten = Receipt(Anchor.At.AddSeconds(-secondsOld)) });
        face.JSInterop.Setup<string?>("titan.seenReceipt").SetResult(seen);
        await face.RunFeedAsync();
        var bar = face.Render<SafetyBar>();

        bar.WaitForAssertion(() => Assert.Equal(1, face.Feed.Listeners));
        face.Engine.Publish(snapshot => snapshot with { PausedByOperator = true });
        bar.WaitForAssertion(() => Assert.Contains("Paused", bar.Find(".lines b").TextContent, StringComparison.Ordinal));

        bar.WaitForAssertion(() => Assert.Equal(shown ? 1 : 0, bar.FindAll("[role=alertdialog]").Count));
    }
}
