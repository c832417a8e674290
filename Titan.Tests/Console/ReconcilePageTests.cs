using Bunit;
using Titan.Engine.Journal;
using Titan.Engine.Kernel;
using Titan.Engine.Model;
using Titan.Engine.Shadow;
using Titan.Engine.Venues;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Pages;

namespace Titan.Tests.ConsoleTests;

/// <summary>The workbench: three books side by side, what a reconcile will write, and orphans with their two ways out.</summary>
public sealed class ReconcilePageTests
{
    [Fact]
    public async Task Rows_SayWhatDiffersAndWhatWillBeDone()
    {
        await using var face = Compared();
        var page = face.Render<Reconcile>();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("tbody tr").Count));
        Assert.Equal(["MISSING_IN_SHADOW", "SIZE_MISMATCH", "same"], page.FindAll("tbody .tag").Select(tag => tag.TextContent).Order(StringComparer.Ordinal));
        Assert.Contains("Adopt as orphaned. No stop is invented", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Shadow becomes SHORT 30.6. Nothing is traded.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Writes 2 correction rows to the journal", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Shadow and venue disagree on SOLUSDT, DOGEUSDT.", page.Find(".verdict b").TextContent);
    }

    [Fact]
    public async Task Reconcile_Asked_SendsTheReasonAndLooksAgain()
    {
        await using var face = Compared();
        var page = face.Render<Reconcile>();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("tbody tr").Count));
        await page.Find("#reconcile-reason").InputAsync("closed by hand");
        await page.Find("form.apply").SubmitAsync();
        var sent = Assert.Single(face.Engine.Commands.OfType<ReconcileCommand>());
        Assert.Equal("closed by hand", sent.Reason);
        Assert.Equal(2, face.Engine.Commands.OfType<CompareCommand>().Count());
    }

    [Fact]
    public async Task Venue_ThatDoesNotAnswer_IsSaidAndNothingIsInvented()
    {
        await using var face = new Face();
        face.Engine.Answer = _ => Task.FromResult(new CommandResult(CommandStatus.Unreachable, "VENUE_UNREACHABLE", "no route"));
        var page = face.Render<Reconcile>();
        page.WaitForAssertion(() => Assert.Contains("no route", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("tbody tr"));
    }

    [Fact]
    public async Task Orphan_GetsAStopAttachedFromHere()
    {
        var orphan = Anchor.Eth(Anchor.At);
        orphan = orphan with { Position = orphan.Position with { Origin = PositionOrigin.Adopted, StopLoss = null, CoveredQuantity = 0m, NakedSince = Anchor.At.AddSeconds(-41) } };
        await using var face = new Face(Anchor.Snapshot() with { Positions = [orphan] });
        var page = face.Render<Reconcile>();
        await page.Find(".orphan .button.primary").ClickAsync();
        await page.Find("#modify-stop").InputAsync("2950");
        await page.Find("[role=alertdialog] .button.primary").ClickAsync();
        var sent = Assert.Single(face.Engine.Commands.OfType<ModifyProtectionCommand>());
        Assert.Equal(("ETHUSDT", 2950m), (sent.Symbol, sent.StopLoss));
    }

    [Fact]
    public async Task Rounds_BeforeTheFirst_SayThatEntriesWait()
    {
        await using var face = new Face(Anchor.Snapshot() with { Reconcile = null });
        var page = face.Render<Reconcile>();
        Assert.Contains("No round finished since the start. Entries wait for the first one.", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("ol li"));
    }

    [Fact]
    public async Task Rounds_SayWhenWhyWhatAndHowLong_NewestFirst()
    {
        var drift = new MismatchView("SOLUSDT", DriftKind.SizeMismatch, -32.6m, -30.6m, "overwritten with the venue's size");
        await using var face = new Face(Anchor.Snapshot() with
        {
            ReconcileRounds =
            [
                new ReconcileView(Anchor.At.AddSeconds(-41), true, 3, 3, [], "verify") { Took = TimeSpan.FromMilliseconds(84) },
                new ReconcileView(Anchor.At.AddSeconds(-42), false, 3, 3, [drift], "timer"),
            ],
        });
        var rounds = face.Render<Reconcile>().FindAll("ol li").Select(line => line.TextContent).ToArray();
        Assert.Equal(2, rounds.Length);
        Assert.Contains("03:13:41", rounds[0], StringComparison.Ordinal);
        Assert.Contains("same, 3 of 3", rounds[0], StringComparison.Ordinal);
        Assert.Contains("second look after a correction", rounds[0], StringComparison.Ordinal);
        Assert.Contains("took 84 ms", rounds[0], StringComparison.Ordinal);
        Assert.Contains("1 mismatch", rounds[1], StringComparison.Ordinal);
        Assert.Contains("SOLUSDT: ours −32.6, venue −30.6: overwritten", rounds[1], StringComparison.Ordinal);
        Assert.DoesNotContain("took", rounds[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Difference_SaysSinceWhenWhatWasBookedAndWhatWasLost()
    {
        await using var face = Compared();
        face.Diary.Parting = new Parting(
            new BookedFill(Anchor.At.AddMinutes(-5), "Buy", 2.0m, 138.11m, null, "Trade"),
            [new HistoryEvent(7, Anchor.At.AddMinutes(-6), "STREAM", "INFO", "Private stream lost: silent", null, null)]);
        var page = face.Render<Reconcile>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".partings section").Count));
        var sol = page.FindAll(".partings section").Single(panel => panel.TextContent.Contains("Where SOLUSDT went apart", StringComparison.Ordinal)).TextContent;
        Assert.Contains("BUY 2 @ 138.11", sol, StringComparison.Ordinal);
        Assert.Contains("not ours", sol, StringComparison.Ordinal);
        Assert.Contains("1 gap", sol, StringComparison.Ordinal);
        Assert.Contains("03:08:22 Private stream lost: silent", sol, StringComparison.Ordinal);
        Assert.Contains("no stop", sol, StringComparison.Ordinal);
        Assert.DoesNotContain("BTCUSDT went apart", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headline_OnceARoundIsNewerThanTheQuestion_IsTheRounds()
    {
        await using var face = Compared();
        var page = face.Render<Reconcile>();
        page.WaitForAssertion(() => Assert.Contains("disagree on", page.Find(".verdict b").TextContent, StringComparison.Ordinal));
        await face.RunFeedAsync();
        face.Engine.Publish(static snapshot => snapshot with { Reconcile = new ReconcileView(Anchor.At.AddSeconds(1), true, 3, 3, [], "timer") });
        page.WaitForAssertion(() => Assert.Equal("Shadow and venue agree.", page.Find(".verdict b").TextContent));
    }

    [Fact]
    public async Task Difference_ThatNothingExplains_SaysSo()
    {
        await using var face = Compared();
        var page = face.Render<Reconcile>();
        page.WaitForAssertion(() => Assert.Contains("no fill explains what the venue holds", page.Markup, StringComparison.Ordinal));
        Assert.Contains("no stream, no feed, no pause of the engine", page.Markup, StringComparison.Ordinal);
    }

    private static Face Compared()
    {
        var face = new Face();
        face.Engine.Answer = Apart;
        return face;
    }

    /// <summary>The night of the pictures: SOL closed in part by hand, DOGE opened by hand.</summary>
    internal static Task<CommandResult> Apart(EngineCommand command) => Task.FromResult(command is CompareCommand
        ? CommandResult.Done("compared") with { Comparison = [Row("BTCUSDT", 0.052m, ComparisonVerdict.Match), Row("SOLUSDT", -30.6m, ComparisonVerdict.Overwrite), Row("DOGEUSDT", 1_500m, ComparisonVerdict.Adopt)] }
        : CommandResult.Done("in sync") with { InSync = true });

    private static ComparisonRow Row(string symbol, decimal venue, ComparisonVerdict verdict) => new(
        symbol,
        Anchor.Snapshot().Positions.FirstOrDefault(view => view.Position.Instrument.Value == symbol)?.Position,
        new VenuePosition { Symbol = symbol, SignedQuantity = venue, EntryPrice = 138.42m, UpdatedAt = Anchor.At },
        verdict);
}
