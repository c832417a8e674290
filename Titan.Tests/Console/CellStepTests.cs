using Titan.Tests.ConsoleTests.Support;
using Titan.Web.Cells;
using Titan.Web.Live;

namespace Titan.Tests.ConsoleTests;

/// <summary>The walk from one view to the next: cells are told, everything else is drawn.</summary>
public sealed class CellStepTests
{
    private static readonly Page First = new("page", "1.00", 10m, new Line("a", "1", ""), null, [new Line("a", "1", "x"), new Line("b", "2", "y")], ["left"], 5);

    [Fact]
    public void Step_ToAnEqualView_IsTheSame() => Assert.True(CellSteps.Of(First, Copy(First)).IsSame);

    [Fact]
    public void Step_WhereCellsMoved_TellsThoseAlone()
    {
        var next = First with { Value = "2.00", Place = 12.5m, Share = 6, Inner = First.Inner! with { Text = "9" }, Lines = [First.Lines[0], First.Lines[1] with { Text = "3" }] };

        var step = CellSteps.Of(First, next);

        Assert.False(step.IsSame);
        Assert.Equal("""{"T":{"b":"2.00","c":"12.5%","d":{"b":"9"},"f":{"1":{"b":"3"}},"h":"6%"}}""", step.Cells?.ToString());
    }

    [Fact]
    public void Step_WhereAPlaceMovedByLessThanIsShown_IsTheSame() => Assert.True(CellSteps.Of(First, First with { Place = 10.001m }).IsSame);

    [Fact]
    public void Step_WhereSomethingElseChanged_IsDrawn()
    {
        Page[] others =
        [
            First with { Name = "other", Value = "2.00" },
            First with { Inner = First.Inner! with { Key = "z" } },
            First with { Inner = null },
            First with { Second = new Line("s", "1", "") },
            First with { Words = ["right"] },
            First with { Lines = [First.Lines[0]] },
            First with { Lines = [.. First.Lines, new Line("c", "3", "")] },
            First with { Lines = [First.Lines[1], First.Lines[0]] },
        ];

        Assert.All(others, other => Assert.Equal(CellStep.Draw, CellSteps.Of(First, other)));
    }

    [Theory]
    [InlineData("x", "")]
    [InlineData("", "x")]
    public void Step_WhereATextBecomesEmptyOrStopsBeingIt_IsDrawn(string before, string after) =>
        Assert.Equal(CellStep.Draw, CellSteps.Of(First with { Inner = new Line("a", "1", before) }, First with { Inner = new Line("a", "1", after) }));

    [Fact]
    public void Step_OfAViewThatNobodyMarked_ComparesByValue()
    {
        Assert.Null(CellSteps.RootOf<Bare>());
        Assert.True(CellSteps.Of(new Bare("1"), new Bare("1")).IsSame);
        Assert.Equal(CellStep.Draw, CellSteps.Of(new Bare("1"), new Bare("2")));
    }

    [Fact]
    public void Step_OfARecordThatIsOneCell_TellsItWhole()
    {
        Assert.Equal("""{"W":"{\"at\":2,\"value\":1.5}"}""", CellSteps.Of(new Point(1, 1.5), new Point(2, 1.5)).Cells?.ToString());
        Assert.True(CellSteps.Of(new Point(1, 1.5), new Point(1, 1.5)).IsSame);
    }

    [Fact]
    public void Step_ToAnotherTone_TellsItsClass()
    {
        Assert.Equal("""{"C":{"b":"tone-loss"}}""", CellSteps.Of(new Coloured("pnl", Tone.Gain), new Coloured("pnl", Tone.Loss)).Cells?.ToString());
        Assert.Equal(CellStep.Draw, CellSteps.Of(new Coloured("pnl", Tone.Gain), new Coloured("fees", Tone.Loss)));
    }

    [Fact]
    public void All_TellsEveryCellThatIsNotEmpty() =>
        Assert.Equal("""{"T":{"b":"1.00","c":"10%","d":{"b":"1"},"f":{"0":{"b":"1","c":"x"},"1":{"b":"2","c":"y"}},"h":"5%"}}""", CellSteps.All(First)?.ToString());

    [Fact]
    public void Paths_OfTheWalkAndOfTheMarkup_AreTheSame()
    {
        var lines = CellPath.Of<Page>("T", nameof(Page.Lines));
        var piece = CellSteps.Of(First, First with { Lines = [First.Lines[0], First.Lines[1] with { Text = "<b>3</b>" }] }).Cells!.ToString();

        Assert.Equal("<b>3</b>", CellBrowser.Read(piece)[CellPath.Of<Line>(CellPath.Item(lines, 1), nameof(Line.Text))!]);
        Assert.Null(CellPath.Of<Line>(CellPath.Item(null, 1), nameof(Line.Text)));
    }

    private static Page Copy(Page page) => page with { Inner = page.Inner! with { }, Lines = [.. page.Lines.Select(line => line with { })], Words = [.. page.Words] };

    [CellRoot("T")]
    private sealed record Page(string Name, [property: Cell] string Value, [property: Cell] decimal Place, Line? Inner, Line? Second, ValueList<Line> Lines, ValueList<string> Words, [property: Cell] int Share)
    {
        public string Computed => Name + Value;
    }

    private sealed record Line(string Key, [property: Cell] string Text, [property: Cell] string Note);

    [CellRoot("W", IsWhole = true)]
    private sealed record Point(long At, double Value);

    [CellRoot("C")]
    private sealed record Coloured(string Name, [property: Cell] Tone Tone);

    private sealed record Bare([property: Cell] string Text);
}
