using Bunit;
using Titan.Engine.Journal;
using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Controls;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>The bar of a position's stop coverage: naked stretches are seen however short, and what the engine knows now ends it.</summary>
public sealed class CoverageBarTests
{
    private static readonly DateTimeOffset Opened = Anchor.At.AddMinutes(-27);

    // SOL of the pictures: 4.2 s naked in 27 minutes.
    private static readonly CoverageStep[] Sol = [new(Opened, 0m, 32.6m), new(Opened.AddSeconds(4.2), 32.6m, 32.6m)];

    [Fact]
    public void Coverage_OfTheAnchorsSol_IsRedForFourSecondsAndGreenAfterwards()
    {
        var view = CoverageView.Of(Sol, 1, Anchor.At);
        Assert.Equal([Tone.Ok, Tone.Critical], view.Spans.Select(static span => span.Tone));
        Assert.Equal((0m, 0.8m), (view.Spans[1].Start, view.Spans[1].Width));
        Assert.Equal((0.26m, 99.74m), (view.Spans[0].Start, view.Spans[0].Width));
        Assert.Equal("02:47:22 open · 4.2 s naked", view.Since);
        Assert.Equal("02:47:22 for 4.2 s: 0.0 of 32.6 under a live stop", view.Spans[1].Text);
    }

    [Fact]
    public void Coverage_OfAPart_IsNeitherCoveredNorNaked_AndTheEndIsNotLeftOut()
    {
        CoverageStep[] steps = [new(Opened, 20m, 20m), new(Anchor.At.AddSeconds(-1), 20m, 32.6m)];
        var view = CoverageView.Of(steps, 1, Anchor.At);
        Assert.Equal(Tone.High, view.Spans[1].Tone);
        Assert.Equal(100m, view.Spans[1].Start + view.Spans[1].Width);
        Assert.Contains("now 20.0 of 32.6 covered", view.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bar_OfALongLife_NamesTheDayToo()
    {
        await using var face = new Face();
        face.Diary.Coverage.AddRange([new(Anchor.At.AddDays(-2), 0m, 32.6m), new(Anchor.At.AddDays(-2).AddSeconds(1), 32.6m, 32.6m)]);
        var bar = face.Render<CoverageBar>(given => given.Add(one => one.Symbol, "SOLUSDT"));
        Assert.Contains("19 Nov 03:14:22 open · 1.0 s naked", bar.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bar_WhenTheCoverGoes_ReadsAgainAndEndsWithWhatTheEngineKnows()
    {
        await using var face = new Face();
        face.Diary.Coverage.AddRange(Sol);
        var bar = face.Render<CoverageBar>(given => given.Add(one => one.Symbol, "SOLUSDT"));
        Assert.Equal(2, bar.FindAll("rect").Count);
        Assert.Contains("now 32.6 of 32.6 covered", bar.Find("svg").GetAttribute("aria-label"), StringComparison.Ordinal);

        var snapshot = Anchor.Snapshot();
        await face.RunFeedAsync();
        face.Engine.Publish(snapshot with
        {
            Version = snapshot.Version + 1,
            Positions = [.. snapshot.Positions.Select(static view => view.Position.Instrument.Value == "SOLUSDT" ? view with { Position = view.Position with { CoveredQuantity = 0m } } : view)],
        });
        bar.WaitForAssertion(() => Assert.Contains("now 0.0 of 32.6 covered", bar.Find("svg").GetAttribute("aria-label"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bar_OfAPositionTheJournalDoesNotKnow_IsNotDrawn()
    {
        await using var face = new Face();
        Assert.Empty(face.Render<CoverageBar>(given => given.Add(one => one.Symbol, "SOLUSDT")).FindAll("svg"));
    }
}
